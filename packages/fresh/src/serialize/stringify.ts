import { Signal } from "@preact/signals";
import { isValidElement } from "preact";

/**
 * Writes island props as JSON. Plain values stay as they are; what JSON cannot say is an array that begins with a
 * letter, and an array itself begins with 0. `parse.ts` reads it back in the browser.
 *
 * A signal is written once and then by its number, so two islands that were given the same one share it.
 */
export function stringify(all: readonly IslandProps[]): string {
  const writer = new Writer();
  return JSON.stringify([0, ...all.map(({ island, props }) => writer.write(props, `<${island}>`))]);
}

/** The props of one island on a page. */
export interface IslandProps {
  island: string;
  props: Record<string, unknown>;
}

class Writer {
  readonly #signals = new Map<Signal, number>();
  readonly #open = new Set<object>();

  write(value: unknown, path: string): unknown {
    switch (typeof value) {
      case "string":
      case "boolean":
        return value;
      case "number":
        return Number.isFinite(value) && !Object.is(value, -0) ? value : ["n", numberName(value)];
      case "bigint":
        return ["b", String(value)];
      case "undefined":
        return ["u"];
      case "object":
        return value === null ? null : this.#writeObject(value, path);
      case "function":
      case "symbol":
        throw new TypeError(`An island cannot be given a ${typeof value} (${path})`);
    }
  }

  #writeObject(value: object, path: string): unknown {
    if (value instanceof Signal) return this.#writeSignal(value, path);
    if (isValidElement(value)) {
      throw new TypeError(`An island cannot be given JSX (${path}); draw it inside the island`);
    }
    if (this.#open.has(value)) {
      throw new TypeError(`An island cannot be given a value that contains itself (${path})`);
    }

    this.#open.add(value);
    try {
      return this.#writeContents(value, path);
    } finally {
      this.#open.delete(value);
    }
  }

  #writeSignal(value: Signal, path: string): unknown {
    const known = this.#signals.get(value);
    if (known !== undefined) return ["S", known];
    const number = this.#signals.size;
    this.#signals.set(value, number);
    return [isComputed(value) ? "C" : "S", number, this.write(value.peek(), path)];
  }

  #writeContents(value: object, path: string): unknown {
    if (Array.isArray(value)) {
      return [0, ...value.map((item, index) => this.write(item, `${path}[${index}]`))];
    }
    if (value instanceof Date) return ["d", value.getTime()];
    if (value instanceof URL) return ["l", value.href];
    if (value instanceof RegExp) return ["r", value.source, value.flags];
    if (value instanceof Uint8Array) {
      return ["y", btoa(String.fromCharCode(...value))];
    }
    if (value instanceof Set) {
      return ["s", ...[...value].map((item) => this.write(item, path))];
    }
    if (value instanceof Map) {
      return ["m", ...[...value].flat().map((item) => this.write(item, path))];
    }

    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) {
      throw new TypeError(
        `An island cannot be given a ${prototype.constructor?.name ?? "class instance"} (${path})`,
      );
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, this.write(item, `${path}.${name}`)]),
    );
  }
}

function numberName(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** A computed signal has no setter for its value. */
function isComputed(value: Signal): boolean {
  return Object.getOwnPropertyDescriptor(Object.getPrototypeOf(value), "value")
    ?.set === undefined;
}
