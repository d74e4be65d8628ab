import assert from "node:assert/strict";
import fc from "fast-check";
import { SEAL_OVERHEAD_BYTES } from "../../crypto/seal.ts";
import { toBase64Url } from "../../protocol/base64url.ts";
import {
  PEER_ID_BYTES,
  type PeerId,
  SESSION_ID_BYTES,
  type SessionId,
} from "../../protocol/ids.ts";
import { MAX_DOOR_LIST, MAX_FRAME_BYTES, MAX_SECTIONS } from "../../protocol/limits.ts";
import {
  decodeEnvelope,
  encodeEnvelope,
  type Envelope,
  type PeerMessage,
} from "../../protocol/peer_messages.ts";

const ENVELOPE = {
  from: "AAAAAAAAAAA" as SessionId,
  to: "EREREREREQ0" as SessionId,
  epoch: 1,
  seq: 0,
  ack: 0,
};

const text = fc.string({ unit: "grapheme" });
const count = fc.nat();
const session = fc.uint8Array({ minLength: SESSION_ID_BYTES, maxLength: SESSION_ID_BYTES })
  .map((bytes) => toBase64Url(bytes) as SessionId);
const peer = fc.uint8Array({ minLength: PEER_ID_BYTES, maxLength: PEER_ID_BYTES })
  .map((bytes) => toBase64Url(bytes) as PeerId);
const payload = fc.uint8Array({ minLength: 1 }).map(toBase64Url);
const drawnSize = fc.nat(3);
const source = fc.constantFrom("camera", "microphone", "screen", "screen-audio");

const message: fc.Arbitrary<PeerMessage> = fc.oneof(
  fc.record({
    type: fc.constant("description" as const),
    description: fc.record({ type: fc.constantFrom("offer", "answer"), sdp: text }),
    sources: fc.uniqueArray(fc.tuple(fc.nat(99).map(String), source), {
      selector: ([, source]) => source,
    }).map((entries) => Object.fromEntries(entries)),
  }),
  fc.record({
    type: fc.constant("candidate" as const),
    candidate: fc.record({
      candidate: text,
      sdpMid: fc.option(fc.nat(99).map(String)),
      sdpMLineIndex: fc.option(fc.nat(MAX_SECTIONS)),
      usernameFragment: fc.option(text),
    }),
  }),
  fc.record({
    type: fc.constant("introduce" as const),
    participant: fc.record({ peer, profile: payload }),
  }),
  fc.constant({ type: "server-seen" as const }),
  fc.record({ type: fc.constant("forward" as const), to: peer, payload }),
  fc.record({ type: fc.constant("forwarded" as const), from: peer, payload }),
  fc.record({
    type: fc.constant("charter" as const),
    charter: fc.record({
      founder: peer,
      began: count,
      locked: fc.boolean(),
      line: fc.uniqueArray(peer, { maxLength: MAX_DOOR_LIST }),
      removed: fc.uniqueArray(peer, { maxLength: MAX_DOOR_LIST }),
    }),
  }),
  fc.record({ type: fc.constant("new-link" as const), key: peer as fc.Arbitrary<string> }),
  fc.record({ type: fc.constant("drawn" as const), camera: drawnSize, screen: drawnSize }),
  fc.constant({ type: "bye" as const }),
  fc.record({
    type: fc.constant("talk" as const),
    body: fc.jsonValue({ noUnicodeString: false }).map((value) =>
      JSON.parse(JSON.stringify(value))
    ),
  }),
);

const envelope: fc.Arbitrary<Envelope> = fc.record(
  { from: session, to: session, epoch: fc.integer({ min: 1 }), seq: count, ack: count, message },
  { requiredKeys: ["from", "to", "epoch", "seq", "ack"] },
);

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

Deno.test("[L2] every envelope is read as it was written", () => {
  fc.assert(fc.property(envelope, (envelope) => {
    // Generated records have no prototype; a clone has the usual one.
    assert.deepEqual(decodeEnvelope(encodeEnvelope(envelope)), structuredClone(envelope));
  }));
});

Deno.test("[L2] an envelope without a message only acknowledges", () => {
  assert.deepEqual(decodeEnvelope(encode(ENVELOPE)), ENVELOPE);
});

Deno.test("[L2] [V4] an envelope with a field missing or wrong is as if it had never come", () => {
  assert.notEqual(decodeEnvelope(encode({ ...ENVELOPE, message: { type: "bye" } })), null);
  for (const field of Object.keys(ENVELOPE)) {
    const { [field as keyof typeof ENVELOPE]: _, ...rest } = ENVELOPE;
    assert.equal(decodeEnvelope(encode(rest)), null, `without ${field}`);
  }
  const candidate = { candidate: "", sdpMid: null, sdpMLineIndex: 0, usernameFragment: null };
  const offer = { type: "offer", sdp: "" };
  const peer = "AAAAAAAAAAAAAAAAAAAAAA";
  const forward = { type: "forward", to: peer, payload: "AAAA" };
  assert.notEqual(decodeEnvelope(encode({ ...ENVELOPE, message: forward })), null);
  const wrong: Record<string, unknown>[] = [
    { from: "not a session" },
    { to: "AAAAAAAAAAB" },
    { epoch: 0 },
    { epoch: 1.5 },
    { seq: -1 },
    { ack: "1" },
    { message: null },
    { message: {} },
    { message: { type: 7 } },
    { message: { type: ["bye"] } },
    { message: [{ type: "bye" }] },
    { message: { type: "description", description: offer } },
    {
      message: { type: "description", description: offer, sources: { ["0".repeat(17)]: "camera" } },
    },
    { message: { type: "description", description: offer, sources: { 0: 7 } } },
    { message: { type: "trouble", what: 7 } },
    { message: { type: "description", description: { type: "rollback", sdp: "" }, sources: {} } },
    { message: { type: "candidate", candidate: null } },
    { message: { type: "drawn", camera: 1 } },
    { message: { type: "drawn", camera: 1, screen: 4 } },
    { message: { type: "drawn", camera: 0.5, screen: 0 } },
    { message: { type: "introduce" } },
    { message: { type: "introduce", participant: { peer: "me", profile: "AAAA" } } },
    { message: { ...forward, to: "everyone" } },
    { message: { ...forward, payload: "" } },
    { message: { ...forward, payload: "not base64url!" } },
    { message: { type: "forwarded", to: peer, payload: "AAAA" } },
    { message: { type: "candidate", candidate: { ...candidate, sdpMLineIndex: -1 } } },
  ];
  for (const change of wrong) {
    assert.equal(decodeEnvelope(encode({ ...ENVELOPE, ...change })), null, JSON.stringify(change));
  }
});

Deno.test("[V1] fields that an envelope or its message does not have are left out, at every depth", () => {
  const peer = "AAAAAAAAAAAAAAAAAAAAAA";
  const participant = { peer, profile: "AAAA" };
  const charter = { founder: peer, began: 1, locked: false, line: [peer], removed: [] };
  const offer = { type: "offer", sdp: "" };
  const candidate = { candidate: "", sdpMid: null, sdpMLineIndex: 0, usernameFragment: null };
  const more = { later: { and: ["more"] } };
  const grown: [known: object, said: object][] = [
    [{ type: "bye" }, { type: "bye", ...more }],
    [{ type: "introduce", participant }, {
      type: "introduce",
      participant: { ...participant, ...more },
    }],
    [{ type: "charter", charter }, { type: "charter", charter: { ...charter, ...more } }],
    [{ type: "description", description: offer, sources: {} }, {
      type: "description",
      description: { ...offer, ...more },
      sources: {},
      ...more,
    }],
    [{ type: "candidate", candidate }, {
      type: "candidate",
      candidate: { ...candidate, ...more },
    }],
  ];
  for (const [message, said] of grown) {
    const read = decodeEnvelope(encode({ ...ENVELOPE, message: said, ...more }));
    assert.deepEqual(read, { ...ENVELOPE, message });
  }
});

Deno.test("[V2] of a message of an unknown type nothing is kept but that there was one", () => {
  for (const type of ["shout", "unknown", "", "toString", "__proto__"]) {
    const message = { type, loud: "A".repeat(50_000) };
    const read = decodeEnvelope(encode({ ...ENVELOPE, seq: 3, message }));
    assert.deepEqual(read, { ...ENVELOPE, seq: 3, message: { type: "unknown" } });
  }
  assert.equal(decodeEnvelope(encode({ ...ENVELOPE, epoch: 0, message: { type: "shout" } })), null);
});

Deno.test("[V3] a source or a word of a later version does not take away the rest of the message", () => {
  const description = { type: "offer", sdp: "" };
  const sources = { 0: "camera", 1: "hologram", 2: "hologram" };
  const read = (message: object) => decodeEnvelope(encode({ ...ENVELOPE, message }))?.message;
  assert.deepEqual(read({ type: "description", description, sources }), {
    type: "description",
    description,
    sources: { 0: "camera" },
  });
  assert.deepEqual(read({ type: "trouble", what: "boredom" }), { type: "trouble", what: "none" });
});

Deno.test("[K4] what is forwarded fits a frame together with what wraps it, and nothing longer is taken", () => {
  const request = { type: "forward", to: "AAAAAAAAAAAAAAAAAAAAAA" };
  const forward = (length: number) =>
    encode({ ...ENVELOPE, seq: 2 ** 40, message: { ...request, payload: "A".repeat(length) } });
  assert.notEqual(decodeEnvelope(forward(40_000)), null);
  assert.ok(forward(40_000).length + SEAL_OVERHEAD_BYTES + PEER_ID_BYTES < MAX_FRAME_BYTES);
  assert.equal(decodeEnvelope(forward(40_001)), null);
});

Deno.test("[L2] garbage is no envelope, and reading it throws nothing", () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => assert.equal(decodeEnvelope(bytes), null)));
  fc.assert(
    fc.property(fc.json(), (json) => {
      assert.equal(decodeEnvelope(new TextEncoder().encode(json)), null);
    }),
  );
});

Deno.test("[L11] what would keep a browser busy for long is no message", () => {
  const read = (message: unknown) => decodeEnvelope(encode({ ...ENVELOPE, message }));
  const described = (sdp: string, sources: unknown = {}) =>
    read({ type: "description", description: { type: "offer", sdp }, sources });
  const sections = (count: number) => "v=0\r\n" + "m=audio 9 UDP 0\r\n".repeat(count);
  assert.ok(described(sections(MAX_SECTIONS)));
  assert.equal(described(sections(1_000)), null);
  assert.equal(described("v".repeat(40_000)), null);
  assert.equal(described("", { 0: "camera", 1: "camera" }), null, "one source on two sections");
  assert.equal(described("", { ["0".repeat(17)]: "camera" }), null);
  const candidate = { candidate: "", sdpMid: "0", sdpMLineIndex: 0, usernameFragment: "a" };
  const offered = (change: object) =>
    read({ type: "candidate", candidate: { ...candidate, ...change } });
  assert.ok(offered({}));
  assert.equal(offered({ candidate: "c".repeat(2_000) }), null);
  assert.equal(offered({ sdpMLineIndex: 1_000 }), null);
  assert.equal(offered({ usernameFragment: "f".repeat(300) }), null);
  assert.equal(decodeEnvelope(encode({ ...ENVELOPE, epoch: 2 ** 40 })), null);
});
