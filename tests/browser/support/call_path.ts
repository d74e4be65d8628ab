/** Links to calls, as the landing page makes them. */
import { toBase64Url } from "../../../protocol/base64url.ts";

/** The path, with its key, of a call that nobody has been in. */
export function newCallPath(): string {
  return `/r/quiet-blue-heron#${toBase64Url(crypto.getRandomValues(new Uint8Array(16)))}`;
}
