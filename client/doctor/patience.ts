/** Waiting, but not for ever: a diagnosis that comes late helps nobody. */
import type { Ports } from "../ports.ts";

export type Clock = Pick<Ports, "now" | "setTimer">;

/** What `promise` gives, or `late` if that takes until `deadline`, in milliseconds since the epoch. */
export function within<T, Late>(
  clock: Clock,
  deadline: number,
  promise: Promise<T>,
  late: Late,
): Promise<T | Late> {
  const { promise: answer, resolve, reject } = Promise.withResolvers<T | Late>();
  const cancel = clock.setTimer(() => resolve(late), Math.max(0, deadline - clock.now()));
  promise.then(resolve, reject).finally(cancel);
  return answer;
}

/** Resolves after `ms`. */
export function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.setTimer(resolve, ms));
}
