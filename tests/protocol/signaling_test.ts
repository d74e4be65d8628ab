import assert from "node:assert/strict";
import fc from "fast-check";
import { toBase64Url } from "../../protocol/base64url.ts";
import { ERROR_CODES } from "../../protocol/codes.ts";
import type { PeerId, SeatSecret } from "../../protocol/ids.ts";
import { MAX_DOOR_LIST, MAX_PROFILE_CHARS } from "../../protocol/limits.ts";
import {
  type ClientMessage,
  decodeClientMessage,
  decodeServerMessage,
  type ServerMessage,
} from "../../protocol/signaling.ts";

const idOf = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map(toBase64Url);
const peer = idOf(16) as fc.Arbitrary<PeerId>;
const seat = idOf(32) as fc.Arbitrary<SeatSecret>;
const profile = fc.stringMatching(/^[A-Za-z0-9_-]{0,40}$/);
const participant = record({ peer, profile });
const doors = record({ host: peer, locked: fc.boolean() });
const iceServer = record({
  urls: fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 })),
  username: fc.string(),
  credential: fc.string(),
}, ["urls"]);

const ice = {
  iceServers: fc.array(iceServer, { maxLength: 2 }),
  iceTtl: fc.integer({ min: 1, max: 604_800 }),
};

const clientMessage: fc.Arbitrary<ClientMessage> = fc.oneof(
  record({ type: fc.constant("hello"), version: fc.integer(), seat, profile, host: peer }, [
    "type",
    "version",
    "seat",
    "profile",
  ]),
  record({
    type: fc.constant("doors"),
    host: peer,
    locked: fc.boolean(),
    members: fc.array(peer, { maxLength: MAX_DOOR_LIST }),
    removed: fc.array(peer, { maxLength: MAX_DOOR_LIST }),
  }),
  record({ type: fc.constant("decline"), peer }),
  record({ type: fc.constant("replace-link") }),
  record({ type: fc.constant("update"), profile }),
  record({ type: fc.constantFrom("leave", "ping", "pong", "ice") }),
);
const serverMessage: fc.Arbitrary<ServerMessage> = fc.oneof(
  record({
    type: fc.constant("welcome"),
    version: fc.integer(),
    self: peer,
    capacity: fc.integer({ min: 1, max: 16 }),
    resumed: fc.boolean(),
    participants: fc.array(participant, { maxLength: 8 }),
    doors,
    knocks: fc.array(participant, { maxLength: 3 }),
    ...ice,
  }, [
    ...["type", "version", "self", "capacity", "resumed", "participants"] as const,
    ...["doors", "knocks", "iceServers"] as const,
  ]),
  record({ type: fc.constant("ice"), ...ice }, ["type", "iceServers"]),
  record({
    type: fc.constantFrom("participant-joined", "participant-updated"),
    participant,
  }),
  record({
    type: fc.constant("participant-left"),
    peer,
    reason: fc.constantFrom("left", "lost", "removed"),
  }),
  record({ type: fc.constant("doors"), doors }),
  record({ type: fc.constant("waiting") }),
  record({ type: fc.constant("knock"), participant }),
  record({ type: fc.constant("knock-ended"), peer }),
  record({
    type: fc.constant("error"),
    code: fc.constantFrom(...ERROR_CODES),
    message: fc.string(),
    retryAfter: fc.nat(),
  }, ["type", "code", "message"]),
  record({ type: fc.constantFrom("draining", "ping", "pong") }),
);

Deno.test("every message of a client is read as it was written", () => {
  fc.assert(fc.property(clientMessage, (message) => {
    assert.deepEqual(decodeClientMessage(JSON.stringify(message)), { ok: true, value: message });
  }));
});

Deno.test("every message of the server is read as it was written", () => {
  fc.assert(fc.property(serverMessage, (message) => {
    assert.deepEqual(decodeServerMessage(JSON.stringify(message)), { ok: true, value: message });
  }));
});

Deno.test("[E1] whatever text comes is a message or has a code; reading never throws", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json(),
    fc.record({ type: fc.constantFrom("hello", "update", "leave", "ping", "welcome") }).chain(
      (start) => fc.dictionary(fc.string(), fc.jsonValue()).map((rest) => ({ ...rest, ...start })),
    ).map((message) => JSON.stringify(message)),
  );
  fc.assert(fc.property(text, (text) => {
    for (const decoded of [decodeClientMessage(text), decodeServerMessage(text)]) {
      if (decoded.ok) continue;
      assert.ok(["bad-json", "unknown-type", "bad-message"].includes(decoded.code));
      assert.equal(decoded.code === "bad-json", !isJson(text));
    }
  }));
});

Deno.test("[E1] a client's message has no field that is not listed", () => {
  const extra = fc.tuple(clientMessage, fc.string({ minLength: 1 }), fc.jsonValue());
  fc.assert(fc.property(extra, ([message, name, value]) => {
    fc.pre(!(name in message) && name !== "__proto__");
    const decoded = decodeClientMessage(JSON.stringify({ ...message, [name]: value }));
    assert.deepEqual(decoded, { ok: false, code: "bad-message" });
  }));
});

Deno.test("[E1] the longest profile passes and a longer one does not", () => {
  const read = (length: number) =>
    decodeClientMessage(JSON.stringify({ type: "update", profile: "A".repeat(length) })).ok;
  assert.ok(read(MAX_PROFILE_CHARS));
  assert.ok(!read(MAX_PROFILE_CHARS + 1));
});

Deno.test("a newer server may say more than an older page knows", () => {
  const decoded = decodeServerMessage(JSON.stringify({ type: "pong", at: 7 }));
  assert.deepEqual(decoded, { ok: true, value: { type: "pong" } });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** An object as JSON makes it; all fields are there but those that are not `required`. */
function record<T>(
  fields: { [Name in keyof T]: fc.Arbitrary<T[Name]> },
  required: (keyof T)[] = Object.keys(fields) as (keyof T)[],
) {
  return fc.record(fields, { requiredKeys: required, noNullPrototype: true });
}
