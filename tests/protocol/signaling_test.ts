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
    assert.deepEqual(decodeServerMessage(JSON.stringify(message)), message);
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
    decodeServerMessage(text);
    const decoded = decodeClientMessage(text);
    if (decoded.ok) return;
    assert.ok(["bad-json", "unknown-type", "bad-message"].includes(decoded.code));
    assert.equal(decoded.code === "bad-json", !isJson(text));
  }));
});

Deno.test("[V1] nothing of a field that a message does not have is taken in, on either side", () => {
  const more = <T>(message: fc.Arbitrary<T>) =>
    fc.tuple(message, fc.stringMatching(/^(x-.*|__proto__|toString)$/), fc.jsonValue());
  fc.assert(fc.property(more(clientMessage), ([value, name, extra]) => {
    const decoded = decodeClientMessage(withField(value, name, extra));
    assert.deepEqual(decoded, { ok: true, value });
  }));
  fc.assert(fc.property(more(serverMessage), ([value, name, extra]) => {
    assert.deepEqual(decodeServerMessage(withField(value, name, extra)), value);
  }));
});

Deno.test("[V1] whoever the server tells of is known by what is known of them", () => {
  const participant = { peer: "AAAAAAAAAAAAAAAAAAAAAA", profile: "AAAA" };
  const told = { type: "participant-joined", participant: { ...participant, away: true } };
  assert.deepEqual(decodeServerMessage(JSON.stringify(told)), { ...told, participant });
});

Deno.test("[V2] [E1] a type that the server does not know is told from what is malformed", () => {
  const codeOf = (value: unknown) => {
    const decoded = decodeClientMessage(JSON.stringify(value));
    return decoded.ok ? "ok" : decoded.code;
  };
  for (const type of ["wave", "", "toString", "__proto__", "constructor"]) {
    assert.equal(codeOf({ type, anything: [1] }), "unknown-type");
    assert.equal(decodeServerMessage(JSON.stringify({ type })), null);
  }
  for (const value of [null, 7, "hello", [], {}, { type: 1 }, { type: ["hello"] }]) {
    assert.equal(codeOf(value), "bad-message");
  }
});

Deno.test("[V3] words that a page does not know do not take away the rest of what the server says", () => {
  const error = { type: "error", code: "too-hot", message: "Later.", retryAfter: 60 };
  assert.deepEqual(decodeServerMessage(JSON.stringify(error)), error);
  const left = { type: "participant-left", peer: "AAAAAAAAAAAAAAAAAAAAAA", reason: "moved" };
  assert.deepEqual(decodeServerMessage(JSON.stringify(left)), { ...left, reason: "lost" });
  for (const wrong of [{ ...error, code: 7 }, { ...left, reason: null }]) {
    assert.equal(decodeServerMessage(JSON.stringify(wrong)), null);
  }
});

Deno.test("[E1] [V4] the longest profile passes and a longer one does not", () => {
  const read = (length: number) =>
    decodeClientMessage(JSON.stringify({ type: "update", profile: "A".repeat(length) })).ok;
  assert.ok(read(MAX_PROFILE_CHARS));
  assert.ok(!read(MAX_PROFILE_CHARS + 1));
});

/** In JSON, where `__proto__` is a name like any other. */
function withField(message: object, name: string, value: unknown): string {
  const start = JSON.stringify(message).slice(0, -1);
  return `${start},${JSON.stringify(name)}:${JSON.stringify(value)}}`;
}

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
