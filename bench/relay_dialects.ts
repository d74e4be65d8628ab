/** How each server is spoken to. Every dialect joins a room of its server and passes the same payload on. */
import { newSeatSecret, peerIdOfSeat } from "../crypto/seat.ts";
import { fromBase64Url, toBase64Url } from "../protocol/base64url.ts";
import { encodeRelayFrame } from "../protocol/relay_frame.ts";

export type DialectName = "lagoon" | "bare" | "peerjs" | "socketio";

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
  /** The frame that carries the payload to a peer; made once, sent often. */
  frameTo(id: string): string | Uint8Array<ArrayBuffer>;
}

/** As long as a session description, sealed or not, in few words. */
export const PAYLOAD_BYTES = 512;
const SDP = "a=rtpmap:96 VP8/90000\r\na=rtcp-fb:96 goog-remb\r\na=rtcp-fb:96 transport-cc\r\n";
const N = Number(Deno.env.get("PAYLOAD") ?? 512);
const TEXT_PAYLOAD = (Deno.env.get("PLAIN") ? "x" : SDP).repeat(N).slice(0, N);
const BINARY_PAYLOAD = new Uint8Array(N).fill(120);

/** Makes a peer that will join the `room`th room of the server at `host`. */
export function createSpeaker(name: DialectName, host: string, room: number): Promise<Speaker> {
  return DIALECTS[name](host, room);
}

const DIALECTS: Readonly<
  Record<DialectName, (host: string, room: number) => Promise<Speaker>>
> = { lagoon, bare, peerjs, socketio };

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
    frameTo: (to) => encodeRelayFrame(fromBase64Url(to)!, BINARY_PAYLOAD),
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
    frameTo: (to) => JSON.stringify({ type: "relay", to, payload: TEXT_PAYLOAD }),
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
    frameTo: (to) => JSON.stringify({ type: "OFFER", dst: to, payload: TEXT_PAYLOAD }),
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
    frameTo: (to) => `42${JSON.stringify(["signal", to, TEXT_PAYLOAD])}`,
  });
}
