import assert from "node:assert/strict";
import { compareSamples, type LinkQuality, readSample } from "../../client/link_quality.ts";
import { statsReport, type StatsWishes } from "./support/stats_report.ts";

/** What two measurements, two seconds apart, say. */
function between(before: StatsWishes, after: StatsWishes, epochs = [1, 1]): LinkQuality | null {
  const sections = {
    sending: { "0": "microphone", "1": "camera" },
    receiving: { "0": "microphone", "1": "camera", "2": "screen" },
  } as const;
  const [first, second] = [before, after].map((wishes, n) =>
    readSample({ epoch: epochs[n]!, report: statsReport(wishes), ...sections }, 1_000 + n * 2_000)
  );
  return compareSamples(first!, second!);
}

Deno.test("bit rates are what grew, over the time that it took, sound and pictures together", () => {
  const quality = between(
    { sent: [{ bytes: 1_000 }, { bytes: 0, kind: "audio" }], received: [{ bytes: 500 }] },
    { sent: [{ bytes: 26_000 }, { bytes: 5_000, kind: "audio" }], received: [{ bytes: 500 }] },
  )!;
  assert.equal(quality.sent.bitrate, 120_000);
  assert.equal(quality.received.bitrate, 0);
});

Deno.test("loss inward is the share of packets that did not come; one that comes late is not lost", () => {
  const lossy = between(
    { received: [{ packets: 100, lost: 5 }] },
    { received: [{ packets: 190, lost: 15 }] },
  )!;
  assert.equal(lossy.received.loss, 0.1);
  const late = between(
    { received: [{ packets: 100, lost: 5 }] },
    { received: [{ packets: 200, lost: 3 }] },
  )!;
  assert.equal(late.received.loss, 0);
});

Deno.test("loss outward is what the other side reports, each stream by its packets", () => {
  const quality = between(
    { sent: [{ packets: 0 }, { packets: 0, kind: "audio" }] },
    {
      sent: [
        { packets: 300, reportedLoss: 0.2 },
        { packets: 100, reportedLoss: 0, kind: "audio" },
      ],
    },
  )!;
  assert.ok(Math.abs(quality.sent.loss! - 0.15) < 1e-9);
});

Deno.test("where nothing was on its way nothing is said of loss", () => {
  const still = {
    sent: [{ packets: 10, reportedLoss: 0.5 }],
    received: [{ packets: 10, lost: 4 }],
  };
  const quality = between(still, still)!;
  assert.equal(quality.sent.loss, null);
  assert.equal(quality.received.loss, null);
});

Deno.test("pictures are told by what they show, with their size, rate and codec", () => {
  const quality = between(
    { received: [{ mid: "1", frames: 10 }, { mid: "2", frames: 4, width: 1280, height: 720 }] },
    {
      received: [
        { mid: "1", frames: 70, width: 640, height: 360, codec: "video/VP8", framesPerSecond: 29 },
        { mid: "2", frames: 14, width: 1280, height: 720, codec: "video/AV1" },
      ],
    },
  )!;
  assert.deepEqual(quality.received.pictures, [
    { source: "camera", width: 640, height: 360, framesPerSecond: 29, codec: "VP8" },
    { source: "screen", width: 1280, height: 720, framesPerSecond: 5, codec: "AV1" },
  ]);
});

Deno.test("a picture that is not sent any more is not told, and holds nothing back", () => {
  const off = { frames: 100, width: 640, height: 360, limitation: "cpu" } as const;
  const quality = between({ sent: [off] }, { sent: [off] })!;
  assert.deepEqual(quality.sent.pictures, []);
  assert.equal(quality.sent.limitation, "none");
});

Deno.test("of several limitations the device's is told: the network may be waiting for it", () => {
  const quality = between(
    { sent: [{ frames: 0 }, { frames: 0, mid: "1" }] },
    { sent: [{ frames: 9, limitation: "bandwidth" }, { frames: 9, mid: "1", limitation: "cpu" }] },
  )!;
  assert.equal(quality.sent.limitation, "cpu");
});

Deno.test("the path is the one in use, relayed if either end is, and its round trip is told", () => {
  assert.deepEqual(
    [between({}, { path: ["host", "srflx"], roundTrip: 0.042 })]
      .map((quality) => [quality!.path, quality!.roundTrip]),
    [["direct", 42]],
  );
  assert.equal(between({}, { path: ["host", "relay"] })!.path, "relayed");
  assert.equal(between({}, {})!.path, null);
  assert.equal(between({}, {})!.roundTrip, null);
});

Deno.test("what froze since the sample before is counted", () => {
  const quality = between({ received: [{ freezes: 3 }] }, { received: [{ freezes: 5 }] })!;
  assert.equal(quality.received.freezes, 2);
});

Deno.test("a stream that is new or began anew has no before", () => {
  const quality = between(
    { received: [{ id: "a", packets: 900, bytes: 9_000 }] },
    {
      received: [
        { id: "a", packets: 10, bytes: 10_000 },
        { id: "b", packets: 50, bytes: 50_000 },
      ],
    },
  )!;
  assert.equal(quality.received.bitrate, 0);
  assert.equal(quality.received.loss, null);
});

Deno.test("samples of two connections are not compared", () => {
  assert.equal(between({}, {}, [1, 2]), null);
});
