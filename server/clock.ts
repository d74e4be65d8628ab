/** Time as the shells of the server need it; tests bring their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `task` once after `ms`. Returns what cancels it. */
  setTimer(task: () => void, ms: number): () => void;
}

export const systemClock: Clock = {
  now: Date.now,
  setTimer(task, ms) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
