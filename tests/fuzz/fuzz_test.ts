/**
 * Everything that reads what others send, fed with what nobody would send on purpose. A few thousand inputs in
 * every test run; `deno task fuzz` takes a million. A seed that failed is printed, and FUZZ_SEED plays it again.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { PeerChannel } from "../../client/peer_channel.ts";
import { MAX_EARLY } from "../../client/reliable.ts";
import { newDoors, stepInside } from "../../client/doors.ts";
import { EMPTY_ROSTER } from "../../client/roster.ts";
import { ReplayGuard, Sealer } from "../../crypto/seal.ts";
import { deriveRoomKeys } from "../../crypto/room_keys.ts";
import { newLinkKey } from "../../crypto/link_key.ts";
import { toBase64Url } from "../../protocol/base64url.ts";
import type { PeerId, SessionId } from "../../protocol/ids.ts";
import { MAX_NAME_CHARS } from "../../protocol/limits.ts";
import { decodeEnvelope, type Envelope } from "../../protocol/peer_messages.ts";
import { cleanName, decodeProfile } from "../../protocol/profile.ts";
import { decodeClientMessage, decodeServerMessage } from "../../protocol/signaling.ts";
import { emptyRoom, type RoomInput, stepRoom } from "../../server/room.ts";

const TOTAL = Number(Deno.env.get("FUZZ") ?? 8_000);
const SEED = Deno.env.get("FUZZ_SEED");
/** The shares of the whole that go to each reader; sealing is slow, and decoding is where most input comes in. */
const RUNS = {
  decoders: Math.ceil(TOTAL * 0.6),
  names: Math.ceil(TOTAL * 0.1),
  rooms: Math.ceil(TOTAL * 0.1),
  doors: Math.ceil(TOTAL * 0.1),
  links: Math.ceil(TOTAL * 0.07),
  seals: Math.ceil(TOTAL * 0.03),
};

function runs(numRuns: number) {
  return { numRuns, ...(SEED === undefined ? {} : { seed: Number(SEED) }) };
}

const PEERS = [1, 2, 3, 4].map((n) => toBase64Url(new Uint8Array(16).fill(n)) as PeerId);
const peer = fc.constantFrom(...PEERS);
const types = fc.constantFrom(
  ...["hello", "update", "look", "leave", "doors", "decline", "replace-link", "ping", "ice"],
  ...["welcome", "view", "error", "knock", "waiting", "participant-joined", "participant-left"],
  ...["description", "candidate", "introduce", "forward", "charter", "new-link", "bye", "drawn"],
);
const fields = fc.constantFrom(
  ...["type", "version", "seat", "profile", "peer", "host", "locked", "members", "removed"],
  ...["participants", "doors", "knocks", "from", "to", "epoch", "seq", "ack", "message", "name"],
  ...["description", "sdp", "sources", "candidate", "charter", "line", "began", "__proto__"],
  ...["camera", "screen"],
);
const leaf = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  peer,
  types,
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(-1, 0, 0.5, 2 ** 31, 2 ** 53, 1e308),
);
const { message } = fc.letrec<{ message: unknown; value: unknown }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, leaf, fc.array(leaf, { maxLength: 4 }), tie("message")),
  message: fc.dictionary(fields, tie("value"), { maxKeys: 8 }).chain((rest) =>
    types.map((type) => ({ ...rest, type }))
  ),
}));
const text = fc.oneof(
  { weight: 4, arbitrary: message.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);

Deno.test("[A6] no decoder throws, and what it takes can be written and read again", () => {
  fc.assert(
    fc.property(text, (text) => {
      const client = decodeClientMessage(text);
      if (client.ok) assert.deepEqual(decodeClientMessage(JSON.stringify(client.value)), client);
      const server = decodeServerMessage(text);
      if (server !== null) assert.deepEqual(decodeServerMessage(JSON.stringify(server)), server);
      const bytes = new TextEncoder().encode(text);
      decodeEnvelope(bytes);
      decodeProfile(bytes);
    }),
    runs(RUNS.decoders),
  );
});

Deno.test("[A6] whatever is called a name is one short line that shows something, or empty", () => {
  const parts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("\u202e", "\u2066", "\u0000", "\r\n", "\u2028", "\ud800", "👩‍👩‍👧", "e\u0301", " "),
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 80 }), (parts) => {
      const name = cleanName(parts.join(""));
      assert.ok(name.length <= MAX_NAME_CHARS);
      assert.ok(
        !/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.test(name),
        JSON.stringify(name),
      );
      assert.equal(name, name.trim());
      assert.equal(cleanName(name), name, "cleaning it again changes it");
    }),
    runs(RUNS.names),
  );
});

const roomInput = fc.record({
  type: fc.constantFrom(
    ...["hello", "update", "leave", "dropped", "expire", "look", "look-away"],
    ...["doors", "decline", "replace-link"],
  ),
  peer,
  whom: peer,
  host: peer,
  socket: fc.constantFrom("1", "2", "3", "4", "5", "6"),
  profile: fc.string({ maxLength: 4 }),
  now: fc.nat(20_000),
  wanted: fc.record({
    host: peer,
    locked: fc.boolean(),
    members: fc.array(peer, { maxLength: 4 }),
    removed: fc.array(peer, { maxLength: 3 }),
  }),
}) as unknown as fc.Arbitrary<RoomInput>;

Deno.test("[A6] whatever is put to a room, it stays a room, and speaks to none but its own sockets", () => {
  fc.assert(
    fc.property(fc.array(roomInput, { maxLength: 25 }), (inputs) => {
      let state = emptyRoom(3);
      for (const input of inputs) {
        const known = new Set(
          [...state.seats, ...state.onlookers, ...state.doors.knocks].flatMap((one) =>
            "socket" in one ? [one.socket] : []
          ),
        );
        if ("socket" in input) known.add(input.socket);
        const { state: next, outputs } = stepRoom(state, input);
        for (const output of outputs) {
          if (output.type === "schedule") continue;
          const to = output.type === "send" ? output.to : [output.socket];
          for (const socket of to) assert.ok(known.has(socket), `${output.type} to a stranger`);
        }
        assert.ok(next.seats.length <= 3);
        state = next;
      }
    }),
    runs(RUNS.rooms),
  );
});

const insideEvent = fc.record({
  type: fc.constantFrom(
    ...["introduced", "left", "bye", "link", "silent", "server-doors", "knock", "knock-ended"],
    ...["charter", "new-link", "charter-late", "given-up", "welcomed", "lock", "admit", "remove"],
    ...["decline", "make-host", "replace-link"],
  ),
  peer,
  from: peer,
  by: fc.constantFrom("server", "self", "friend"),
  reason: fc.constantFrom("left", "lost"),
  state: fc.constantFrom("connecting", "live", "weak", "lost"),
  serverAway: fc.boolean(),
  locked: fc.boolean(),
  key: fc.string(),
  now: fc.nat(100),
  doors: fc.record({ host: peer, locked: fc.boolean() }),
  charter: fc.record({
    founder: peer,
    began: fc.nat(3),
    locked: fc.boolean(),
    line: fc.uniqueArray(peer),
    removed: fc.uniqueArray(peer, { maxLength: 2 }),
  }),
  introduction: introductionOf(),
  introductions: fc.array(introductionOf(), { maxLength: 3 }),
});

function introductionOf() {
  return fc.record({
    peer: fc.constantFrom(...PEERS.slice(1)),
    sealed: fc.string({ maxLength: 3 }),
    profile: fc.record({
      session: fc.constantFrom("a", "b"),
      since: fc.nat(2),
      revision: fc.nat(3),
    }),
  });
}

Deno.test("[A6] [D10] whatever others say, nobody whom the charter keeps out has a link", () => {
  fc.assert(
    fc.property(fc.array(insideEvent, { maxLength: 25 }), (events) => {
      let inside = { roster: EMPTY_ROSTER, doors: newDoors(PEERS[0]!, null) };
      for (const event of events) {
        const step = stepInside(inside, event as never);
        if (step.putOut !== null) return;
        const { charter } = step.doors;
        for (const one of step.roster.peers.keys()) {
          assert.ok(!charter?.removed.includes(one), "removed, and linked");
          assert.ok(!charter?.locked || charter.line.includes(one), "a stranger is linked");
        }
        assert.ok(step.doors.waiting.size <= 16);
        inside = step;
      }
    }),
    runs(RUNS.doors),
  );
});

const SESSION = "AAAAAAAAAAA" as SessionId;
const envelope: fc.Arbitrary<Envelope & { seq: number }> = fc.record({
  seq: fc.oneof(fc.nat(30), fc.integer({ min: 60, max: 70 }), fc.maxSafeNat()),
  ack: fc.oneof(fc.nat(30), fc.maxSafeNat()),
}).map(({ seq, ack }) => ({
  from: SESSION,
  to: SESSION,
  epoch: 1,
  seq,
  ack,
  message: { type: "talk", body: seq },
}));

Deno.test("[A6] [L3] whatever numbers a peer sends, a link hands on each message once, in order, and remembers little", () => {
  fc.assert(
    fc.property(fc.array(fc.option(envelope), { maxLength: 40 }), (envelopes) => {
      const heard: unknown[] = [];
      let stuck = 0;
      const channel = new PeerChannel({
        from: SESSION,
        to: SESSION,
        epoch: 1,
        setTimer: () => () => {},
        post: ({ seq, ack }) => {
          assert.ok(seq >= 0 && ack <= 40, "an acknowledgement of what never came");
        },
        onMessage: (message) => heard.push(message.type === "talk" && message.body),
        onStuck: () => stuck += 1,
      });
      const kept = new Set<number>();
      let received = 0;
      for (const one of envelopes) {
        if (one === null) {
          channel.say({ type: "server-seen" });
          continue;
        }
        channel.take(one);
        if (one.seq > received && one.seq <= received + MAX_EARLY) kept.add(one.seq);
        while (kept.delete(received + 1)) received += 1;
        assert.deepEqual(heard, Array.from({ length: received }, (_, at) => at + 1));
      }
      assert.equal(stuck, 0);
      channel[Symbol.dispose]();
    }),
    runs(RUNS.links),
  );
});

Deno.test("[A6] nothing opens but what was sealed, whatever is done to it", async () => {
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const sealer = new Sealer(await deriveRoomKeys(newLinkKey(random)));
  const route = { from: PEERS[0]!, to: PEERS[1]! };
  const sealed = await sealer.seal(route, new TextEncoder().encode("secret"));
  const guard = new ReplayGuard();
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 90 }),
        fc.record({ at: fc.nat(sealed.length - 1), xor: fc.integer({ min: 1, max: 255 }) }),
        fc.nat(sealed.length - 1),
      ),
      async (harm) => {
        const bytes = harm instanceof Uint8Array
          ? harm.slice()
          : typeof harm === "number"
          ? sealed.slice(0, harm)
          : sealed.map((byte, at) => at === harm.at ? byte ^ harm.xor : byte);
        const opened = guard.admit(bytes, await sealer.open(route, bytes));
        assert.equal(opened.ok, false);
      },
    ),
    runs(RUNS.seals),
  );
});
