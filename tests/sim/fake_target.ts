/** An event target of a simulation: it tells of hundreds of things a second, and those of the platform cost more. */
type Listener = (event: { type: string } & Record<string, unknown>) => void;

export class FakeTarget {
  readonly #listeners = new Map<string, readonly Listener[]>();

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...this.#listeners.get(type) ?? [], listener]);
  }

  /** All who listen now hear of an event of that type, with what is said of it. */
  tell(type: string, detail: Record<string, unknown> = {}): void {
    for (const listener of this.#listeners.get(type) ?? []) listener({ type, ...detail });
  }
}
