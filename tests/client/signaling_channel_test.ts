import assert from "node:assert/strict";
import { SignalingChannel, type SignalingEvent } from "../../client/signaling_channel.ts";
import { CloseCode } from "../../protocol/codes.ts";
import type { RoomId } from "../../protocol/ids.ts";
import { World } from "../sim/world.ts";
import { FakeSocket } from "./support/fake_socket.ts";

const ALMOST_ONE = 1 - Number.EPSILON;
const NETWORK_LOST = 1006;
const ROOM = "AAAAAAAAAAAAAAAAAAAAAA" as RoomId;

interface Scene {
  world: World;
  channel: SignalingChannel;
  events: SignalingEvent[];
  sockets: FakeSocket[];
  /** The socket that was opened last. */
  socket(): FakeSocket;
  /** Whether the server answers plain requests, and how many there were. */
  server: { isUp: boolean; asked: number; takesMs: number; waitMs: number };
}

function newScene(random = ALMOST_ONE): Scene {
  const world = new World(1);
  const events: SignalingEvent[] = [];
  const sockets: FakeSocket[] = [];
  const server = { isUp: true, asked: 0, takesMs: 0, waitMs: 0 };
  const channel = new SignalingChannel({
    ports: {
      connect: () => {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket.asSocket();
      },
      random: () => random,
      setTimer: (task, ms) => world.after(ms, task),
      askServer: async () => {
        server.asked += 1;
        if (server.takesMs > 0) await world.delay(server.takesMs);
        return server.isUp ? { there: true, waitMs: server.waitMs } : { there: false };
      },
    },
    room: () => ROOM,
    isScout: () => false,
    onEvent: (event) => events.push(event),
  });
  channel.open();
  return { world, channel, events, sockets, socket: () => sockets.at(-1)!, server };
}

/** Has the server say that we are to stay away for so long. */
function tellToWait(socket: FakeSocket, retryAfter: number): void {
  const told = { type: "error", code: "rate-limited", message: "", retryAfter };
  socket.push(JSON.stringify(told));
}

/** After how long, of up to a minute, another socket is opened; `null` if none is. */
async function waitOf({ world, sockets }: Scene): Promise<number | null> {
  const before = sockets.length;
  const start = world.now;
  for (let ms = 0; ms <= 60_000; ms += 10) {
    await world.run(start + ms - world.now);
    if (sockets.length > before) return ms;
  }
  return null;
}

Deno.test("what the socket brings is told as it comes, messages and bytes, and what is no message is not", () => {
  const { socket, channel, events } = newScene();
  assert.equal(socket().binaryType, "arraybuffer");
  socket().accept();
  socket().push(JSON.stringify({ type: "waiting" }));
  socket().push("hello");
  socket().push(Uint8Array.of(1, 2).buffer);
  channel.say({ type: "leave" });
  channel.send(Uint8Array.of(3));
  assert.deepEqual(events, [
    { type: "open" },
    { type: "message", message: { type: "waiting" } },
    { type: "binary", frame: Uint8Array.of(1, 2) },
  ]);
  assert.deepEqual(socket().sent, [JSON.stringify({ type: "leave" }), Uint8Array.of(3)]);
});

Deno.test("whoever is asked whether they are there says so", () => {
  const { socket } = newScene();
  socket().accept();
  socket().push(JSON.stringify({ type: "ping" }));
  assert.deepEqual(socket().sent, [JSON.stringify({ type: "pong" })]);
});

Deno.test("what is sent while the socket is not open is left to the two ends, and throws nothing", () => {
  const { socket, channel } = newScene();
  channel.say({ type: "leave" });
  socket().accept();
  socket().shut(NETWORK_LOST);
  channel.say({ type: "leave" });
  assert.deepEqual(socket().sent, []);
});

Deno.test("[C2] a lost socket is opened again, one rung of the ladder after the other", async () => {
  const scene = newScene();
  const waits: (number | null)[] = [];
  for (let attempt = 0; attempt < 7; attempt++) {
    scene.socket().shut(NETWORK_LOST);
    waits.push(await waitOf(scene));
  }
  assert.deepEqual(waits, [0, 300, 1_200, 2_700, 4_800, 7_000, 7_000]);
  const attempts = scene.events.map((event) => event.type === "closed" ? event.attempts : null);
  assert.deepEqual(attempts, [1, 2, 3, 4, 5, 6, 7]);
});

Deno.test("[C2] luck shortens every wait in proportion, so that a room does not come back as one", async () => {
  const scene = newScene(0.5);
  const waits: (number | null)[] = [];
  for (let attempt = 0; attempt < 5; attempt++) {
    scene.socket().shut(NETWORK_LOST);
    waits.push(await waitOf(scene));
  }
  assert.deepEqual(waits, [0, 150, 600, 1_350, 2_400]);
});

Deno.test("[C2] only being in brings the ladder back to its foot: an open socket alone does not", async () => {
  const scene = newScene();
  for (let attempt = 0; attempt < 3; attempt++) {
    scene.socket().accept();
    scene.socket().shut(NETWORK_LOST);
    await waitOf(scene);
  }
  scene.socket().accept();
  scene.socket().shut(NETWORK_LOST);
  assert.equal(await waitOf(scene), 2_700);
  scene.socket().accept();
  scene.channel.settled();
  scene.socket().shut(NETWORK_LOST);
  assert.equal(await waitOf(scene), 0);
});

Deno.test("[C2] a server that moves its sockets is joined elsewhere at once, however often we have tried", async () => {
  const scene = newScene();
  for (let attempt = 0; attempt < 4; attempt++) {
    scene.socket().shut(NETWORK_LOST);
    await waitOf(scene);
  }
  scene.socket().shut(CloseCode.draining);
  assert.equal(await waitOf(scene), 0);
});

Deno.test("[C2] after a code that forbids it there is no next try, not even when the network returns", async () => {
  for (const code of [4002, 4400, 4403, 4411, 4412, 4423, 4424]) {
    const scene = newScene();
    scene.socket().accept();
    scene.socket().shut(code);
    assert.deepEqual(scene.events.at(-1), { type: "closed", code, attempts: 1, toldMs: 0 });
    scene.channel.retryNow();
    assert.equal(await waitOf(scene), null, String(code));
  }
});

Deno.test("[C2] a socket that is to be closed is closed at once, and its code is the one that was said", async () => {
  for (const [code, wait] of [[CloseCode.draining, 0], [CloseCode.roomFull, null]] as const) {
    const scene = newScene();
    const socket = scene.socket();
    socket.accept();
    socket.push(`{"type":"closing","code":${code}}`);
    assert.deepEqual(socket.closedByUs, { code: 1000 });
    // What a browser makes of a close frame that comes twice.
    socket.shut(NETWORK_LOST);
    assert.deepEqual(scene.events.at(-1), { type: "closed", code, attempts: 1, toldMs: 0 });
    assert.equal(await waitOf(scene), wait);
  }
});

Deno.test("[D18] a socket that was closed for good is opened again if the call says so, and only one", async () => {
  const scene = newScene();
  scene.socket().shut(CloseCode.locked);
  assert.equal(await waitOf(scene), null);
  scene.channel.seekAgain();
  scene.channel.seekAgain();
  assert.equal(await waitOf(scene), 300);
  scene.channel.seekAgain();
  await scene.world.run(10_000);
  assert.equal(scene.sockets.length, 2);
});

Deno.test("[V5] a call that is patient is asked again by a wait that is so much longer, and at once when the server is seen", async () => {
  const scene = newScene();
  scene.socket().shut(CloseCode.violation);
  scene.channel.seekAgain(60);
  assert.equal(await waitOf(scene), 60 * 300);
  scene.socket().shut(CloseCode.violation);
  scene.channel.seekAgain(60);
  scene.channel.retryNow();
  assert.equal(scene.sockets.length, 3);
});

Deno.test("[C2] when the network returns there is no waiting, and no second socket beside the first", async () => {
  const scene = newScene();
  const { sockets, socket, channel, world } = scene;
  channel.retryNow();
  assert.equal(sockets.length, 1);
  for (let attempt = 0; attempt < 4; attempt++) {
    socket().shut(NETWORK_LOST);
    await waitOf(scene);
  }
  socket().shut(NETWORK_LOST);
  assert.equal(sockets.length, 5);
  channel.retryNow();
  channel.retryNow();
  assert.equal(sockets.length, 6);
  // Neither does the wait that was cut short end in another one.
  socket().accept();
  await world.run(10_000);
  assert.equal(sockets.length, 6);
});

Deno.test("[C2] after a failed socket none is opened until the server answers a plain request", async () => {
  const scene = newScene();
  const { server, sockets, socket, events, world } = scene;
  server.isUp = false;
  socket().shut(NETWORK_LOST);
  assert.equal(await waitOf(scene), 0);
  assert.equal(
    server.asked,
    0,
    "the first loss may be the network's: the next socket is tried at once",
  );
  socket().shut(NETWORK_LOST);
  await world.run(300 + 1_200 + 2_700);
  assert.equal(server.asked, 3);
  assert.equal(sockets.length, 2);
  const attempts = events.map((event) => event.type === "closed" ? event.attempts : null);
  assert.deepEqual(attempts, [1, 2, 3, 4, 5], "a request that fails counts as a try");
  server.isUp = true;
  assert.equal(await waitOf(scene), 4_800);
});

Deno.test("[C4] whom the server tells to wait waits as long as that, and says for how long", async () => {
  const scene = newScene(0.5);
  const { socket, events } = scene;
  socket().accept();
  tellToWait(socket(), 5);
  socket().shut(CloseCode.rateLimited);
  assert.deepEqual(events.at(-1), {
    type: "closed",
    code: CloseCode.rateLimited,
    attempts: 1,
    toldMs: 5_000,
  });
  assert.equal(await waitOf(scene), 5_000);
  // What was said of one socket is not said of the next. Luck comes on top of what is said.
  socket().shut(NETWORK_LOST);
  assert.deepEqual(events.at(-1), { type: "closed", code: NETWORK_LOST, attempts: 2, toldMs: 0 });
  assert.equal(await waitOf(scene), 150);
  tellToWait(socket(), 5);
  socket().shut(CloseCode.unavailable);
  assert.equal(await waitOf(scene), 5_600);
});

Deno.test("[C4] a told wait is not cut short, neither by the network nor by others who see the server", async () => {
  const scene = newScene();
  const { channel, socket, sockets } = scene;
  tellToWait(socket(), 5);
  socket().shut(CloseCode.rateLimited);
  channel.retryNow();
  assert.equal(sockets.length, 1);
  assert.equal(await waitOf(scene), 5_000);
  socket().shut(NETWORK_LOST);
  channel.retryNow();
  assert.equal(sockets.length, 3);
});

Deno.test("[C4] a socket that was refused before it opened waits for what the plain request is told", async () => {
  const scene = newScene();
  const { server, socket, sockets, world, events } = scene;
  server.waitMs = 30_000;
  socket().shut(NETWORK_LOST);
  await waitOf(scene);
  socket().shut(NETWORK_LOST);
  await world.run(300);
  assert.equal(server.asked, 1);
  const last = events.at(-1);
  assert.ok(last?.type === "closed" && last.toldMs === 31_200, JSON.stringify(last));
  server.waitMs = 0;
  assert.equal(sockets.length, 2);
  assert.equal(await waitOf(scene), 31_200);
  assert.equal(server.asked, 2);
});

Deno.test("[C4] where a code forbids coming back or wants us at once, nobody waits, and no server has us wait for ever", async () => {
  const moved = newScene();
  tellToWait(moved.socket(), 5);
  moved.socket().shut(CloseCode.draining);
  assert.equal(await waitOf(moved), 0);
  const full = newScene();
  tellToWait(full.socket(), 5);
  full.socket().shut(CloseCode.roomFull);
  assert.equal(await waitOf(full), null);
  const greedy = newScene();
  tellToWait(greedy.socket(), 1e12);
  greedy.socket().shut(CloseCode.rateLimited);
  const last = greedy.events.at(-1);
  assert.ok(last?.type === "closed" && last.toldMs === 300_000, JSON.stringify(last));
});

Deno.test("[C2] a socket that was opened while the answer was awaited stays the only one", async () => {
  const scene = newScene();
  const { sockets, socket, channel, world, server } = scene;
  server.takesMs = 400;
  socket().shut(NETWORK_LOST);
  await waitOf(scene);
  socket().shut(NETWORK_LOST);
  await world.run(300 + 100);
  assert.equal(server.asked, 1);
  channel.retryNow();
  assert.equal(sockets.length, 3);
  await world.run(10_000);
  assert.equal(sockets.length, 3);
});

Deno.test("a silent server is asked, and given up when it does not answer", async () => {
  const scene = newScene();
  const { socket, world, events } = scene;
  socket().accept();
  await world.run(19_999);
  assert.deepEqual(socket().sent, []);
  await world.run(1);
  assert.deepEqual(socket().sent, [JSON.stringify({ type: "ping" })]);
  const silent = socket();
  await world.run(15_000);
  assert.deepEqual(silent.closedByUs, { code: undefined });
  assert.deepEqual(events.at(-1), { type: "closed", code: NETWORK_LOST, attempts: 1, toldMs: 0 });
  // What the dead socket still says is nobody's business any more.
  silent.push("from the grave");
  silent.shut(1000);
  assert.equal(events.length, 2);
});

Deno.test("anything that arrives shows that the server is there", async () => {
  const { socket, world, sockets } = newScene();
  socket().accept();
  for (let minute = 0; minute < 10; minute++) {
    await world.run(30_000);
    socket().push(JSON.stringify({ type: "pong" }));
  }
  assert.equal(sockets.length, 1);
  assert.equal(socket().sent.length, 10);
});

Deno.test("a socket that never opens is given up, too", async () => {
  const scene = newScene();
  const first = scene.socket();
  await scene.world.run(15_000);
  assert.notEqual(first.closedByUs, null);
  assert.equal(scene.events.length, 1);
  await scene.world.run(1);
  assert.equal(scene.sockets.length, 2);
});

Deno.test("closed for good, nothing is reported, tried or asked any more", async () => {
  for (const lost of [false, true]) {
    const scene = newScene();
    scene.socket().accept();
    if (lost) scene.socket().shut(NETWORK_LOST);
    const told = scene.events.length;
    scene.channel[Symbol.dispose]();
    if (!lost) assert.deepEqual(scene.socket().closedByUs, { code: 1000 });
    scene.socket().push("late");
    scene.socket().shut(1000);
    scene.channel.retryNow();
    assert.equal(await waitOf(scene), null);
    assert.equal(scene.events.length, told);
    assert.deepEqual(scene.socket().sent, []);
  }
});

Deno.test("an open socket that is taken over is used at once", () => {
  const { channel, events, sockets, world } = newScene();
  sockets[0]!.accept();
  const heir: SignalingEvent[] = [];
  using second = new SignalingChannel({
    ports: {
      connect: () => new FakeSocket().asSocket(),
      random: () => 0,
      setTimer: (task, ms) => world.after(ms, task),
      askServer: () => Promise.resolve({ there: true, waitMs: 0 }),
    },
    room: () => ROOM,
    first: channel.release(),
    isScout: () => false,
    onEvent: (event) => heir.push(event),
  });
  second.open();
  second.say({ type: "leave" });
  sockets[0]!.push(JSON.stringify({ type: "waiting" }));
  assert.deepEqual(heir, [{ type: "open" }, { type: "message", message: { type: "waiting" } }]);
  assert.deepEqual(sockets[0]!.sent, [JSON.stringify({ type: "leave" })]);
  assert.deepEqual(events, [{ type: "open" }]);
});

Deno.test("a socket that died before it was taken over is given up soon", async () => {
  const { channel, sockets, world } = newScene();
  sockets[0]!.accept();
  const opened: FakeSocket[] = [];
  using second = new SignalingChannel({
    ports: {
      connect: () => {
        opened.push(new FakeSocket());
        return opened.at(-1)!.asSocket();
      },
      random: () => 0,
      setTimer: (task, ms) => world.after(ms, task),
      askServer: () => Promise.resolve({ there: true, waitMs: 0 }),
    },
    room: () => ROOM,
    first: channel.release(),
    isScout: () => false,
    onEvent: () => {},
  });
  second.open();
  await world.run(3_900);
  assert.equal(opened.length, 0);
  await world.run(200);
  assert.equal(opened.length, 1);
  assert.notEqual(sockets[0]!.closedByUs, null);
});
