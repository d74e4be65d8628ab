/** What the connection doctor goes by: facts of one examination. Nothing in it tells who or where anybody is. */
import type { LinkState } from "../call_state.ts";
import type { CaptureKind, DeviceErrorCode } from "../media_state.ts";

export type CandidateType = RTCIceCandidateType;
export type IceTransport = "udp" | "tcp" | "tls";

export interface Evidence {
  /** Whether browsers trust the page with devices and keys. */
  secure: boolean;
  /** What the browser says of its network. */
  online: boolean;
  /** Whether we want to be reached through relays only. */
  relayOnly: boolean;
  /** Whether the page's server answers a plain request. */
  server: boolean;
  signaling: SignalingEvidence;
  devices: Readonly<Record<CaptureKind, DeviceEvidence>>;
  /** The kinds of candidates that this browser has without any server's help, each once. */
  local: readonly CandidateType[];
  /** One for each address of a STUN or TURN server that the site names. */
  servers: readonly IceServerEvidence[];
  loopback: LoopbackEvidence;
  /** The link that was asked about, if one was. */
  link: LinkEvidence | null;
}

export type SignalingEvidence =
  | { state: "not-tried" }
  /** It opened and the server answered, after `ms`. */
  | { state: "answered"; ms: number }
  /** It closed; `open` if it had been open before. */
  | { state: "closed"; code: number; open: boolean }
  /** Nothing happened in time; `open` if at least it opened. */
  | { state: "silent"; open: boolean };

export type DeviceEvidence = "on" | "off" | "starting" | DeviceErrorCode;

export interface IceServerEvidence {
  kind: "stun" | "turn";
  transport: IceTransport;
  outcome: IceOutcome;
}

export type IceOutcome =
  /** It did what it is there for, after `ms`. */
  | { state: "answered"; ms: number }
  /** It said no. */
  | { state: "refused"; error: number }
  /** Nothing came from it; `error` is what the browser said to that, if it did in time. */
  | { state: "silent"; error: number | null };

/** Two connections in this page, one of them through the relay only. */
export type LoopbackEvidence =
  | { state: "not-tried" }
  | { state: "through"; ms: number }
  /** Both had every path to try for long enough, and none carried anything. */
  | { state: "stuck" }
  /** Not far enough in time to say anything. */
  | { state: "unfinished" };

export interface LinkEvidence {
  /** Whether the peer still counts as somebody in the call. */
  present: boolean;
  state: LinkState;
  /** Whether a word of the peer has come since we asked, by whatever way. */
  answers: boolean;
  /** Whether there was a way to ask: the server, or a friend who is linked to both. */
  asked: boolean;
  /** How many pairs of candidates are in which state. */
  pairs: Readonly<Record<string, number>>;
  /** How many candidates of which type and protocol, such as `host/udp`. */
  ours: Readonly<Record<string, number>>;
  theirs: Readonly<Record<string, number>>;
  /** The pair in use, such as `relay/udp`. */
  selected: { ours: string; theirs: string } | null;
}
