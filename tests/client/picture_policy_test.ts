import assert from "node:assert/strict";
import fc from "fast-check";
import { LARGE, MEDIUM, NONE, SMALL } from "../../client/drawn_size.ts";
import {
  AT_EASE,
  type Encoding,
  LONGEST_REST,
  MOST_STRAIN,
  type PictureLink,
  RESTED_AFTER,
  sharePictures,
  stepStrain,
  type Strain,
  TIRED_AFTER,
  TOTAL_BITRATE,
} from "../../client/picture_policy.ts";
import type { PeerId } from "../../protocol/ids.ts";
import type { Drawn } from "../../protocol/peer_messages.ts";

const PEERS = Array.from({ length: 15 }, (_, i) => `peer-${i}` as PeerId);
/** What a viewer of that size has use for. */
const MOST = {
  camera: [[0, 0], [180, 160_000], [360, 700_000], [720, 1_500_000]],
  screen: [[0, 0], [360, 500_000], [720, 1_200_000], [Infinity, 2_500_000]],
} as const;

const size = fc.constantFrom(NONE, SMALL, MEDIUM, LARGE);
const strain: fc.Arbitrary<Strain> = fc.nat(MOST_STRAIN).map((level) => ({ ...AT_EASE, level }));
const link: fc.Arbitrary<PictureLink> = fc.record({
  drawn: fc.record({ camera: size, screen: size }),
  path: strain,
});
const lines = fc.record({
  camera: fc.constantFrom(0, 90, 360, 480, 720),
  screen: fc.constantFrom(0, 720, 1080, 2160),
});
const links = fc.array(link, { minLength: 1, maxLength: PEERS.length });

function byPeer(links: readonly PictureLink[]): Map<PeerId, PictureLink> {
  return new Map(links.map((link, i) => [PEERS[i]!, link]));
}

function alike(count: number, drawn: Partial<Drawn>): Map<PeerId, PictureLink> {
  const link = { drawn: { camera: NONE, screen: NONE, ...drawn }, path: AT_EASE } as const;
  return byPeer(Array.from({ length: count }, () => link));
}

function costOf({ active, maxBitrate }: Encoding): number {
  return active ? maxBitrate : 0;
}

/** How many lines are sent; none of what is not encoded. */
function linesOf({ active, scaleResolutionDownBy }: Encoding, lines: number): number {
  return active ? lines / scaleResolutionDownBy : 0;
}

const CAMERA = { camera: 720, screen: 0 };
const BOTH = { camera: 360, screen: 1080 };

Deno.test("[L12] nobody is sent more than they draw, nor anything that is not there", () => {
  fc.assert(fc.property(links, lines, strain, (links, lines, device) => {
    const shares = sharePictures(byPeer(links), lines, device);
    for (const [i, { drawn }] of links.entries()) {
      for (const source of ["camera", "screen"] as const) {
        const encoding = shares.get(PEERS[i]!)![source];
        const [mostLines, mostBits] = MOST[source][drawn[source]]!;
        assert.ok(linesOf(encoding, lines[source]) <= mostLines);
        assert.ok(costOf(encoding) <= mostBits);
        assert.equal(encoding.active, drawn[source] !== NONE && lines[source] > 0);
        assert.ok(encoding.scaleResolutionDownBy >= 1);
        assert.ok(encoding.maxBitrate > 0, "browsers take nothing else");
      }
    }
  }));
});

Deno.test("[L12] all pictures together never take more than the whole call may", () => {
  fc.assert(fc.property(links, lines, strain, (links, lines, device) => {
    const shares = [...sharePictures(byPeer(links), lines, device).values()];
    const total = shares.reduce((sum, one) => sum + costOf(one.camera) + costOf(one.screen), 0);
    assert.ok(total <= TOTAL_BITRATE, String(total));
  }));
});

Deno.test("[L12] another link, a narrower way or a tired device gives nobody more", () => {
  const noMore = (less: Encoding, more: Encoding) => {
    assert.ok(costOf(less) <= costOf(more));
    assert.ok(less.scaleResolutionDownBy >= more.scaleResolutionDownBy);
    assert.ok(less.maxFramerate <= more.maxFramerate);
  };
  fc.assert(fc.property(links, link, lines, fc.nat(MOST_STRAIN - 1), (links, one, lines, level) => {
    const device = { ...AT_EASE, level };
    const tired = { ...AT_EASE, level: level + 1 };
    const before = sharePictures(byPeer(links), lines, device);
    const narrow = links.map((link) => ({ ...link, path: { ...link.path, level: MOST_STRAIN } }));
    for (
      const after of [
        sharePictures(byPeer([...links, one].slice(0, PEERS.length)), lines, device),
        sharePictures(byPeer(links), lines, tired),
        sharePictures(byPeer(narrow), lines, device),
      ]
    ) {
      for (const [peer, { camera, screen }] of before) {
        noMore(after.get(peer)!.camera, camera);
        noMore(after.get(peer)!.screen, screen);
      }
    }
  }));
});

Deno.test("[L12] two large faces and four of middle size get all that shows them well; seven share", () => {
  const first = (count: number, camera: number) =>
    sharePictures(alike(count, { camera }), CAMERA, AT_EASE).get(PEERS[0]!)!.camera;
  assert.deepEqual(first(2, LARGE), {
    active: true,
    scaleResolutionDownBy: 1,
    maxBitrate: 1_500_000,
    maxFramerate: 30,
  });
  assert.equal(first(4, MEDIUM).maxBitrate, 700_000);
  // What is large to three would be shown badly to all of them.
  assert.equal(first(3, LARGE).scaleResolutionDownBy, 2);
  const one = first(7, LARGE);
  assert.equal(one.scaleResolutionDownBy, 2);
  assert.equal(one.maxBitrate, Math.floor(TOTAL_BITRATE / 7));
});

Deno.test("[L12] a screen keeps its lines, however narrow it gets", () => {
  const tired = { ...AT_EASE, level: MOST_STRAIN };
  const shares = sharePictures(alike(7, { camera: SMALL, screen: LARGE }), BOTH, tired);
  for (const { screen } of shares.values()) assert.equal(screen.scaleResolutionDownBy, 1);
});

Deno.test("[L12] what does not keep up several times in a row is strained; it recovers slowly, and no further than at ease", () => {
  const after = (strain: Strain, keepsUp: boolean, times: number) =>
    Array.from({ length: times }).reduce<Strain>((one) => stepStrain(one, keepsUp), strain);
  assert.equal(after(AT_EASE, false, TIRED_AFTER - 1).level, 0);
  const tired = after(AT_EASE, false, TIRED_AFTER);
  assert.equal(tired.level, 1);
  assert.equal(after(tired, true, RESTED_AFTER - 1).level, 1);
  assert.equal(after(tired, true, RESTED_AFTER).level, 0);
  assert.deepEqual(after(tired, true, 2 * RESTED_AFTER), AT_EASE);
  assert.equal(after(AT_EASE, false, 100).level, MOST_STRAIN);
  const weary = after(AT_EASE, false, 2 * TIRED_AFTER);
  assert.deepEqual([1, 2].map((rests) => after(weary, true, rests * RESTED_AFTER).level), [1, 0]);
  // Now and then is not in a row.
  const changing = [false, false, true, false, false, true].reduce(stepStrain, AT_EASE);
  assert.equal(changing.level, 0);
});

Deno.test("[L12] what is too much again rests twice as long each time, and is as new once it has kept up for that long", () => {
  const rests: number[] = [];
  let strain: Strain = AT_EASE;
  const reading = (keepsUp: boolean) => strain = stepStrain(strain, keepsUp);
  for (let relapse = 0; relapse < 6; relapse++) {
    while (strain.level === 0) reading(false);
    let rest = 0;
    for (; strain.level > 0; rest++) reading(true);
    rests.push(rest);
  }
  const [first] = rests;
  assert.deepEqual(rests, [1, 2, 4, 8, 8, 8].map((times) => times * first!));
  assert.equal(first, RESTED_AFTER);
  assert.equal(rests.at(-1), LONGEST_REST);
  for (let n = 0; n < LONGEST_REST; n++) reading(true);
  assert.deepEqual(strain, AT_EASE);
});
