/**
 * Ends a switch over a union, so that a new variant is a type error at every place that must answer it. What browsers
 * load says `value satisfies never` instead, which is as good an error and no bytes.
 */
export function assertNever(value: never): never {
  throw new TypeError(`Cannot handle ${JSON.stringify(value)}`);
}
