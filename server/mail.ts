/** What instances send each other: news of a room for their sockets, and frames on their way from peer to peer. */
import { fromBase64Url, toBase64Url } from "../protocol/base64url.ts";
import { PEER_ID_BYTES, type PeerId, ROOM_ID_BYTES, type RoomId } from "../protocol/ids.ts";
import type { CarriedOutput } from "./backend.ts";

export type Mail =
  | News
  | { type: "frame"; room: RoomId; to: PeerId; frame: ArrayBuffer };

/** What a change of a room means for sockets of another instance. */
export interface News {
  type: "news";
  room: RoomId;
  revision: number;
  /** The revision of the news before these, for the same instance; 0 if there were none. */
  after: number;
  /** None only asks whether the instance still has the sockets that the room thinks it has. */
  outputs: readonly CarriedOutput[];
}

const NEWS = 0;
const FRAME = 1;
const FRAME_HEAD_BYTES = 1 + ROOM_ID_BYTES + PEER_ID_BYTES;

export function encodeMail(mail: Mail): Uint8Array<ArrayBuffer> {
  if (mail.type === "news") {
    const text = new TextEncoder().encode(JSON.stringify(mail));
    const bytes = new Uint8Array(1 + text.length);
    bytes[0] = NEWS;
    bytes.set(text, 1);
    return bytes;
  }
  const bytes = new Uint8Array(FRAME_HEAD_BYTES + mail.frame.byteLength);
  bytes[0] = FRAME;
  bytes.set(fromBase64Url(mail.room)!, 1);
  bytes.set(fromBase64Url(mail.to)!, 1 + ROOM_ID_BYTES);
  bytes.set(new Uint8Array(mail.frame), FRAME_HEAD_BYTES);
  return bytes;
}

/** Reads what another instance wrote; `null` if it is of another make. */
export function decodeMail(bytes: Uint8Array): Mail | null {
  switch (bytes[0]) {
    case NEWS:
      return JSON.parse(new TextDecoder().decode(bytes.subarray(1)));
    case FRAME: {
      if (bytes.length <= FRAME_HEAD_BYTES) return null;
      const room = toBase64Url(bytes.subarray(1, 1 + ROOM_ID_BYTES)) as RoomId;
      const to = toBase64Url(bytes.subarray(1 + ROOM_ID_BYTES, FRAME_HEAD_BYTES)) as PeerId;
      return { type: "frame", room, to, frame: bytes.slice(FRAME_HEAD_BYTES).buffer };
    }
    default:
      return null;
  }
}
