/** Mail in pieces: a value of Deno KV holds 64 KiB, a frame with its head a little more. */

const MAX_PART_BYTES = 60_000;

export function splitIntoParts(mail: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const count = Math.max(1, Math.ceil(mail.length / MAX_PART_BYTES));
  // Copies: a view would be kept together with all that it is a view of.
  return Array.from(
    { length: count },
    (_, at) => mail.slice(at * MAX_PART_BYTES, (at + 1) * MAX_PART_BYTES),
  );
}

/** A piece as it is kept: the last two elements of its key are its number, from 0, and how many there are. */
export interface KeptPart {
  key: readonly unknown[];
  value: Uint8Array<ArrayBuffer>;
}

/** Puts pieces that lie in order together again. What has lost a piece is left out. */
export function joinParts(parts: readonly KeptPart[]): Uint8Array<ArrayBuffer>[] {
  const whole: Uint8Array<ArrayBuffer>[] = [];
  let gathered: Uint8Array<ArrayBuffer>[] = [];
  for (const { key, value } of parts) {
    const [at, count] = key.slice(-2) as [number, number];
    if (at === 0) gathered = [];
    if (at !== gathered.length) continue;
    gathered.push(value);
    if (gathered.length === count) whole.push(concatenate(gathered));
  }
  return whole;
}

function concatenate(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  if (parts.length === 1) return parts[0]!;
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
