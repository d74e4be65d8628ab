/** What is known of the health of one link, gathered from whatever arrives over it. */
import { BEATLESS_MS, type LinkHealth, TROUBLE_MS } from "./healing_policy.ts";

export interface LinkMonitorOptions {
  now: number;
  leads: boolean;
  /** When the connection before this one was last heard; absent for a first connection. */
  heardAt?: number | undefined;
}

export class LinkMonitor {
  readonly #leads: boolean;
  readonly #builtAt: number;
  #heardAt: number;
  #connected = false;
  #browser: RTCPeerConnectionState = "new";
  #heardByPeer = true;
  #restartedAt: number | null = null;
  #arrivals = 0;
  #channelHeardAt: number | null = null;
  #isBack = false;

  constructor({ now, leads, heardAt = now }: LinkMonitorOptions) {
    this.#leads = leads;
    this.#builtAt = now;
    this.#heardAt = heardAt;
  }

  get heardAt(): number {
    return this.#heardAt;
  }

  /** When ICE was last restarted, from here or from there; `null` if never. */
  get restartedAt(): number | null {
    return this.#restartedAt;
  }

  connectionChanged(browser: RTCPeerConnectionState, now: number): void {
    this.#browser = browser;
    if (browser !== "connected") return;
    this.#connected = true;
    this.#heard(now);
  }

  /** A count that grew means that something arrived. */
  arrived(arrivals: number, now: number): void {
    // Statistics of paths that were given up vanish, and the count with them: that is no sign of life.
    if (arrivals > this.#arrivals) this.#heard(now);
    this.#arrivals = arrivals;
  }

  channelOpened(now: number): void {
    this.#channelHeardAt = now;
  }

  channelHeard(now: number): void {
    this.#heard(now);
    this.#channelHeardAt = now;
  }

  beat(hears: boolean, now: number): void {
    if (hears && !this.#heardByPeer) this.#isBack = true;
    this.#heardByPeer = hears;
    this.channelHeard(now);
  }

  restarted(now: number): void {
    this.#restartedAt = now;
  }

  /** Nobody listened for `ms` until now: the silence is so much shorter than it seems. */
  heldUp(now: number, ms: number): void {
    this.#heardAt = Math.min(now, this.#heardAt + ms);
    if (this.#channelHeardAt !== null) {
      this.#channelHeardAt = Math.min(now, this.#channelHeardAt + ms);
    }
  }

  /** Nobody listened for a while, as in sleep: that nothing was heard then says nothing. */
  excuse(now: number, silence: number): void {
    this.#heardAt = Math.max(this.#heardAt, now - silence);
    if (this.#channelHeardAt !== null) {
      this.#channelHeardAt = Math.max(this.#channelHeardAt, now - silence);
    }
  }

  /** Whether the data channel brings what it is given, as far as anyone can tell. */
  trustsChannel(now: number): boolean {
    if (!this.#heardByPeer || now - this.#heardAt >= TROUBLE_MS) return false;
    return this.#channelHeardAt !== null && now - this.#channelHeardAt < BEATLESS_MS;
  }

  health(reachable: boolean): LinkHealth {
    return {
      builtAt: this.#builtAt,
      heardAt: this.#heardAt,
      connected: this.#connected,
      browser: this.#browser,
      heardByPeer: this.#heardByPeer,
      channelHeardAt: this.#channelHeardAt,
      restartedAt: this.#restartedAt,
      leads: this.#leads,
      reachable,
    };
  }

  /** Whether the path has come back since this was last asked: what was sent meanwhile is lost. */
  takeReturn(): boolean {
    const isBack = this.#isBack;
    this.#isBack = false;
    return isBack;
  }

  #heard(now: number): void {
    if (this.#connected && now - this.#heardAt >= TROUBLE_MS) this.#isBack = true;
    this.#heardAt = now;
  }
}
