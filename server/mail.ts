/** What instances send each other: news of a room for their sockets, and frames on their way from peer to peer. */
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
const BUNDLE = 2;
/** By the platform: browsers may be too old for that, but it is ten times as fast, and done for every frame. */
const SPELLING = { alphabet: "base64url", omitPadding: true } as const;
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
  bytes.set(Uint8Array.fromBase64(mail.room, SPELLING), 1);
  bytes.set(Uint8Array.fromBase64(mail.to, SPELLING), 1 + ROOM_ID_BYTES);
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
      const room = bytes.subarray(1, 1 + ROOM_ID_BYTES).toBase64(SPELLING) as RoomId;
      const to = bytes.subarray(1 + ROOM_ID_BYTES, FRAME_HEAD_BYTES).toBase64(SPELLING) as PeerId;
      // A copy: what it came in belongs to the store, and holds more than this.
      const frame = new Uint8Array(bytes.length - FRAME_HEAD_BYTES);
      frame.set(bytes.subarray(FRAME_HEAD_BYTES));
      return { type: "frame", room, to, frame: frame.buffer };
    }
    default:
      return null;
  }
}

/** Letters for one instance as one, for a store to which each that it carries is a cost of its own. */
export function bundleMail(letters: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  if (letters.length === 1) return letters[0]!;
  const size = letters.reduce((sum, { length }) => sum + LENGTH_BYTES + length, 1);
  const bundle = new Uint8Array(size);
  const lengths = new DataView(bundle.buffer);
  bundle[0] = BUNDLE;
  let at = 1;
  for (const letter of letters) {
    lengths.setUint32(at, letter.length);
    bundle.set(letter, at + LENGTH_BYTES);
    at += LENGTH_BYTES + letter.length;
  }
  return bundle;
}

const LENGTH_BYTES = 4;

/** The letters of a bundle, as views on it; of anything else, itself. */
export function unbundleMail(bytes: Uint8Array): Uint8Array[] {
  if (bytes[0] !== BUNDLE) return [bytes];
  const lengths = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const letters: Uint8Array[] = [];
  for (let at = 1; at < bytes.length;) {
    const begin = at + LENGTH_BYTES;
    at = begin + lengths.getUint32(at);
    letters.push(bytes.subarray(begin, at));
  }
  return letters;
}
