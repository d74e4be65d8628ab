/** Ends a switch over a union, so that a new variant is a type error at every place that must answer it. */
export function assertNever(value: never): never {
  throw new TypeError(`Cannot handle ${JSON.stringify(value)}`);
}
