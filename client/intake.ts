/**
 * How much of what one peer sends is taken in. A participant may be malicious, and what it asks of us costs: a
 * payload must be opened, a description negotiated, a connection built. What is too much is as if it had never
 * come; an honest peer says it again.
 */
import { Allowance } from "./allowance.ts";

export type Expense = keyof typeof COSTS;

/** In tokens: a thousand at once after a pause, then 250 a second. */
const COSTS = { payload: 0.25, message: 1, description: 25, connection: 100 } as const;
const TOKENS = { perSecond: 250, burst: 1_000 };

export class Intake {
  readonly #tokens = new Allowance(TOKENS);

  /** Whether so much may be asked of us now. */
  allows(expense: Expense, now: number): boolean {
    return this.#tokens.take(now, COSTS[expense]);
  }
}
