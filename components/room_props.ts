/** What everything inside a call is handed: the call to draw, the session to press, and the page around it. */
import type { CallState } from "../client/call_state.ts";
import type { Ports } from "../client/ports.ts";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import type { Locale } from "../locales/locale.ts";

export type InCall = Extract<CallState, { phase: "in-call" }>;

export interface RoomProps {
  t: CallMessages;
  locale: Locale;
  /** The call's name, as people read it. */
  title: string;
  /** The whole address that lets others in. */
  link: string;
  /** Inside its screen everybody in it has the name by which they are shown. */
  call: InCall;
  /** Whoever draws from one of its signals is drawn again by that signal, and nobody else. */
  session: CallSession;
  ports: Ports;
  /** Says a sentence to screen readers, after those that are waiting to be said. */
  say: (sentence: string) => void;
  /** Resolves when that language is spoken. */
  onChooseLocale: (locale: Locale) => Promise<void>;
}
