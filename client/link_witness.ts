/** One link as those who keep it see it, for whoever must say what is the matter with it. */
import type { LinkState } from "./call_state.ts";

export interface LinkWitness {
  /** Whether the peer still counts as somebody in the call. */
  isPresent(): boolean;
  state(): LinkState;
  /** Whether there is a way to ask: the server, a friend who is linked to both, or the link itself. */
  canAsk(): boolean;
  /** Says something that the peer answers. */
  ask(): void;
  /** When a word of the peer last came, by whatever way, in milliseconds since the epoch; `null` if never. */
  saidAt(): number | null;
  stats(): Promise<RTCStatsReport | null>;
}
