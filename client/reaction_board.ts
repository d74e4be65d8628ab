/** What people show for a moment: who shows what now, no more of it than can be seen. */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { PeerId } from "../protocol/ids.ts";
import type { ReactionCode } from "../protocol/reactions.ts";
import type { TalkMessage } from "../protocol/talk.ts";
import { Allowance } from "./allowance.ts";
import type { Ports } from "./ports.ts";
import type { ShownReaction } from "./talk_types.ts";

type ReactionMessage = Extract<TalkMessage, { type: "reaction" }>;

/** How long a reaction is shown, in milliseconds. */
export const SHOWN_MS = 4_000;
/** What one person can show. */
const SHOWN = { perSecond: 2, burst: 6 };

export class ReactionBoard implements Disposable {
  readonly #ports: Pick<Ports, "now" | "setTimer">;
  readonly #shown: Signal<readonly ShownReaction[]> = signal([]);
  readonly #allowances = new Map<PeerId, Allowance>();
  /** The time of the last reaction of everyone: what is told again is not shown again. */
  readonly #last = new Map<PeerId, number>();
  readonly #timers = new Set<() => void>();
  #count = 0;

  constructor(ports: Pick<Ports, "now" | "setTimer">) {
    this.#ports = ports;
  }

  get shown(): ReadonlySignal<readonly ShownReaction[]> {
    return this.#shown;
  }

  /** Shows a reaction of ours. What to tell the others, or `null` if it is one too many. */
  show(self: PeerId, code: ReactionCode): ReactionMessage | null {
    const at = Math.max(this.#ports.now(), (this.#last.get(self) ?? 0) + 1);
    const message: ReactionMessage = { type: "reaction", code, at };
    return this.#take(self, message) ? message : null;
  }

  heard(peer: PeerId, message: ReactionMessage): void {
    this.#take(peer, message);
  }

  [Symbol.dispose](): void {
    for (const cancel of this.#timers) cancel();
  }

  #take(peer: PeerId, { code, at }: ReactionMessage): boolean {
    if (at <= (this.#last.get(peer) ?? -1)) return false;
    const allowance = this.#allowances.get(peer) ?? new Allowance(SHOWN);
    this.#allowances.set(peer, allowance);
    if (!allowance.take(this.#ports.now())) return false;
    this.#last.set(peer, at);
    const reaction: ShownReaction = { key: this.#count += 1, peer, code };
    this.#shown.value = [...this.#shown.peek(), reaction];
    const cancel = this.#ports.setTimer(() => {
      this.#timers.delete(cancel);
      this.#shown.value = this.#shown.peek().filter((other) => other !== reaction);
    }, SHOWN_MS);
    this.#timers.add(cancel);
    return true;
  }
}
