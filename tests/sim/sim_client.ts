/** A whole client of a simulation: the real session on ports whose time and luck belong to the world. */
import { Attendance, type AttendanceOptions } from "../../client/attendance.ts";
import { stepCall } from "../../client/call.ts";
import type { Participant } from "../../client/call_state.ts";
import type { Identity } from "../../client/identity.ts";
import type { MeshOptions } from "../../client/mesh.ts";
import type { PeerConnection, Ports, Socket, StoragePort } from "../../client/ports.ts";
import { QualityWatch } from "../../client/quality_watch.ts";
import { continuesCall, readSeat, type SeatRecord } from "../../client/remembered.ts";
import type { Seal } from "../../client/seal.ts";
import { createCallSession } from "../../client/session.ts";
import type { CallSession, DrawnTiles } from "../../client/session_types.ts";
import { createTalk } from "../../client/talk.ts";
import type { LinkKey } from "../../crypto/link_key.ts";
import { toBase64Url } from "../../protocol/base64url.ts";
import type { PeerId, RoomId, SeatSecret } from "../../protocol/ids.ts";
import { fakeStream, fakeTrack } from "./fake_media.ts";
import type { FakePeerConnection, Network } from "./fake_peer_connection.ts";
import type { FakeServer } from "./fake_server.ts";

export interface SimClient {
  name: string;
  self: PeerId;
  tab: Tab;
  session: CallSession;
  /** How high this person draws what the others show, since they first looked. */
  tiles: DrawnTiles | null;
  /** Says what only pages of a later version know. */
  sayOfTomorrow(to: PeerId): void;
  /** The page goes away, with everything on it: with a short goodbye, or as a crash does, with none. */
  vanish(goodbye: boolean): void;
}

/** What outlives a page. */
export interface Tab {
  seat: SeatSecret;
  stored: Map<string, string>;
}

export interface SimClientOptions {
  name: string;
  tab: Tab;
  self: PeerId;
  seal: Seal;
  network: Network;
  server: FakeServer;
  onConnection: (connection: FakePeerConnection) => void;
  judge?: NonNullable<MeshOptions["judge"]>;
}

const ROOM = "room" as RoomId;
/** What goes for a message of a later version until it is sealed. */
const OF_TOMORROW = "of tomorrow";

/** A tab in which nobody was in a call yet. */
export function newTab(name: string, seat: SeatSecret): Tab {
  return { seat, stored: new Map([["lagoon:wishes", JSON.stringify({ name })]]) };
}

/** How a page that opens in `tab` finds that the one before it left the room. */
export function recordIn(tab: Tab): SeatRecord | null {
  return readSeat(storageOf(tab), ROOM);
}

function storageOf({ stored }: Tab): StoragePort {
  return {
    read: (_scope, key) => stored.get(key) ?? null,
    write: (_scope, key, value) => void stored.set(key, value ?? ""),
  };
}

/** Whom somebody sees in the call, themselves first; nobody while they are not in it. */
export function participants({ session }: SimClient): readonly Participant[] {
  const call = session.call.peek();
  return call.phase === "in-call" ? call.participants : [];
}

/** A page opens in `tab`, and goes into the call: by itself if it was there before. */
export function createSimClient(options: SimClientOptions): SimClient {
  const { name, tab, self, network, server, judge } = options;
  const { world } = network;
  const record = recordIn(tab);
  const seal = sealOfTomorrow(options.seal);
  const identity: Identity = { room: ROOM, seat: tab.seat, self, seal, record };
  const pageEvents = new EventTarget();
  const own = new Set<FakePeerConnection>();
  let gone = false;
  const sockets: Socket[] = [];
  const ports: Ports = {
    now: () => Math.floor(world.now),
    random: world.random,
    randomBytes: (length) => Uint8Array.from({ length }, () => world.pick(256)),
    setTimer: (task, ms) => world.after(ms, () => gone || task()),
    mark: (mark) => world.log(`${name} ${mark}`),
    createPeerConnection: () => {
      const connection = network.create(name, own.size + 1);
      own.add(connection);
      if (gone) connection.abandon();
      options.onConnection(connection);
      return connection as unknown as PeerConnection;
    },
    createStream: () => fakeStream(),
    connect: () => {
      const socket = server.connect();
      sockets.push(socket);
      return socket;
    },
    askServer: async () => {
      await world.delay(40);
      return server.isUp ? { there: true, waitMs: 0 } : { there: false };
    },
    media: {
      available: true,
      getUserMedia: async ({ audio, video }) => {
        await world.delay(300);
        return fakeStream(
          ...(audio ? [fakeTrack("audio", `${name} microphone`)] : []),
          ...(video ? [fakeTrack("video", `${name} camera`)] : []),
        );
      },
      canShareScreen: true,
      getDisplayMedia: async () => {
        await world.delay(20);
        return fakeStream(fakeTrack("video", `${name} screen`));
      },
      enumerateDevices: () => Promise.resolve([]),
      onDeviceChange: () => () => {},
      permission: () => Promise.resolve("unknown"),
      onPermissionChange: () => () => {},
      playSound: () => Promise.resolve(),
      watchLevel: () => () => {},
    },
    storage: storageOf(tab),
    files: {
      receive: () => Promise.reject(new DOMException("no room", "QuotaExceededError")),
    },
    page: {
      url: () => new URL("https://lagoon.example/r/blue-quiet-reef"),
      isShown: () => true,
      replaceFragment: () => {},
      copy: () => Promise.resolve(true),
      isOnline: () => true,
      userAgent: () => "Simulation",
      keepAwake: () => () => {},
      on: (event, listener) => {
        pageEvents.addEventListener(event, listener);
        return () => pageEvents.removeEventListener(event, listener);
      },
    },
  };
  let attendance: Attendance | null = null;
  class WatchedAttendance extends Attendance {
    constructor(options: AttendanceOptions) {
      super(options);
      attendance = this;
    }
  }
  const session = createCallSession({
    key: toBase64Url(new Uint8Array(16)) as LinkKey,
    ports,
    openIdentity: () => Promise.resolve(identity),
    loadStay: () =>
      Promise.resolve({ Attendance: WatchedAttendance, createTalk, QualityWatch, stepCall }),
    ...(judge === undefined ? {} : { judge }),
  });
  const vanish = (goodbye: boolean) => {
    if (goodbye) pageEvents.dispatchEvent(new Event("leave"));
    // What still runs here has no page to run on any more.
    gone = true;
    for (const connection of own) connection.abandon();
    for (const socket of sockets) socket.close();
  };
  if (!continuesCall(record, world.now)) session.join();
  const sayOfTomorrow = (to: PeerId) => attendance?.tell(to, OF_TOMORROW);
  return { name, self, tab, session, tiles: null, sayOfTomorrow, vanish };
}

/** Seals as it is told to, but what goes for a message of a later version as one of a type that there is not yet. */
function sealOfTomorrow(seal: Seal): Seal {
  const today = JSON.stringify({ type: "talk", body: OF_TOMORROW });
  const tomorrow = JSON.stringify({ type: "wave", with: { both: "hands" } });
  return {
    seal: (to, plaintext) => {
      const text = new TextDecoder().decode(plaintext);
      if (!text.includes(today)) return seal.seal(to, plaintext);
      return seal.seal(to, new TextEncoder().encode(text.replace(today, tomorrow)));
    },
    open: (from, sealed) => seal.open(from, sealed),
    openShared: (from, sealed) => seal.openShared(from, sealed),
  };
}
