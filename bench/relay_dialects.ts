/** How each server is spoken to. Every dialect joins a room of its server and passes the same payload on. */
import { newSeatSecret, peerIdOfSeat } from "../crypto/seat.ts";
import { fromBase64Url, toBase64Url } from "../protocol/base64url.ts";
import { encodeRelayFrame } from "../protocol/relay_frame.ts";
import { type PayloadName, sealedPayload, textPayload } from "./relay_payloads.ts";

export type DialectName = "lagoon" | "bare" | "binary" | "peerjs" | "socketio" | "ywebrtc";

/** What came in. */
export type Incoming =
  /** The peer is in the room and may be sent to. */
  | { type: "welcome"; id: string }
  | { type: "relayed" }
  | { type: "other" };

/** One peer's side of the conversation. */
export interface Speaker {
  url: string;
  /** Sent once the socket is open. */
  greeting: readonly string[];
  /** Sent before the socket is closed. */
  farewell: readonly string[];
  hear(data: string | ArrayBuffer, send: (text: string) => void): Incoming;
  /** The frame that carries a payload to a peer; made once, sent often. */
  frameTo(id: string, payload: PayloadName): string | Uint8Array<ArrayBuffer>;
}

/** Makes a peer that will join the `room`th room of the server at `host`. */
export function createSpeaker(name: DialectName, host: string, room: number): Promise<Speaker> {
  return DIALECTS[name](host, room);
}

const DIALECTS: Readonly<
  Record<DialectName, (host: string, room: number) => Promise<Speaker>>
> = { lagoon, bare, binary, peerjs, socketio, ywebrtc };

/** Rooms of different runs must not meet. */
const RUN = crypto.getRandomValues(new Uint8Array(8));

async function lagoon(host: string, room: number): Promise<Speaker> {
  const roomBytes = new Uint8Array(16);
  roomBytes.set(RUN);
  new DataView(roomBytes.buffer).setUint32(8, room);
  const seat = newSeatSecret((length) => crypto.getRandomValues(new Uint8Array(length)));
  const id = await peerIdOfSeat(seat);
  return {
    url: `ws://${host}/api/signal/${toBase64Url(roomBytes)}`,
    greeting: [JSON.stringify({ type: "hello", version: 1, seat, profile: "" })],
    farewell: [`{"type":"leave"}`],
    hear(data) {
      if (typeof data !== "string") return { type: "relayed" };
      return data.startsWith(`{"type":"welcome"`) ? { type: "welcome", id } : { type: "other" };
    },
    frameTo: (to, payload) => encodeRelayFrame(fromBase64Url(to)!, sealedPayload(payload)),
  };
}

function bare(host: string, room: number): Promise<Speaker> {
  return Promise.resolve<Speaker>({
    url: `ws://${host}/${toBase64Url(RUN)}${room}`,
    greeting: [`{"type":"hello"}`],
    farewell: [],
    hear(data) {
      const text = data as string;
      if (text.startsWith(`{"type":"relay"`)) return { type: "relayed" };
      if (!text.startsWith(`{"type":"welcome"`)) return { type: "other" };
      return { type: "welcome", id: JSON.parse(text).id };
    },
    frameTo: (to, payload) => JSON.stringify({ type: "relay", to, payload: textPayload(payload) }),
  });
}

/** Lagoon's frames without Lagoon: ids are numbers of 16 bytes that the server hands out. */
function binary(host: string, room: number): Promise<Speaker> {
  return Promise.resolve<Speaker>({
    url: `ws://${host}/${toBase64Url(RUN)}${room}`,
    greeting: ["hello"],
    farewell: [],
    hear(data) {
      if (typeof data !== "string") return { type: "relayed" };
      return data.startsWith("welcome ")
        ? { type: "welcome", id: data.slice("welcome ".length) }
        : { type: "other" };
    },
    frameTo: (to, payload) => encodeRelayFrame(fromBase64Url(to)!, sealedPayload(payload)),
  });
}

/** PeerJS knows no rooms: whoever knows an id may send to it. */
function peerjs(host: string): Promise<Speaker> {
  const id = crypto.randomUUID();
  return Promise.resolve<Speaker>({
    url: `ws://${host}/peerjs?key=peerjs&id=${id}&token=t&version=1.5.4`,
    greeting: [],
    farewell: [],
    hear(data) {
      const text = data as string;
      if (text.startsWith(`{"type":"OFFER"`)) return { type: "relayed" };
      return text.startsWith(`{"type":"OPEN"`) ? { type: "welcome", id } : { type: "other" };
    },
    frameTo: (to, payload) =>
      JSON.stringify({ type: "OFFER", dst: to, payload: textPayload(payload) }),
  });
}

/** Engine.IO 4 and Socket.IO 5, spoken directly: the client library would only cost the load its time. */
function socketio(host: string, room: number): Promise<Speaker> {
  let id = "";
  return Promise.resolve<Speaker>({
    url: `ws://${host}/socket.io/?EIO=4&transport=websocket`,
    greeting: [],
    farewell: [],
    hear(data, send) {
      const text = data as string;
      if (text.startsWith(`42["signal"`)) return { type: "relayed" };
      if (text.startsWith("0")) send("40");
      if (text === "2") send("3");
      if (text.startsWith("40")) {
        id = JSON.parse(text.slice(2)).sid;
        send(`42["join","${toBase64Url(RUN)}${room}"]`);
      }
      return text.startsWith(`42["welcome"`) ? { type: "welcome", id } : { type: "other" };
    },
    frameTo: (to, payload) => `42${JSON.stringify(["signal", to, textPayload(payload)])}`,
  });
}

/** y-webrtc knows topics: whatever is published in one reaches all of it, and each looks for what is theirs. */
function ywebrtc(host: string, room: number): Promise<Speaker> {
  const topic = `${toBase64Url(RUN)}${room}`;
  const id = crypto.randomUUID();
  const isMine = new RegExp(`"to":"${id}"`);
  return Promise.resolve<Speaker>({
    url: `ws://${host}/`,
    // It says nothing to a subscriber; that it answers says that it has read what came before.
    greeting: [JSON.stringify({ type: "subscribe", topics: [topic] }), `{"type":"ping"}`],
    farewell: [],
    hear(data) {
      const text = data as string;
      if (text === `{"type":"pong"}`) return { type: "welcome", id };
      return isMine.test(text) ? { type: "relayed" } : { type: "other" };
    },
    frameTo: (to, payload) =>
      JSON.stringify({ type: "publish", topic, to, from: id, payload: textPayload(payload) }),
  });
}
