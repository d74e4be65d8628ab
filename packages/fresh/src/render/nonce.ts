const nonces = new WeakMap<Response, string>();

/** Ties a page to the nonce it was drawn with, so that `csp()` can allow it. */
export function rememberNonce(response: Response, nonce: string): void {
  nonces.set(response, nonce);
}

/** The nonce a response was drawn with; none if it is not a drawn page. */
export function nonceOf(response: Response): string | undefined {
  return nonces.get(response);
}
