/** JSON as bytes: what is inside a seal, whoever it is for. */
import * as v from "valibot";

export function encodeJson(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** What opened bytes spell, if it is what `schema` says; else `null`, for a peer may be malicious, too. */
export function decodeJson<Schema extends v.GenericSchema>(
  schema: Schema,
  bytes: Uint8Array,
): v.InferOutput<Schema> | null {
  try {
    const result = v.safeParse(schema, JSON.parse(new TextDecoder().decode(bytes)));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}
