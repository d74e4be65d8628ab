import assert from "node:assert/strict";
import fc from "fast-check";
import { fromBase64Url } from "../../protocol/base64url.ts";
import { CloseCode } from "../../protocol/codes.ts";
import type { SeatSecret } from "../../protocol/ids.ts";
import { MAX_FRAME_BYTES, MAX_STRIKES } from "../../protocol/limits.ts";
import { encodeRelayFrame } from "../../protocol/relay_frame.ts";
import { Bystanders } from "./support/bystanders.ts";
import { openRawConnection } from "./support/raw_connection.ts";
import { startSignalingServer } from "./support/signaling_server.ts";
import { type Heard, openPeer, randomRoom, randomSeat } from "./support/test_peer.ts";

type Frame = string | Uint8Array<ArrayBuffer>;

const hello = { type: "hello", version: 1, seat: randomSeat(), profile: "" };

/** What is said, whether after a good hello or without, and which codes answer it. */
const cases: readonly {
  rule: string;
  seated: boolean;
  frames: readonly Frame[];
  answers: readonly (string | number)[];
}[] = [
  {
    rule: "[E1] no JSON",
    seated: true,
    frames: ["", "{", "\u0000", "NaN"],
    answers: Array(4).fill("bad-json"),
  },
  {
    rule: "[E1] no type",
    seated: true,
    frames: ["null", "[1]", "{}", `{"type":7}`, `{"type":["hello"]}`],
    answers: Array(5).fill("bad-message"),
  },
  {
    rule: "[V2] [E2] types of a later version, more than there are strikes",
    seated: true,
    frames: Array(MAX_STRIKES).fill([`{"type":"offer"}`, `{"type":"__proto__"}`]).flat(),
    answers: Array(2 * MAX_STRIKES).fill("unknown-type"),
  },
  {
    rule: "[V1] a hello with a field of a later version",
    seated: false,
    frames: [JSON.stringify({ ...hello, wishes: ["a window seat"] })],
    answers: [],
  },
  {
    rule: "[E1] wrong fields",
    seated: true,
    frames: [
      { type: "update" },
      { type: "update", profile: null },
      { type: "update", profile: "A".repeat(2049) },
      { type: "decline" },
      { type: "participant-left", peer: "AAAAAAAAAAAAAAAAAAAAAA", reason: "left" },
    ].map((message) => JSON.stringify(message)),
    answers: Array(5).fill("bad-message"),
  },
  {
    rule: "[E1] hello with wrong fields",
    seated: false,
    frames: [
      { ...hello, seat: "short" },
      { ...hello, seat: `${hello.seat.slice(0, -1)}B` },
      { ...hello, version: "1" },
      { ...hello, version: 1.5 },
    ].map((message) => JSON.stringify(message)),
    answers: Array(4).fill("bad-message"),
  },
  {
    rule: "[E2] eight strikes",
    seated: true,
    frames: Array(MAX_STRIKES).fill("{"),
    answers: [...Array(MAX_STRIKES).fill("bad-json"), CloseCode.violation],
  },
  {
    rule: "[E3] oversize text",
    seated: true,
    frames: ["x".repeat(MAX_FRAME_BYTES + 1)],
    answers: ["frame-too-large", CloseCode.violation],
  },
  {
    rule: "[E3] oversize binary",
    seated: true,
    frames: [new Uint8Array(4 * 1024 * 1024)],
    answers: ["frame-too-large", CloseCode.violation],
  },
  {
    rule: "[R3] binary too short",
    seated: true,
    frames: [new Uint8Array(0), new Uint8Array(16)],
    answers: ["frame-too-short", "frame-too-short"],
  },
  {
    rule: "[R4] [S5] no hello",
    seated: false,
    frames: [new Uint8Array(40), `{"type":"leave"}`, `{"type":"update","profile":""}`],
    answers: Array(3).fill("hello-required"),
  },
  {
    rule: "[S6] hello twice",
    seated: true,
    frames: [JSON.stringify(hello)],
    answers: ["hello-twice"],
  },
  {
    rule: "[S7] another version",
    seated: false,
    frames: [JSON.stringify({ ...hello, version: 2 })],
    answers: ["version-mismatch", CloseCode.violation],
  },
  {
    rule: "[E4] a flood",
    seated: true,
    frames: Array(900).fill(`{"type":"update","profile":""}`),
    answers: ["rate-limited", CloseCode.rateLimited],
  },
];

for (const { rule, seated, frames, answers } of cases) {
  Deno.test(`${rule}: gets its code, and hurts nobody [E7]`, async () => {
    await using server = startSignalingServer();
    const room = randomRoom();
    await using same = await Bystanders.seat(server, room, "strangers");
    await using other = await Bystanders.seat(server, randomRoom(), "none");
    await using intruder = await openPeer(server, room);
    if (seated) await intruder.join();
    for (const frame of frames) intruder.sayRaw(frame);
    assert.deepEqual(codesIn(await intruder.settled()), answers);
    await same.talk();
    await other.talk();
  });
}

Deno.test("[R5] [S19] a frame across rooms reaches nobody", async () => {
  await using server = startSignalingServer();
  await using other = await Bystanders.seat(server, randomRoom(), "none");
  await using intruder = await openPeer(server, randomRoom());
  await intruder.join();
  for (const id of other.ids) intruder.relay(id, "across");
  assert.deepEqual(codesIn(await intruder.settled()), ["unknown-peer", "unknown-peer"]);
  await other.talk();
});

Deno.test("[E7] bytes that are no WebSocket frames end their own connection only", async () => {
  await using server = startSignalingServer();
  const room = randomRoom();
  await using same = await Bystanders.seat(server, room, "strangers");
  const garbage: Record<string, number[]> = {
    "a reserved opcode": [0x83, 0x80, 0, 0, 0, 0],
    "text that is no UTF-8": [0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe],
    "a continuation of nothing": [0x80, 0x80, 0, 0, 0, 0],
    "a length of 2^63": [0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    "an unmasked frame cut short": [0x81, 0x7e, 0x10],
  };
  for (const bytes of Object.values(garbage)) {
    const connection = await openRawConnection(server, room);
    await connection.write(new Uint8Array(bytes));
    await same.talk();
    connection.close();
  }
  await same.talk();
});

const FRAMES = 10_000;
/** A socket survives one strike less than the last. */
const FRAMES_PER_SOCKET = MAX_STRIKES - 1;
const ROUNDS = 40;
/** How many intruders there are at once. */
const INTRUDERS = 12;

Deno.test(`[E7] ${FRAMES} random frames hurt nobody`, async () => {
  // Two bystanders, every intruder, and the one seat that random frames may hit upon: a frame may
  // turn out to be a good hello.
  await using server = startSignalingServer({ capacity: 2 + INTRUDERS + 1 });
  const room = randomRoom();
  await using same = await Bystanders.seat(server, room, "strangers");
  await using other = await Bystanders.seat(server, randomRoom(), "none");
  // Each keeps its seat, so that the room never fills with seats that are away.
  const seats = Array.from({ length: INTRUDERS }, randomSeat);
  const sockets = Math.ceil(FRAMES / FRAMES_PER_SOCKET / ROUNDS);
  const frames = fc.array(randomFrame(same), {
    minLength: FRAMES_PER_SOCKET,
    maxLength: FRAMES_PER_SOCKET,
  });
  const intrusion = fc.record({ seated: fc.boolean(), frames });
  const intrusions = fc.array(intrusion, { minLength: sockets, maxLength: sockets });

  const intrude = async (seat: SeatSecret, { seated, frames }: Intrusion) => {
    await using intruder = await openPeer(server, room, seat);
    if (seated) await intruder.join();
    for (const frame of frames) intruder.sayRaw(frame);
    await intruder.settled();
  };
  await fc.assert(
    fc.asyncProperty(intrusions, async (intrusions) => {
      const lanes = seats.map(async (seat, first) => {
        for (let i = first; i < sockets; i += INTRUDERS) await intrude(seat, intrusions[i]!);
      });
      // The bystanders talk all the while, and once more when it is over.
      await Promise.all([...lanes, same.talk(5), other.talk(5)]);
      await Promise.all([same.talk(), other.talk()]);
    }),
    { numRuns: ROUNDS, endOnFailure: true },
  );
});

interface Intrusion {
  seated: boolean;
  frames: readonly Frame[];
}

/** Anything at all, and things that are nearly right, which go further in. */
function randomFrame(same: Bystanders): fc.Arbitrary<Frame> {
  const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((b) => new Uint8Array(b));
  const type = fc.constantFrom("hello", "update", "leave", "ping", "welcome", "draining", "x");
  const nearly = fc.record({
    type: fc.oneof({ weight: 5, arbitrary: type }, { weight: 1, arbitrary: fc.jsonValue() }),
    version: fc.oneof(fc.constant(1), fc.jsonValue()),
    seat: fc.oneof(fc.constant(hello.seat), fc.string(), fc.jsonValue()),
    profile: fc.oneof(fc.base64String(), fc.jsonValue()),
  }, { requiredKeys: ["type"] });
  const addressed = fc.tuple(fc.constantFrom(...same.ids), bytes(200)).map(([to, payload]) =>
    encodeRelayFrame(fromBase64Url(to)!, payload)
  );
  return fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.json(),
    nearly.map((message) => JSON.stringify(message)),
    bytes(64),
    addressed,
  );
}

/** The codes that were heard, of errors and of the end. */
function codesIn(heard: readonly Heard[]): (string | number)[] {
  return heard.flatMap((one) => one.type === "error" || one.type === "closed" ? [one.code] : []);
}
