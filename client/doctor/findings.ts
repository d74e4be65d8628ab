/** What the connection doctor can find, by name. `docs/connection-doctor.md` says what each means. */
import type { CaptureKind } from "../media_state.ts";

export type Finding =
  /** A call can be had, directly and through a relay. */
  | { code: "all-well" }
  /** Nothing is wrong here, but the site has no relay for networks that need one. */
  | { code: "direct-only" }
  /** Nothing passes directly; through a relay it does. */
  | { code: "only-relay-works" }
  /** UDP does not get out; a relay answers over TCP. */
  | { code: "udp-blocked" }
  /** Nothing passes directly, and the site has no relay. */
  | { code: "no-turn-configured" }
  /** We want to go through relays only, and there is none. */
  | { code: "relay-only-without-turn" }
  /** A relay answers and does not take us; `error` is its code, such as 401. */
  | { code: "turn-refuses"; error: number }
  /** A relay answers that it has no room; `error` is its code, 486 or 508. */
  | { code: "turn-full"; error: number }
  /** No relay answers at all. */
  | { code: "turn-unreachable" }
  /** A relay takes us, and passes nothing on. */
  | { code: "turn-carries-nothing" }
  /** The browser itself is without a network. */
  | { code: "offline" }
  /** The page's own server does not answer. */
  | { code: "server-unreachable" }
  /** The server answers, and a WebSocket to it does not come about. */
  | { code: "signaling-blocked" }
  /** The server takes the socket and closes it again; `close` is its code. */
  | { code: "server-refuses"; close: number }
  /** The peer answers nothing, on no way. */
  | { code: "other-side-gone" }
  /** The peer is there, but no path between the two works. */
  | { code: "other-side-unreachable" }
  /** `by` what we are kept from a device: a refusal for this site or by the system, or an unanswered question. */
  | { code: "permission-denied"; kind: CaptureKind; by: "site" | "system" | "dismissal" }
  | { code: "no-device"; kind: CaptureKind }
  | { code: "device-busy"; kind: CaptureKind }
  /** Neither https nor localhost: browsers give such a page neither devices nor keys. */
  | { code: "insecure-origin" };

export type FindingCode = Finding["code"];

/** What is the matter, the most telling first. */
export interface Diagnosis {
  finding: Finding;
  /** What else was found, and may matter once the first is mended. */
  also: readonly Finding[];
}

/** How bad it is: nothing to do, good to know, or in the way of a call. */
export type Gravity = "well" | "notice" | "trouble";
