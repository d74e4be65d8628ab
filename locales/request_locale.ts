/** The language of a request. */
import { askedLocale } from "./language_link.ts";
import type { Locale } from "./locale.ts";
import { negotiateLocale } from "./negotiate.ts";

/** What its address asks for, else what its sender prefers. */
export function requestLocale(request: Request): Locale {
  return askedLocale(new URL(request.url)) ??
    negotiateLocale(request.headers.get("accept-language"));
}
