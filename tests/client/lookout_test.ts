import assert from "node:assert/strict";
import type { RoomView } from "../../client/call_state.ts";
import type { Identity } from "../../client/identity.ts";
import { Lookout } from "../../client/lookout.ts";
import type { Seal } from "../../client/seal.ts";
import { toBase64Url } from "../../protocol/base64url.ts";
import { CloseCode } from "../../protocol/codes.ts";
import type { PeerId, RoomId, SeatSecret } from "../../protocol/ids.ts";
import { encodeProfile, type Profile } from "../../protocol/profile.ts";
import type { ServerMessage } from "../../protocol/signaling.ts";
import { FakePorts } from "../support/fake_ports.ts";
import { peerOf } from "../server/support/ids.ts";

const [SELF, ANNA, BEN] = [peerOf(1), peerOf(2), peerOf(3)];

/** Opens whatever begins as a profile does. */
const seal: Seal = {
  seal: (_to, plaintext) => Promise.resolve(plaintext),
  open: (_from, plaintext) => Promise.resolve({ ok: true, plaintext }),
  openShared: (_from, sealed) =>
    Promise.resolve(
      sealed[0] === "{".charCodeAt(0)
        ? { ok: true, plaintext: sealed }
        : { ok: false, reason: "forged" },
    ),
};

const identity: Identity = {
  room: "room" as RoomId,
  seat: "seat" as SeatSecret,
  self: SELF,
  seal,
  record: null,
};

class Door implements Disposable {
  readonly ports = new FakePorts("https://lagoon.example/r/calm-heron-bay");
  readonly views: (RoomView | null)[] = [];
  readonly lookout = new Lookout({
    ports: this.ports,
    identity,
    onView: (view) => this.views.push(view),
  });

  get socket() {
    return this.ports.sockets.at(-1)!;
  }

  get names(): string[] | undefined {
    return this.views.at(-1)?.people.map(({ name }) => name);
  }

  async hear(...messages: ServerMessage[]): Promise<void> {
    for (const message of messages) this.socket.push(JSON.stringify(message));
    await settle();
  }

  async shut(code: number): Promise<void> {
    this.socket.shut(code);
    await settle();
  }

  [Symbol.dispose](): void {
    this.lookout[Symbol.dispose]();
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

function profileOf(name: string, revision = 1): Profile {
  const session = "AAAAAAAAAAA" as Profile["session"];
  return {
    name,
    microphone: "on",
    camera: "on",
    screen: "off",
    hand: null,
    session,
    since: 0,
    revision,
  };
}

function guest(peer: PeerId, name: string, revision?: number) {
  return { peer, profile: toBase64Url(encodeProfile(profileOf(name, revision))) };
}

function view(...participants: { peer: PeerId; profile: string }[]): ServerMessage {
  return { type: "view", capacity: 8, locked: false, participants };
}

Deno.test("[S22] who looks says so as soon as the socket is open, and sees who is inside", async () => {
  using door = new Door();
  door.socket.accept();
  assert.deepEqual(door.socket.sent, [JSON.stringify({ type: "look", version: 1 })]);
  await door.hear(view(guest(ANNA, "Anna")));
  assert.deepEqual(door.views, [
    { capacity: 8, locked: false, people: [{ peer: ANNA, name: "Anna" }] },
  ]);
});

Deno.test("[S23] who comes, changes and goes is seen", async () => {
  using door = new Door();
  door.socket.accept();
  await door.hear(view(guest(ANNA, "Anna")));
  await door.hear({ type: "participant-joined", participant: guest(BEN, "Ben") });
  assert.deepEqual(door.names, ["Anna", "Ben"]);
  await door.hear({ type: "participant-updated", participant: guest(ANNA, "Annika", 2) });
  assert.deepEqual(door.names, ["Annika", "Ben"]);
  await door.hear({ type: "participant-left", peer: ANNA, reason: "left" });
  assert.deepEqual(door.names, ["Ben"]);
});

Deno.test("[P3] an older profile of the same session does not replace a newer one", async () => {
  using door = new Door();
  door.socket.accept();
  await door.hear(view(guest(ANNA, "Annika", 2)));
  await door.hear({ type: "participant-updated", participant: guest(ANNA, "Anna", 1) });
  assert.deepEqual(door.names, ["Annika"]);
});

Deno.test("[L9] whose profile does not open is not there, and neither are we", async () => {
  using door = new Door();
  door.socket.accept();
  await door.hear(view({ peer: BEN, profile: "AAAA" }, guest(SELF, "Us"), guest(ANNA, "Anna")));
  assert.deepEqual(door.names, ["Anna"]);
});

Deno.test("[C4] whoever is told to wait looks again then, and not before", async () => {
  using door = new Door();
  door.socket.accept();
  await door.hear({ type: "error", code: "rate-limited", message: "", retryAfter: 5 });
  await door.shut(CloseCode.rateLimited);
  door.ports.pass(4_999);
  await settle();
  assert.equal(door.ports.sockets.length, 1);
  door.ports.pass(1);
  await settle();
  assert.equal(door.ports.sockets.length, 2);
});

Deno.test("out of touch with the server nothing is claimed, and it is asked again", async () => {
  using door = new Door();
  door.socket.accept();
  await door.hear(view(guest(ANNA, "Anna")));
  await door.shut(1006);
  assert.equal(door.views.at(-1), null);
  door.ports.pass(10_000);
  assert.equal(door.ports.sockets.length, 2);
  door.socket.accept();
  await door.hear(view(guest(BEN, "Ben")));
  assert.deepEqual(door.names, ["Ben"]);
});

Deno.test("[S25] a lobby that nobody sees holds no socket, and looks again when it is seen", async () => {
  using door = new Door();
  door.socket.accept();
  await door.hear(view());
  door.ports.shown = false;
  await door.shut(CloseCode.lookOver);
  door.ports.pass(60_000);
  assert.equal(door.ports.sockets.length, 1);
  door.ports.tell("visibility");
  assert.equal(door.ports.sockets.length, 1);
  door.ports.shown = true;
  door.ports.tell("visibility");
  assert.equal(door.ports.sockets.length, 2);
});

Deno.test("[S25] a lobby that is seen looks on", async () => {
  using door = new Door();
  door.socket.accept();
  await door.shut(CloseCode.lookOver);
  assert.equal(door.ports.sockets.length, 2);
});

Deno.test("[S24] where too many look already the lobby does not press", async () => {
  using door = new Door();
  door.socket.accept();
  await door.hear({ type: "error", code: "crowded", message: "" });
  await door.shut(CloseCode.lookOver);
  door.ports.pass(60_000);
  assert.equal(door.ports.sockets.length, 1);
});

Deno.test("the socket that was looked through is given away open, and not heard any more", async () => {
  using door = new Door();
  door.socket.accept();
  await door.hear(view());
  const { socket } = door;
  assert.equal(door.lookout.release(), socket);
  assert.equal(socket.closedByUs, null);
  await door.hear({ type: "participant-joined", participant: guest(ANNA, "Anna") });
  assert.equal(door.views.length, 1);
  door.ports.pass(60_000);
  assert.equal(door.ports.sockets.length, 1);
});
