/** The key of a call: 16 random bytes that live in the fragment of its link, which browsers never send. */
import { fromBase64Url, toBase64Url } from "../protocol/base64url.ts";
import { isId, LINK_KEY_BYTES } from "../protocol/ids.ts";

declare const brand: unique symbol;
/** 22 characters of base64url. Whoever has it is invited. */
export type LinkKey = string & { readonly [brand]: "LinkKey" };

/** A new key from a source of strong randomness. */
export function newLinkKey(
  randomBytes: (length: number) => Uint8Array,
): LinkKey {
  return toBase64Url(randomBytes(LINK_KEY_BYTES)) as LinkKey;
}

export function isLinkKey(text: string): text is LinkKey {
  return isId(text, LINK_KEY_BYTES);
}

export function linkKeyBytes(key: LinkKey): Uint8Array<ArrayBuffer> {
  return fromBase64Url(key)!;
}
