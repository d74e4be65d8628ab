/**
 * The conversation with one session of a peer over one epoch: in order and exactly once, over a
 * carrier that may lose what it carries. The carrier itself belongs to whoever posts.
 */
import type { SessionId } from "../protocol/ids.ts";
import type { Envelope, PeerMessage } from "../protocol/peer_messages.ts";
import { arrive, enqueue, newReliable } from "./reliable.ts";

export interface PeerChannelOptions {
  /** Our session. */
  from: SessionId;
  /** The session of the peer. */
  to: SessionId;
  epoch: number;
  /** Gives an envelope to the carrier. */
  post: (envelope: Envelope) => void;
  onMessage: (message: PeerMessage) => void;
  /** The peer has taken what we said. */
  onAcknowledged?: (message: PeerMessage) => void;
  /** The peer has not acknowledged anything for far too long. */
  onStuck: () => void;
  setTimer: (task: () => void, ms: number) => () => void;
}

/** How long an acknowledgement waits for something to travel with, in milliseconds. */
const ACK_AFTER_MS = 200;
/** When what was not acknowledged is sent again, in milliseconds; doubles up to eight times this. */
const RESEND_AFTER_MS = 1_000;

export class PeerChannel implements Disposable {
  readonly #options: PeerChannelOptions;
  #numbers = newReliable<PeerMessage>();
  #cancelAck: (() => void) | null = null;
  #cancelResend: (() => void) | null = null;
  #resends = 0;
  #closed = false;

  constructor(options: PeerChannelOptions) {
    this.#options = options;
  }

  say(message: PeerMessage): void {
    if (this.#closed) return;
    const queued = enqueue(this.#numbers, message);
    if (queued === null) return this.#options.onStuck();
    this.#numbers = queued.state;
    this.#post(queued.numbered.seq, message);
    this.#resendLater();
  }

  /** Takes an envelope of this epoch, between these sessions. */
  take(envelope: Envelope): void {
    if (this.#closed) return;
    const { state, next, isToBeAcknowledged } = arrive(this.#numbers, envelope);
    const { pending } = this.#numbers;
    const answered = pending.slice(0, pending.length - state.pending.length);
    this.#numbers = state;
    if (answered.length > 0) this.#heardAnswer();
    if (isToBeAcknowledged) this.#ackLater();
    for (const { message } of answered) this.#options.onAcknowledged?.(message);
    for (const message of next) this.#handOn(message);
    // A last word has no number: it was sealed before it was known what would precede it.
    if (envelope.message?.type === "bye") this.#handOn(envelope.message);
  }

  /** What we said that the peer may not have taken, in order. */
  get pending(): readonly PeerMessage[] {
    return this.#numbers.pending.map(({ message }) => message);
  }

  /** Sends an envelope that says nothing but where we are. */
  acknowledge(): void {
    if (!this.#closed) this.#post(0);
  }

  /** Sends once more whatever may have been lost. */
  resend(): void {
    if (this.#closed) return;
    this.#resends = 0;
    this.#sendPending();
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    this.#cancelAck?.();
    this.#cancelResend?.();
  }

  /** What was handed on before may have ended the conversation. */
  #handOn(message: PeerMessage): void {
    if (!this.#closed) this.#options.onMessage(message);
  }

  #post(seq: number, message?: PeerMessage): void {
    this.#cancelAck?.();
    this.#cancelAck = null;
    const { from, to, epoch, post } = this.#options;
    const ack = this.#numbers.received;
    post({ from, to, epoch, seq, ack, ...(message === undefined ? {} : { message }) });
  }

  #ackLater(): void {
    this.#cancelAck ??= this.#options.setTimer(() => this.acknowledge(), ACK_AFTER_MS);
  }

  #sendPending(): void {
    this.#stopResending();
    for (const { seq, message } of this.#numbers.pending) this.#post(seq, message);
    if (this.#numbers.pending.length > 0) this.#resendLater();
  }

  /** The carrier carries: what still waits need not wait as long as for one that does not. */
  #heardAnswer(): void {
    this.#stopResending();
    this.#resends = 0;
    if (this.#numbers.pending.length > 0) this.#resendLater();
  }

  #resendLater(): void {
    const wait = RESEND_AFTER_MS * 2 ** Math.min(this.#resends, 3);
    this.#cancelResend ??= this.#options.setTimer(() => {
      this.#resends += 1;
      this.#sendPending();
    }, wait);
  }

  #stopResending(): void {
    this.#cancelResend?.();
    this.#cancelResend = null;
  }
}
