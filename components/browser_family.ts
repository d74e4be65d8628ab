/** Which browser and which system this is, for nothing but the words that lead to its settings. */
import type { CallMessages } from "../locales/en.ts";

export type BrowserFamily = keyof CallMessages["wayBack"]["site"];
export type SystemFamily = keyof CallMessages["wayBack"]["system"];

/** What browsers say of themselves. */
export type Browser = Pick<Navigator, "userAgent" | "maxTouchPoints">;

export function systemFamily({ userAgent, maxTouchPoints }: Browser): SystemFamily {
  if (/iPhone|iPad|iPod/.test(userAgent)) return "ios";
  if (/Android/.test(userAgent)) return "android";
  // An iPad calls itself a Mac; no Mac is touched.
  if (/Macintosh/.test(userAgent)) return maxTouchPoints > 1 ? "ios" : "mac";
  return /Windows/.test(userAgent) ? "windows" : "linux";
}

export function browserFamily(browser: Browser): BrowserFamily {
  const { userAgent } = browser;
  const system = systemFamily(browser);
  if (system === "ios") {
    // Every browser there is Safari inside; only Safari itself asks for each site.
    return /CriOS|FxiOS|EdgiOS|OPT\//.test(userAgent) ? "ios" : "safari-ios";
  }
  const android = system === "android";
  if (/Firefox\//.test(userAgent)) return android ? "firefox-android" : "firefox";
  if (/Safari\//.test(userAgent) && !/Chrom(e|ium)\//.test(userAgent)) return "safari";
  return android ? "chromium-android" : "chromium";
}
