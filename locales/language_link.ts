/** How a choice of language travels: in the address, so that it needs neither a cookie nor a script. */
import { isLocale, type Locale } from "./locale.ts";

const PARAMETER = "lang";

/** The language that an address asks for, or `null` if it leaves the choice to the browser. */
export function askedLocale(url: URL): Locale | null {
  const asked = url.searchParams.get(PARAMETER);
  return isLocale(asked) ? asked : null;
}

/** `path` with the choice of language kept, if one was made. The fragment of `path` stays last. */
export function keepLanguage(path: string, chosen: Locale | null): string {
  if (chosen === null) return path;
  const [before, fragment] = path.split("#");
  return `${before}?${PARAMETER}=${chosen}${fragment === undefined ? "" : `#${fragment}`}`;
}

/**
 * Makes the document speak `locale` without loading it anew, and puts the choice into the address bar for
 * the next reload. The fragment, which is the key of a call, stays.
 */
export function showLanguage(locale: Locale, dir: "ltr" | "rtl"): void {
  document.documentElement.lang = locale;
  document.documentElement.dir = dir;
  const url = new URL(location.href);
  url.searchParams.set(PARAMETER, locale);
  history.replaceState(history.state, "", url);
}
