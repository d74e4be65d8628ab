/** The words of a call in each language, for a switch that must not reload the call. A page brings its own along. */
import { loadCallMessages } from "../locales/load.ts";
import { LOCALES } from "../locales/locale.ts";
import { later } from "./later.ts";

export const LANGUAGES = new Map(
  LOCALES.map((locale) => [locale, later(() => loadCallMessages(locale))]),
);
