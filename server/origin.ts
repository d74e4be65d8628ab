/** Which pages may open a signaling socket. Browsers always say where a page comes from; other programs need not. */
export type OriginCheck = { ok: true } | { ok: false; reason: string };

export interface OriginQuestion {
  /** The `Origin` header; `null` if there is none. */
  origin: string | null;
  /** The host, with its port if it has one, to which the request was sent. */
  host: string;
  /** Further origins that are welcome, as `https://example.org`. */
  allowed: readonly string[];
}

/** Whether a request from that origin may become a socket. */
export function checkOrigin(question: OriginQuestion): OriginCheck {
  const { origin, host, allowed } = question;
  if (origin === null) return { ok: true };
  if (allowed.includes(origin)) return { ok: true };
  // Only the host counts: behind a proxy that ends TLS the server sees http where the page was https.
  if (hostOf(origin) === host.toLowerCase()) return { ok: true };
  return {
    ok: false,
    reason:
      "This page may not use this server: its origin is neither this host nor in ALLOWED_ORIGINS.",
  };
}

/** `null` for what has no host, such as the origin `null` of a sandboxed page. */
function hostOf(origin: string): string | null {
  return URL.parse(origin)?.host || null;
}
