/** Names contents by what is in them, in hexadecimal. */
export async function hashOf(...contents: Uint8Array<ArrayBuffer>[]): Promise<string> {
  const digests = await Promise.all(
    contents.map((content) => crypto.subtle.digest("SHA-256", content)),
  );
  const all = await crypto.subtle.digest("SHA-256", await new Blob(digests).arrayBuffer());
  return Array.from(new Uint8Array(all, 0, 16), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}
