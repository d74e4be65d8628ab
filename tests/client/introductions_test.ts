import assert from "node:assert/strict";
import type { Presence } from "../../client/call_state.ts";
import type { Identity } from "../../client/identity.ts";
import { Introductions } from "../../client/introductions.ts";
import { roomSeal } from "../../client/seal.ts";
import { newLinkKey } from "../../crypto/link_key.ts";
import { deriveRoomKeys, type RoomKeys } from "../../crypto/room_keys.ts";
import { toBase64Url } from "../../protocol/base64url.ts";
import type { PeerId, RoomId, SeatSecret, SessionId } from "../../protocol/ids.ts";
import type { SeatedPeer } from "../../protocol/signaling.ts";

const PRESENCE: Presence = {
  name: "Anna",
  microphone: "on",
  camera: "on",
  screen: "off",
  hand: null,
};

function idOf(byte: number, length: number): string {
  return toBase64Url(new Uint8Array(length).fill(byte));
}

const ANNA = idOf(1, 16) as PeerId;
const BEN = idOf(2, 16) as PeerId;
const SESSION = idOf(3, 8) as SessionId;

function roomKeys(): Promise<RoomKeys> {
  return deriveRoomKeys(newLinkKey((length) => crypto.getRandomValues(new Uint8Array(length))));
}

function introductionsOf(self: PeerId, keys: RoomKeys): Introductions {
  const identity: Identity = {
    room: "room" as RoomId,
    seat: "seat" as SeatSecret,
    self,
    seal: roomSeal(keys, self),
    record: null,
  };
  return new Introductions(identity, { session: SESSION, since: 5 });
}

async function newRoom() {
  const keys = await roomKeys();
  return { keys, anna: introductionsOf(ANNA, keys), ben: introductionsOf(BEN, keys) };
}

Deno.test("[L8] who introduces themselves is known by what they said, and can be introduced by it", async () => {
  const { anna, ben } = await newRoom();
  const told = await anna.ofSelf(PRESENCE);
  assert.equal(told.peer, ANNA);
  const known = await ben.open(told);
  assert.deepEqual(known, {
    peer: ANNA,
    profile: { ...PRESENCE, session: SESSION, since: 5, revision: 1 },
    sealed: told.profile,
  });
  // A friend passes on what was sealed by whom it is about.
  const again = await ben.open({ peer: known!.peer, profile: known!.sealed });
  assert.deepEqual(again, known);
});

Deno.test("[P3] every introduction has a higher revision than the one before, even if it says the same", async () => {
  const { anna, ben } = await newRoom();
  const told = await Promise.all([PRESENCE, PRESENCE, PRESENCE].map((one) => anna.ofSelf(one)));
  const known = await Promise.all(told.map((one) => ben.open(one)));
  assert.deepEqual(known.map((one) => one?.profile.revision), [1, 2, 3]);
});

Deno.test("what was told last need not be told again; whatever differs from it does", async () => {
  const { anna } = await newRoom();
  assert.equal(anna.hasTold(PRESENCE), false);
  const telling = anna.ofSelf(PRESENCE);
  // It is under way already.
  assert.equal(anna.hasTold({ ...PRESENCE }), true);
  await telling;
  const changes: Partial<Presence>[] = [
    { name: "Ann" },
    { microphone: "muted" },
    { camera: "off" },
    { screen: "on" },
    { hand: 1 },
  ];
  for (const change of changes) {
    assert.equal(anna.hasTold({ ...PRESENCE, ...change }), false, JSON.stringify(change));
  }
  await anna.ofSelf({ ...PRESENCE, hand: 1 });
  assert.equal(anna.hasTold(PRESENCE), false);
});

Deno.test("[L9] what does not open, or opens to nonsense, introduces nobody", async () => {
  const { keys, anna, ben } = await newRoom();
  const stranger = introductionsOf(ANNA, await roomKeys());
  const told = await anna.ofSelf(PRESENCE);
  const nonsense = await roomSeal(keys, ANNA).seal("everyone", new TextEncoder().encode("{}"));
  const forOne = await roomSeal(keys, ANNA).seal(BEN, new TextEncoder().encode("{}"));
  const refused: Record<string, SeatedPeer> = {
    "no key of this room": await stranger.ofSelf(PRESENCE),
    "the words of another": { ...told, peer: idOf(9, 16) as PeerId },
    "garbage": { peer: ANNA, profile: toBase64Url(new Uint8Array(80)) },
    "too short": { peer: ANNA, profile: "AAAA" },
    "no bytes at all": { peer: ANNA, profile: "not base64url!" },
    "sealed nonsense": { peer: ANNA, profile: toBase64Url(nonsense) },
    "sealed for one": { peer: ANNA, profile: toBase64Url(forOne) },
    "empty": { peer: ANNA, profile: "" },
  };
  for (const [what, participant] of Object.entries(refused)) {
    assert.equal(await ben.open(participant), null, what);
  }
});

Deno.test("nobody is introduced to themselves", async () => {
  const { anna } = await newRoom();
  assert.equal(await anna.open(await anna.ofSelf(PRESENCE)), null);
});
