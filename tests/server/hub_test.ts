import assert from "node:assert/strict";
import { CloseCode } from "../../protocol/codes.ts";
import {
  HELLO_DEADLINE_MS,
  LOOK_MS,
  MAX_FRAME_BYTES,
  MAX_STRIKES,
  RESUME_GRACE_MS,
} from "../../protocol/limits.ts";
import {
  HEARTBEAT_MS,
  MAX_NOISE_FRAMES,
  MAX_NOISE_MS,
  QUIET_MS,
  SOCKET_LIMITS,
} from "../../server/server_limits.ts";
import { frameTo, helloOf, HubBench } from "./support/hub_bench.ts";
import { peerOf, roomOf, seatOf } from "./support/ids.ts";
import { FakeSocket } from "./support/fake_socket.ts";

const LOOK = { type: "look", version: 1 };

/** What the socket was told since it was last asked. */
function typesOf(socket: FakeSocket): string[] {
  return socket.take().map((told) => "type" in told ? told.type : "frame");
}

Deno.test("[S4] who says no hello in time is told so and closed", () => {
  const { hub, clock, accept, codeOf } = bench();
  const socket = accept();
  clock.advance(HELLO_DEADLINE_MS - 1);
  assert.deepEqual(socket.take(), []);
  clock.advance(1);
  assert.deepEqual(socket.takeErrors(), ["hello-timeout"]);
  assert.equal(codeOf(socket), CloseCode.helloTimeout);
  socket.vanish();
  assert.deepEqual(hub.counts, { rooms: 0, seats: 0, sockets: 0 });
});

Deno.test("[S4] a hello in time ends the wait, and so does the socket's end", () => {
  const { clock, accept, codeOf } = bench();
  const seated = accept();
  seated.hear(helloOf(1));
  accept().vanish();
  // The heartbeat is left, as long as there is a socket.
  assert.equal(clock.waiting, 1);
  clock.advance(HELLO_DEADLINE_MS);
  assert.equal(codeOf(seated), null);
});

Deno.test("[S22] who looks may take their time, and says hello on the same socket", () => {
  const { clock, accept, seat, codeOf } = bench();
  seat(1);
  const guest = accept();
  guest.hear(LOOK);
  assert.deepEqual(typesOf(guest), ["view"]);
  clock.advance(HELLO_DEADLINE_MS);
  assert.equal(codeOf(guest), null);
  guest.hear(helloOf(2));
  assert.deepEqual(typesOf(guest), ["welcome"]);
});

Deno.test("[S22] look comes once and before hello, in a version that is spoken here", () => {
  const { accept, seat, codeOf } = bench();
  const guest = accept();
  guest.hear(LOOK);
  guest.take();
  guest.hear(LOOK);
  guest.hear({ type: "update", profile: "" });
  assert.deepEqual(guest.takeErrors(), ["look-late", "hello-required"]);
  const seated = seat(1);
  seated.hear(LOOK);
  assert.deepEqual(seated.takeErrors(), ["look-late"]);
  const old = accept();
  old.hear({ type: "look", version: 0 });
  assert.equal(codeOf(old), CloseCode.violation);
});

Deno.test("[S25] who looks for too long is sent away to look again, and leaves nothing behind", () => {
  const { hub, clock, accept, seat, codeOf } = bench();
  const guest = accept();
  guest.hear(LOOK);
  for (let ms = 0; ms < LOOK_MS; ms += HEARTBEAT_MS / 2) {
    guest.hear({ type: "pong" });
    clock.advance(HEARTBEAT_MS / 2);
  }
  assert.equal(codeOf(guest), CloseCode.lookOver);
  guest.take();
  seat(1);
  assert.deepEqual(guest.take(), []);
  guest.vanish();
  assert.deepEqual(hub.counts, { rooms: 1, seats: 1, sockets: 1 });
});

Deno.test("[S23] who looked and went is told nothing, and no timer waits for them", () => {
  const { clock, accept } = bench();
  const guest = accept();
  guest.hear(LOOK);
  guest.vanish();
  assert.equal(clock.waiting, 0);
});

Deno.test("[S5] before hello nothing but ping is answered", () => {
  const { accept } = bench();
  const socket = accept();
  socket.hear({ type: "update", profile: "" });
  socket.hear({ type: "leave" });
  socket.hear(frameTo(peerOf(1), "too early"));
  assert.deepEqual(socket.takeErrors(), ["hello-required", "hello-required", "hello-required"]);
  socket.hear({ type: "ping" });
  assert.deepEqual(socket.take(), [{ type: "pong" }]);
});

Deno.test("[S6] a second hello is refused and the first holds", () => {
  const { seat } = bench();
  const anna = seat(1);
  const ben = seat(2);
  anna.take();
  ben.hear(helloOf(3));
  assert.deepEqual(ben.takeErrors(), ["hello-twice"]);
  anna.hear(frameTo(peerOf(2), "still Ben"));
  assert.equal(ben.take().length, 1);
});

Deno.test("[S7] [V5] hello of another version is refused at once", () => {
  const { accept, codeOf } = bench();
  const socket = accept();
  socket.hear({ ...helloOf(1), version: 2 });
  assert.deepEqual(socket.takeErrors(), ["version-mismatch"]);
  assert.equal(codeOf(socket), CloseCode.violation);
});

Deno.test("[S8] the peer id is the server's own finding", () => {
  const { accept } = bench();
  const socket = accept();
  socket.hear({ ...helloOf(1), peer: peerOf(3) });
  const [welcome] = socket.take();
  assert.ok(welcome && "type" in welcome && welcome.type === "welcome");
  assert.equal(welcome.self, peerOf(1));
});

Deno.test("[S11] a full room closes the newcomer with 4403 and says why", () => {
  const { seat, accept, codeOf } = bench({ capacity: 2 });
  const inside = [seat(1), seat(2)];
  inside[0]!.take();
  const third = accept();
  third.hear(helloOf(3));
  assert.deepEqual(third.takeErrors(), ["room-full"]);
  assert.equal(codeOf(third), CloseCode.roomFull);
  third.vanish();
  for (const socket of inside) assert.deepEqual(socket.take(), []);
});

Deno.test("[S13] the old socket of a seat is closed with 4002 and gets no frame any more", () => {
  const { seat, codeOf } = bench();
  const anna = seat(1);
  const old = seat(2);
  const young = seat(2);
  anna.take();
  assert.equal(codeOf(old), CloseCode.replaced);
  anna.hear(frameTo(peerOf(2), "for the young"));
  assert.equal(young.take().length, 1);
  assert.deepEqual(old.take(), []);
  old.vanish();
  assert.deepEqual(anna.take(), []);
  anna.hear(frameTo(peerOf(2), "still there"));
  assert.equal(young.take().length, 1);
});

Deno.test("[S16] a vanished socket's seat is away, then left, and comes back in between", () => {
  const { seat, clock } = bench();
  const anna = seat(1);
  const ben = seat(2);
  anna.take();
  ben.vanish();
  clock.advance(RESUME_GRACE_MS - 1);
  assert.deepEqual(anna.take(), []);
  const back = seat(2);
  assert.deepEqual(types(anna), ["participant-updated"]);
  back.vanish();
  clock.advance(RESUME_GRACE_MS);
  assert.deepEqual(types(anna), ["participant-left"]);
});

Deno.test("[S18] [S19] rooms and sockets are counted while they are there", () => {
  const { hub, seat, clock } = bench();
  const sockets = [seat(1, 1), seat(1, 2), seat(2, 2)];
  assert.deepEqual(hub.counts, { rooms: 2, seats: 3, sockets: 3 });
  for (const socket of sockets) socket.vanish();
  assert.deepEqual(hub.counts, { rooms: 0, seats: 0, sockets: 0 });
  clock.advance(RESUME_GRACE_MS);
  assert.equal(clock.waiting, 0);
});

Deno.test("[S20] who says nothing is asked, and who does not answer is closed", () => {
  const { seat, clock, codeOf } = bench();
  const [mute, answering, talking] = [seat(1), seat(2), seat(3)];
  for (const socket of [mute, answering, talking]) socket.take();
  const beat = () => {
    talking.hear({ type: "update", profile: "" });
    clock.advance(HEARTBEAT_MS);
  };
  beat();
  beat();
  assert.deepEqual(types(mute).filter((type) => type === "ping"), ["ping"]);
  assert.deepEqual(types(answering).filter((type) => type === "ping"), ["ping"]);
  assert.ok(!types(talking).includes("ping"));
  answering.hear({ type: "pong" });
  beat();
  assert.equal(codeOf(mute), CloseCode.tooSlow);
  assert.deepEqual([codeOf(answering), codeOf(talking)], [null, null]);
});

Deno.test("[S20] a ping of a client is answered", () => {
  const { seat } = bench();
  const socket = seat(1);
  socket.hear({ type: "ping" });
  assert.deepEqual(socket.take(), [{ type: "pong" }]);
});

Deno.test("[R1] [R2] a frame reaches its addressee alone, with the sender's name and the same bytes", () => {
  const { seat } = bench();
  const [anna, ben, cleo] = [seat(1), seat(2), seat(3)];
  for (const socket of [anna, ben, cleo]) socket.take();
  const frame = frameTo(peerOf(2), "sealed");
  anna.hear(frame);
  assert.deepEqual(ben.take(), [frameTo(peerOf(1), "sealed")]);
  assert.deepEqual([anna.take(), cleo.take()], [[], []]);
});

Deno.test("[R2] the buffer that came in is the one that goes out", () => {
  const { seat } = bench();
  const [anna, ben] = [seat(1), seat(2)];
  const frame = frameTo(peerOf(2), "not copied");
  anna.hear(frame);
  assert.equal(ben.take()[0], frame);
});

Deno.test("[R3] a frame that names a peer and says nothing is too short", () => {
  const { seat, codeOf } = bench();
  const socket = seat(1);
  socket.hear(new ArrayBuffer(0));
  socket.hear(new ArrayBuffer(16));
  assert.deepEqual(socket.takeErrors(), ["frame-too-short", "frame-too-short"]);
  assert.equal(codeOf(socket), null);
});

Deno.test("[R5] a peer of another room is as unknown as one that never was, and that is no strike", () => {
  const { seat, codeOf } = bench();
  const anna = seat(1, 1);
  const elsewhere = seat(2, 2);
  for (let i = 0; i < MAX_STRIKES; i++) {
    anna.hear(frameTo(peerOf(2), "across"));
    anna.hear(frameTo(peerOf(9), "nobody"));
  }
  assert.deepEqual(new Set(anna.takeErrors()), new Set(["unknown-peer"]));
  assert.equal(codeOf(anna), null);
  assert.deepEqual(elsewhere.take(), []);
});

Deno.test("[R5] a peer that is away is unknown; a frame to oneself comes back", () => {
  const { seat } = bench();
  const [anna, ben] = [seat(1), seat(2)];
  anna.take();
  ben.vanish();
  anna.hear(frameTo(peerOf(2), "gone"));
  assert.deepEqual(anna.takeErrors(), ["unknown-peer"]);
  anna.hear(frameTo(peerOf(1), "me"));
  assert.deepEqual(anna.take(), [frameTo(peerOf(1), "me")]);
});

Deno.test("[R7] who does not take in what is sent is closed, and the sender goes on", () => {
  const { seat, clock, codeOf } = bench();
  const [anna, ben] = [seat(1), seat(2)];
  anna.take();
  ben.bufferedAmount = SOCKET_LIMITS.maxBufferedBytes;
  anna.hear(frameTo(peerOf(2), "fits"));
  assert.equal(ben.take().length, 1);
  ben.bufferedAmount++;
  anna.hear(frameTo(peerOf(2), "does not"));
  assert.deepEqual(ben.take(), []);
  assert.equal(codeOf(ben), CloseCode.tooSlow);
  assert.deepEqual([anna.closeCode(), anna.take()], [null, []]);
  clock.advance(RESUME_GRACE_MS);
  assert.deepEqual(types(anna), ["participant-left"]);
});

Deno.test("[R7] messages count like frames: nobody is told more than they take in", () => {
  const { seat, codeOf } = bench();
  const [anna, ben] = [seat(1), seat(2)];
  ben.bufferedAmount = SOCKET_LIMITS.maxBufferedBytes + 1;
  anna.hear({ type: "update", profile: "new" });
  assert.equal(codeOf(ben), CloseCode.tooSlow);
  assert.deepEqual(ben.take(), []);
});

Deno.test("[E1] what cannot be read has a code for each way", () => {
  const { seat } = bench();
  const socket = seat(1);
  for (const text of ["", "{", "hello", "\u0000"]) socket.hear(text);
  assert.deepEqual(new Set(socket.takeErrors()), new Set(["bad-json"]));
  const other = seat(2);
  for (const text of [`{"type":"relay"}`, `{"type":"toString"}`]) other.hear(text);
  assert.deepEqual(new Set(other.takeErrors()), new Set(["unknown-type"]));
  const nameless = seat(4);
  for (const text of ["null", "[]", "7", "{}", `{"type":["hello"]}`]) nameless.hear(text);
  assert.deepEqual(new Set(nameless.takeErrors()), new Set(["bad-message"]));
  const third = seat(3);
  third.hear({ type: "update" });
  third.hear({ type: "update", profile: 1 });
  third.hear({ type: "update", profile: "x".repeat(2049) });
  third.hear({ type: "update", profile: "not base64url!" });
  third.hear({ type: "welcome" });
  assert.deepEqual(new Set(third.takeErrors()), new Set(["bad-message"]));
});

Deno.test("[V2] a type of a later version is no strike, however often it comes", () => {
  const { seat, codeOf } = bench();
  const socket = seat(1);
  for (let i = 0; i < 10 * MAX_STRIKES; i++) socket.hear({ type: "wave" });
  assert.equal(codeOf(socket), null);
  assert.equal(socket.takeErrors().length, 10 * MAX_STRIKES);
});

Deno.test("[E2] the last strike closes the socket, and not the one before", () => {
  const { seat, codeOf } = bench();
  const socket = seat(1);
  for (let i = 1; i < MAX_STRIKES; i++) socket.hear("{");
  assert.equal(codeOf(socket), null);
  socket.hear("{");
  assert.equal(socket.takeErrors().length, MAX_STRIKES);
  assert.equal(codeOf(socket), CloseCode.violation);
});

Deno.test("[E3] the largest frame passes and one byte more closes the socket", () => {
  const { seat, codeOf } = bench();
  const [anna, ben] = [seat(1), seat(2)];
  anna.take();
  anna.hear(frameTo(peerOf(2), "x".repeat(MAX_FRAME_BYTES - 16)));
  assert.equal(ben.take().length, 1);
  anna.hear(frameTo(peerOf(2), "x".repeat(MAX_FRAME_BYTES - 15)));
  assert.deepEqual(anna.takeErrors(), ["frame-too-large"]);
  assert.equal(codeOf(anna), CloseCode.violation);
  assert.deepEqual(ben.take(), []);
});

Deno.test("[E3] text is measured in bytes, not in characters", () => {
  const { seat } = bench();
  const [fits, over] = [seat(1), seat(2)];
  fits.take();
  fits.hear("é".repeat(MAX_FRAME_BYTES / 2));
  assert.deepEqual(fits.takeErrors(), ["bad-json"]);
  over.hear("é".repeat(MAX_FRAME_BYTES / 2 + 1));
  assert.deepEqual(over.takeErrors(), ["frame-too-large"]);
});

Deno.test("[E4] more than the burst is refused, and a rest earns more", () => {
  const { seat, clock, codeOf } = bench({ limits: { frameRate: { perSecond: 10, burst: 5 } } });
  const socket = seat(1);
  const ping = (times: number) => {
    for (let i = 0; i < times; i++) socket.hear({ type: "ping" });
  };
  ping(4);
  clock.advance(200);
  ping(2);
  assert.equal(socket.take().length, 6);
  ping(1);
  assert.deepEqual(socket.takeErrors(), ["rate-limited"]);
  assert.equal(codeOf(socket), CloseCode.rateLimited);
});

Deno.test("[E4] a long frame counts once more for each 4 KiB", () => {
  const { seat } = bench({ limits: { frameRate: { perSecond: 1, burst: 1 + 3 } } });
  const [anna, ben] = [seat(1), seat(2)];
  anna.take();
  anna.hear(frameTo(peerOf(2), "x".repeat(8192)));
  assert.equal(ben.take().length, 1);
  anna.hear({ type: "ping" });
  assert.deepEqual(anna.takeErrors(), ["rate-limited"]);
});

Deno.test("[E10] who says no more than that they are there is told so after long, and closed with 4409", () => {
  const { accept, seat, clock, codeOf } = bench({ limits: { idleMs: 6 * HEARTBEAT_MS } });
  const [silent, talker, writer] = [seat(1), seat(2), seat(3)];
  const guest = accept();
  guest.hear(LOOK);
  const everybody = [silent, talker, writer, guest];
  for (let beat = 1; beat <= 7; beat++) {
    for (const socket of everybody) {
      assert.equal(codeOf(socket), null, `closed at beat ${beat}`);
      socket.hear({ type: "ping" });
      socket.hear({ type: "pong" });
    }
    talker.hear(frameTo(peerOf(3), "still here"));
    writer.hear({ type: "update", profile: `${beat}` });
    for (const socket of everybody) socket.take();
    clock.advance(HEARTBEAT_MS);
  }
  const told = silent.take().at(-1);
  assert.ok(told && "type" in told && told.type === "error" && told.code === "idle");
  assert.equal(codeOf(silent), CloseCode.idle);
  assert.equal(CloseCode.idle, 4409);
  assert.equal(codeOf(guest), CloseCode.idle);
  assert.deepEqual([codeOf(talker), codeOf(writer)], [null, null]);
});

Deno.test("[E5] a socket that was closed is not heard", () => {
  const { seat, accept, clock } = bench();
  const [anna, ben] = [seat(1), seat(2)];
  anna.take();
  ben.hear({ ...helloOf(2), version: 2 });
  for (let i = 0; i < MAX_STRIKES; i++) ben.hear("{");
  ben.take();
  ben.hear(frameTo(peerOf(1), "from beyond"));
  ben.hear({ type: "leave" });
  assert.deepEqual([anna.take(), ben.take()], [[], []]);
  const late = accept();
  clock.advance(HELLO_DEADLINE_MS);
  anna.take();
  late.take();
  late.hear(helloOf(3));
  assert.deepEqual([anna.take(), late.take()], [[], []]);
});

Deno.test("[E8] a socket is closed when it is quiet, so that the code arrives", () => {
  const { seat, clock } = bench();
  const socket = seat(1);
  for (let i = 0; i < MAX_STRIKES; i++) socket.hear("{");
  for (let waited = 0; waited < MAX_NOISE_MS; waited += QUIET_MS - 1) {
    assert.equal(socket.closeCode(), null);
    clock.advance(QUIET_MS - 1);
    socket.hear("still talking");
  }
  clock.advance(QUIET_MS);
  assert.equal(socket.closeCode(), CloseCode.violation);
});

Deno.test("[E8] whoever goes on and on is closed at once, and nothing more is waited for", () => {
  const { seat, clock } = bench();
  const socket = seat(1);
  for (let i = 0; i < MAX_STRIKES; i++) socket.hear("{");
  const timers = clock.waiting;
  for (let i = 1; i < MAX_NOISE_FRAMES; i++) socket.hear("still talking");
  assert.equal(socket.closeCode(), null);
  socket.hear("once too often");
  assert.equal(socket.closeCode(), CloseCode.violation);
  assert.equal(clock.waiting, timers - 1);
});

Deno.test("[E8] nothing waits for a socket that went by itself", () => {
  const { seat, clock } = bench();
  const socket = seat(1);
  socket.hear({ type: "leave" });
  socket.vanish();
  assert.equal(clock.waiting, 0);
  assert.equal(socket.closeCode(), null);
});

Deno.test("[E6] a backend that fails closes the socket that asked, and nobody else", async () => {
  const { hub, logged, clock, accept, codeOf } = bench({
    openBackend: () => ({
      instance: "broken",
      isReady: true,
      step: () => Promise.reject(new Error("the store is away")),
      relay: () => false,
      [Symbol.asyncDispose]: () => Promise.resolve(),
    }),
  });
  const [asker, other] = [accept(), accept()];
  asker.hear(helloOf(1));
  await Promise.resolve();
  await Promise.resolve();
  assert.deepEqual(asker.takeErrors(), ["internal"]);
  assert.equal(codeOf(asker), CloseCode.internal);
  assert.deepEqual([other.closeCode(), hub.counts.sockets], [null, 2]);
  assert.ok(logged.some(({ event }) => event === "failed"));
  for (const socket of [asker, other]) socket.vanish();
  assert.equal(clock.waiting, 0);
});

Deno.test("[E12] a socket is told what it will be closed with, and then closed", () => {
  const { accept, clock } = bench();
  const socket = accept();
  clock.advance(HELLO_DEADLINE_MS);
  assert.deepEqual([socket.announced, socket.closeCode()], [CloseCode.helloTimeout, null]);
  clock.advance(2 * QUIET_MS);
  assert.equal(socket.closeCode(), CloseCode.helloTimeout);
});

Deno.test("[S21] a drain tells everybody, closes them for a reconnect, and lets nobody in", async () => {
  const { hub, seat, accept, codeOf } = bench();
  const [anna, waiting] = [seat(1), accept()];
  const drained = hub.drain();
  for (const socket of [anna, waiting]) {
    assert.deepEqual(socket.take(), [{ type: "draining" }]);
    assert.equal(codeOf(socket), CloseCode.draining);
  }
  assert.ok(hub.draining);
  const opening = new FakeSocket(WebSocket.CONNECTING);
  hub.accept(opening, roomOf(1));
  opening.readyState = WebSocket.OPEN;
  assert.equal(codeOf(opening), CloseCode.draining);
  for (const socket of [anna, waiting, opening]) socket.vanish();
  await drained;
});

Deno.test("[S21] a drain does not wait for ever, and a second one is the first", async () => {
  const { hub, seat, clock, logged } = bench();
  seat(1);
  const drained = hub.drain();
  assert.equal(hub.drain(), drained);
  clock.advance(2000);
  await drained;
  assert.deepEqual(logged.at(-1), { event: "drained", left: 1 });
});

Deno.test("the log tells who came and went, and no names, profiles or secrets", () => {
  const { seat, accept, logged } = bench({ capacity: 2 });
  const anna = accept();
  anna.hear(helloOf(1, "sealedprofile"));
  const ben = seat(2);
  ben.hear({ type: "leave" });
  anna.vanish();
  assert.deepEqual(logged.map(({ event }) => event), ["seated", "seated", "unseated", "unseated"]);
  const text = JSON.stringify(logged);
  for (const secret of ["sealedprofile", seatOf(1)]) assert.ok(!text.includes(secret));
});

function bench(options: ConstructorParameters<typeof HubBench>[0] = {}) {
  const made = new HubBench(options);
  const { hub, clock, logged } = made;
  return {
    hub,
    clock,
    logged,
    accept: made.accept.bind(made),
    seat: made.seat.bind(made),
    /** With what the socket was closed, now that it is quiet; `null` if it was not. */
    codeOf(socket: FakeSocket): number | null {
      // Once for what it was saying, once for silence.
      clock.advance(2 * QUIET_MS);
      return socket.closeCode();
    },
  };
}

function types(socket: FakeSocket): string[] {
  return socket.take().map((sent) => sent instanceof ArrayBuffer ? "frame" : sent.type);
}
