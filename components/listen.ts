/** Listens to `target`, to each event by its name. Returns what ends it. */
export function listen(
  target: EventTarget,
  // deno-lint-ignore no-explicit-any -- each event is of the kind that its name says
  listeners: Readonly<Record<string, (event: any) => void>>,
): () => void {
  const ended = new AbortController();
  for (const [name, listener] of Object.entries(listeners)) {
    target.addEventListener(name, listener, ended);
  }
  return () => ended.abort();
}
