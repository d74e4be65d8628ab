/** Binary frames: 16 bytes that name a peer, then a payload that only peers can read. */
import { PEER_ID_BYTES } from "./ids.ts";

/** Puts the name of a peer in front of a sealed payload. */
export function encodeRelayFrame(
  peer: Uint8Array,
  payload: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(PEER_ID_BYTES + payload.length);
  frame.set(peer, 0);
  frame.set(payload, PEER_ID_BYTES);
  return frame;
}

/** The two parts of a frame, as views on it; `null` if it is too short to name a peer and say something. */
export function splitRelayFrame(
  frame: Uint8Array<ArrayBuffer>,
): { peer: Uint8Array<ArrayBuffer>; payload: Uint8Array<ArrayBuffer> } | null {
  if (frame.length <= PEER_ID_BYTES) return null;
  return {
    peer: frame.subarray(0, PEER_ID_BYTES),
    payload: frame.subarray(PEER_ID_BYTES),
  };
}
