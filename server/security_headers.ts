/** What every page of ours tells the browser to refuse. */

/** The headers of a response whose inline boot script, if it has one, carries `nonce`. */
export function securityHeaders(nonce: string | null): Readonly<Record<string, string>> {
  return {
    "Content-Security-Policy": contentPolicy(nonce),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy":
      "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()",
    // A link to a call must not travel to another site.
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  };
}

/**
 * The content policy of a page whose inline boot script carries `nonce`; of a response without scripts if there
 * is none. Fresh's own policy falls back to `unsafe-inline` and asks browsers to upgrade plain http, which
 * would leave a page on a local network without its styles: so only its nonce is taken over.
 */
function contentPolicy(nonce: string | null): string {
  const scripts = nonce === null ? "'self'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    // Covers the signaling socket: 'self' includes ws on the same host.
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The nonce that a policy allows, `null` if it allows none. */
export function nonceOf(policy: string | null): string | null {
  return policy?.match(/'nonce-([A-Za-z0-9+/=_-]+)'/)?.[1] ?? null;
}
