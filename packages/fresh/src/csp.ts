import type { Middleware } from "./middleware.ts";
import { nonceOf } from "./render/nonce.ts";

/** How {@linkcode csp} guards. */
export interface CSPOptions {
  /** Report what the policy would block instead of blocking it. */
  reportOnly?: boolean;
  /** Where browsers send reports. */
  reportTo?: string;
  /** Directives to add; one that a default has too replaces it. */
  csp?: string[];
  /** Allow the scripts and styles of each page by its nonce instead of by `'unsafe-inline'`. */
  useNonce?: boolean;
}

const DEFAULTS: readonly string[] = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "upgrade-insecure-requests",
];

const TAKES_NONCE: ReadonlySet<string> = new Set([
  "default-src",
  "script-src",
  "script-src-elem",
  "style-src",
  "style-src-elem",
  "style-src-attr",
]);

/** Adds a Content-Security-Policy to every answer that comes back through it. */
export function csp<State>(options: CSPOptions = {}): Middleware<State> {
  const header = options.reportOnly
    ? "content-security-policy-report-only"
    : "content-security-policy";
  const directives = mergedDirectives(options);

  return async (ctx) => {
    const response = await ctx.next();
    const nonce = options.useNonce ? nonceOf(response) : undefined;
    const own = nonce === undefined
      ? directives
      : directives.map((directive) => withNonce(directive, nonce));
    response.headers.set(header, own.join("; "));
    if (options.reportTo) {
      response.headers.set("reporting-endpoints", `csp-endpoint="${options.reportTo}"`);
    }
    return response;
  };
}

function mergedDirectives({ csp = [], reportTo }: CSPOptions): string[] {
  const replaced = new Set(csp.map(nameOf));
  const merged = [...DEFAULTS.filter((directive) => !replaced.has(nameOf(directive))), ...csp];
  // `report-uri` is the older spelling, and the only one some browsers read.
  return reportTo ? [...merged, "report-to csp-endpoint", `report-uri ${reportTo}`] : merged;
}

function withNonce(directive: string, nonce: string): string {
  if (!TAKES_NONCE.has(nameOf(directive))) return directive;
  return directive.replaceAll("'unsafe-inline'", `'nonce-${nonce}'`);
}

function nameOf(directive: string): string {
  return directive.trimStart().split(" ", 1)[0] ?? "";
}
