/** What every answer of ours tells the browser to refuse. */

import type { IpRange } from "./ip_address.ts";
import { visitorOf } from "./visitor.ts";

/** What of the configuration the headers depend on. */
export interface HeaderConfig {
  trustedProxies: readonly IpRange[];
  /** Origins whose pages may show ours in a frame. Empty for none. */
  embedOrigins: readonly string[];
}

/** What must be known of a request to answer it. */
export interface Asked {
  req: Request;
  info: { remoteAddr: Deno.Addr };
}

export interface HeaderOptions {
  /** Of the inline script that boots the page, if it has one. */
  nonce: string | null;
  embedOrigins: readonly string[];
  /** The request came by https, so every later one shall. */
  secure: boolean;
}

/** Half a year. */
const HSTS_SECONDS = 15_768_000;

/** The headers of the answer to that request. */
export function headersFor({ req, info }: Asked, nonce: string | null, config: HeaderConfig) {
  const { trustedProxies, embedOrigins } = config;
  const { secure } = visitorOf({ request: req, remote: info.remoteAddr, trustedProxies });
  return securityHeaders({ nonce, embedOrigins, secure });
}

export function securityHeaders(options: HeaderOptions): Readonly<Record<string, string>> {
  return {
    "Content-Security-Policy": contentPolicy(options),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    // A link to a call must not travel to another site.
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    ...(options.secure ? { "Strict-Transport-Security": `max-age=${HSTS_SECONDS}` } : {}),
  };
}

/** What a call needs, for our own pages alone; nothing else for anybody. */
const PERMISSIONS = [
  ...["camera", "microphone", "display-capture", "screen-wake-lock", "picture-in-picture"],
  ...["fullscreen", "autoplay", "speaker-selection", "clipboard-write"],
].map((feature) => `${feature}=(self)`).concat(
  ["geolocation", "payment", "usb", "serial", "hid", "midi"].map((feature) => `${feature}=()`),
).join(", ");

/**
 * Fresh's own policy falls back to `unsafe-inline` and asks browsers to upgrade plain http, which would leave a
 * page on a local network without its styles: so only its nonce is taken over.
 */
function contentPolicy({ nonce, embedOrigins }: HeaderOptions): string {
  const scripts = nonce === null ? "'self'" : `'self' 'nonce-${nonce}'`;
  const ancestors = embedOrigins.length === 0 ? "'none'" : embedOrigins.join(" ");
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
    `frame-ancestors ${ancestors}`,
    // No text of anybody's becomes markup or script: there is not even a policy that could let it.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

/** The nonce that a policy allows, `null` if it allows none. */
export function nonceOf(policy: string | null): string | null {
  return policy?.match(/'nonce-([A-Za-z0-9+/=_-]+)'/)?.[1] ?? null;
}
