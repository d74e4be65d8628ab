/** What follows from a secret, one thing for each purpose: HKDF-SHA-256 ({@link https://www.rfc-editor.org/rfc/rfc5869 RFC 5869}). */

/** `bytes` as what the others here derive from. */
export function secretOf(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveBits", "deriveKey"]);
}

/** How to derive for the purpose `info`. */
export function hkdf(info: string, salt: Uint8Array<ArrayBuffer> = new Uint8Array()): HkdfParams {
  return { name: "HKDF", hash: "SHA-256", salt, info: new TextEncoder().encode(info) };
}

/** As many `bytes` of what follows from `secret` for the purpose `info`. */
export async function bitsFrom(
  secret: CryptoKey,
  info: string,
  bytes: number,
  salt?: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf(info, salt), secret, bytes * 8));
}
