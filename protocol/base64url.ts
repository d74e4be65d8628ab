/**
 * Bytes as text and back, {@link https://www.rfc-editor.org/rfc/rfc4648#section-5 RFC 4648 §5}, unpadded. The platform does
 * it where it can, ten times as fast: servers do it for every frame that goes from instance to instance.
 */

export function toBase64Url(bytes: Uint8Array): string {
  if (typeof bytes.toBase64 === "function") {
    return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
  }
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(
    /=+$/,
    "",
  );
}

/** The bytes that `text` spells, or `null` if it spells none. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  // The platform would as well read text with spaces and padding.
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null;
  try {
    if (typeof Uint8Array.fromBase64 === "function") {
      return Uint8Array.fromBase64(text, { alphabet: "base64url" });
    }
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
    return bytes;
  } catch {
    return null;
  }
}
