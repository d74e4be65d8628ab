/**
 * What travels on the data channel of files, where no JSON does: pieces of files one way, how far they
 * have been kept the other.
 *
 * ```text
 * 0      1             9         13           21
 * | kind | transfer id | run     | offset     | bytes of a piece …
 * ```
 */
import { fromBase64Url, toBase64Url } from "./base64url.ts";
import { TALK_ID_BYTES, type TalkId } from "./ids.ts";

/** How much goes before the bytes of a piece. */
export const FILE_HEADER_BYTES = 21;
const KINDS = ["piece", "kept"] as const;
const RUN_AT = 1 + TALK_ID_BYTES;
const OFFSET_AT = RUN_AT + 4;

export interface FileFrame {
  /** `piece`: bytes from `offset` on. `kept`: everything before `offset` is safe over here. */
  kind: typeof KINDS[number];
  id: TalkId;
  /** Which acceptance of the file it belongs to. */
  run: number;
  offset: number;
  bytes: Uint8Array<ArrayBuffer>;
}

const NOTHING = new Uint8Array();

export function encodeFileFrame(
  { kind, id, run, offset, bytes = NOTHING }: Omit<FileFrame, "bytes"> & Partial<FileFrame>,
): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(FILE_HEADER_BYTES + bytes.length);
  const view = new DataView(frame.buffer);
  frame[0] = KINDS.indexOf(kind);
  frame.set(fromBase64Url(id)!, 1);
  view.setUint32(RUN_AT, run);
  view.setBigUint64(OFFSET_AT, BigInt(offset));
  frame.set(bytes, FILE_HEADER_BYTES);
  return frame;
}

/** What a message on the channel says, or `null` if it says nothing. Its bytes are a view, not a copy. */
export function decodeFileFrame(frame: Uint8Array<ArrayBuffer>): FileFrame | null {
  const kind = KINDS[frame[0] ?? -1];
  if (frame.length < FILE_HEADER_BYTES || kind === undefined) return null;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const offset = Number(view.getBigUint64(OFFSET_AT));
  const bytes = frame.subarray(FILE_HEADER_BYTES);
  // An empty piece would cost time and bring nothing.
  if (!Number.isSafeInteger(offset) || (kind === "piece") === (bytes.length === 0)) return null;
  const id = toBase64Url(frame.subarray(1, RUN_AT)) as TalkId;
  return { kind, id, run: view.getUint32(RUN_AT), offset, bytes };
}
