/** Waits for what must become true, and says what did not. */

export interface Patience {
  /** In milliseconds: far longer than it takes, so that a busy machine fails nothing. */
  within?: number;
  /** How often to look, in milliseconds. */
  every?: number;
}

type Truthy<T> = Exclude<T, false | null | undefined | 0 | "">;

/**
 * Looks until `probe` gives something truthy and returns that. A probe that throws has not seen it
 * yet: pages reload, elements come later. Once the time is over it looks a last time: a machine that stood
 * still meanwhile has had none of it.
 */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T> | T,
  { within = 30_000, every = 50 }: Patience = {},
): Promise<Truthy<T>> {
  const deadline = performance.now() + within;
  let last: unknown;
  for (let isOver = false; !isOver;) {
    isOver = performance.now() >= deadline;
    try {
      const seen = await probe();
      if (seen) return seen as Truthy<T>;
      last = seen;
    } catch (error) {
      last = error instanceof Error ? error.message : error;
    }
    await new Promise((resolve) => setTimeout(resolve, every));
  }
  throw new Error(
    `Not within ${within} ms: ${what} (last seen: ${String(last)})`,
  );
}

/** Lets `ms` pass. Only for watching that something does *not* happen meanwhile. */
export function watchFor(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
