/**
 * What connections find their way with: the STUN and TURN servers that the server names, with
 * credentials that are renewed before they end, and whether to go through relays only.
 */
import type { IceServer } from "../protocol/signaling.ts";
import { type Credentials, isOld, waitToAsk } from "./ice_refresh.ts";

/** Whose paths are worth a new search when the configuration changes. */
export type Researchers =
  | "nobody"
  /** Those who send through a relay of ours: it was made with credentials that end. */
  | "relayed"
  | "everybody";

export interface IceProvisionOptions {
  relayOnly: boolean;
  now: () => number;
  setTimer: (task: () => void, ms: number) => () => void;
  /** Asks the server for new credentials. It may be away: then we ask again. */
  ask: () => void;
  onChange: (configuration: RTCConfiguration, who: Researchers) => void;
}

export class IceProvision implements Disposable {
  readonly #options: IceProvisionOptions;
  #iceServers: readonly IceServer[] = [];
  #relayOnly: boolean;
  #credentials: Credentials | null = null;
  #askedAt: number | null = null;
  #cancelAsk = () => {};

  constructor(options: IceProvisionOptions) {
    this.#options = options;
    this.#relayOnly = options.relayOnly;
  }

  get configuration(): RTCConfiguration {
    return {
      iceServers: [...this.#iceServers],
      iceTransportPolicy: this.#relayOnly ? "relay" : "all",
      bundlePolicy: "max-bundle",
    };
  }

  /** Takes what the server says. `ttl` is in seconds; absent if nothing ends. */
  take(iceServers: readonly IceServer[], ttl: number | undefined): void {
    const now = this.#options.now();
    const old = this.#credentials !== null && isOld(this.#credentials, now);
    this.#iceServers = iceServers;
    this.#credentials = ttl === undefined ? null : { takenAt: now, lifeMs: ttl * 1_000 };
    this.#plan();
    this.#options.onChange(this.configuration, old ? "relayed" : "nobody");
  }

  /** From now on through relays only, or by whatever way there is. */
  setRelayOnly(relayOnly: boolean): void {
    if (relayOnly === this.#relayOnly) return;
    this.#relayOnly = relayOnly;
    this.#options.onChange(this.configuration, "everybody");
  }

  [Symbol.dispose](): void {
    this.#cancelAsk();
  }

  #plan(): void {
    this.#cancelAsk();
    if (this.#credentials === null) return;
    const { now, setTimer } = this.#options;
    const wait = waitToAsk(this.#credentials, this.#askedAt, now());
    this.#cancelAsk = setTimer(() => this.#ask(), wait);
  }

  #ask(): void {
    this.#askedAt = this.#options.now();
    this.#options.ask();
    this.#plan();
  }
}
