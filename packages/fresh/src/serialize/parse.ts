import { computed, type ReadonlySignal, signal } from "@preact/signals";

/** Reads what `stringify.ts` wrote. It runs in the browser before anything else, so it is kept short. */
export function parse(text: string): unknown {
  const signals: ReadonlySignal[] = [];

  function read(value: unknown): unknown {
    if (Array.isArray(value)) {
      return readTagged(value[0], value[1], value.slice(1));
    }
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, read(item)]));
  }

  // deno-lint-ignore no-explicit-any -- the writer decides what stands behind each letter
  function readTagged(tag: unknown, first: any, rest: any[]): unknown {
    switch (tag) {
      case 0:
        return rest.map(read);
      case "n":
        return +first;
      case "b":
        return BigInt(first);
      case "d":
        return new Date(first);
      case "l":
        return new URL(first);
      case "r":
        return new RegExp(first, rest[1]);
      case "y":
        return Uint8Array.from(atob(first), (char) => char.charCodeAt(0));
      case "s":
        return new Set(rest.map(read));
      case "m": {
        const items = rest.map(read);
        return new Map(
          items.flatMap((key, index) => index % 2 === 0 ? [[key, items[index + 1]]] : []),
        );
      }
      case "C": {
        const value = read(rest[1]);
        return signals[first] ??= computed(() => value);
      }
      case "S":
        return signals[first] ??= signal(read(rest[1]));
    }
  }

  return read(JSON.parse(text));
}
