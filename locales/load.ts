/** Fetches the words of a call in another language, for a switch that must not reload the call. */
import type { CallMessages } from "./en.ts";
import type { Locale } from "./locale.ts";

/** Each language is a chunk of its own, so nobody downloads one they do not read. */
export async function loadCallMessages(locale: Locale): Promise<CallMessages> {
  switch (locale) {
    case "en":
      return (await import("./en.ts")).en.call;
    case "zh":
      return (await import("./zh.ts")).zh.call;
    case "ar":
      return (await import("./ar.ts")).ar.call;
  }
}
