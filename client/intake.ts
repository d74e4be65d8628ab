/**
 * How much of what one peer sends is taken in. A participant may be malicious, and what it asks of us costs: a
 * payload must be opened, a description negotiated, a connection built. What is too much is as if it had never
 * come; an honest peer says it again.
 */
export type Expense = keyof typeof COSTS;

/** In tokens: a thousand at once after a pause, then 250 a second. */
const COSTS = { payload: 0.25, message: 1, description: 25, connection: 100 } as const;
const PER_SECOND = 250;
const BURST = 1_000;

export class Intake {
  #tokens = BURST;
  #at: number;

  constructor(now: number) {
    this.#at = now;
  }

  /** Whether so much may be asked of us now. */
  allows(expense: Expense, now: number): boolean {
    const back = Math.max(0, now - this.#at) / 1000 * PER_SECOND;
    this.#tokens = Math.min(BURST, this.#tokens + back);
    this.#at = now;
    const cost = COSTS[expense];
    if (this.#tokens < cost) return false;
    this.#tokens -= cost;
    return true;
  }
}
