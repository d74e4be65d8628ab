/** JSON as bytes: what is inside a seal, whoever it is for. */
import { readJson, type Shape } from "./shape.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function encodeJson(value: unknown): Uint8Array<ArrayBuffer> {
  return encoder.encode(JSON.stringify(value));
}

/** What opened bytes spell, if it is of that shape; else `null`, for a peer may be malicious, too. */
export function decodeJson<T>(shape: Shape<T>, bytes: Uint8Array): T | null {
  return readJson(shape, decoder.decode(bytes));
}
