/**
 * Checks what others wrote against what it should look like, and gives it its type. A shape reads one value: it answers
 * what it made of it, or `REFUSED`. Values are what `JSON.parse` gives; nothing here ever throws. The remarks without a word are for bundlers,
 * which leave out shapes that nobody reads.
 */

/** What a shape answers about a value that is not of that shape. */
export const REFUSED: unique symbol = Symbol();

export type Shape<T> = (value: unknown) => T | typeof REFUSED;

/** The type of what a shape reads. */
export type Read<S> = S extends (value: unknown) => infer T ? Exclude<T, typeof REFUSED> : never;

/** A field that may be missing; but where it is given, it is of its shape. */
export interface Optional<T> {
  readonly optional: Shape<T>;
}

type Fields = Readonly<Record<string, Shape<unknown> | Optional<unknown>>>;
type OptionalKeys<F> = { [K in keyof F]: F[K] extends Optional<unknown> ? K : never }[keyof F];

type Flat<T> = { [K in keyof T]: T[K] };

/** The object with these fields. */
export type ReadFields<F> = Flat<
  & { [K in Exclude<keyof F, OptionalKeys<F>>]: Read<F[K]> }
  & { [K in OptionalKeys<F>]?: F[K] extends Optional<infer T> ? T : never }
>;

/** One object for each of the kinds, which its `type` tells apart. */
export type ReadKinds<K> = {
  [Type in keyof K]: Flat<{ type: Type } & ReadFields<K[Type]>>;
}[keyof K];

/** What `value` says, or `null` if it is not of that shape. */
export function read<T>(shape: Shape<T>, value: unknown): T | null {
  const result = shape(value);
  return result === REFUSED ? null : result;
}

/** What `json` spells, or `null` if it is not of that shape or no JSON at all. */
export function readJson<T>(shape: Shape<T>, json: string | null): T | null {
  try {
    return read(shape, JSON.parse(json!));
  } catch {
    return null;
  }
}

/** Leaves to others what it is. */
export const anything: Shape<unknown> = (value) => value === undefined ? REFUSED : value;

export const flag: Shape<boolean> = (value) => typeof value === "boolean" ? value : REFUSED;

/** A text of at most `max` characters, which looks like `pattern` if there is one. */
// @__NO_SIDE_EFFECTS__
export function text(max = Infinity, pattern?: RegExp): Shape<string> {
  return (value) =>
    typeof value === "string" && value.length <= max && pattern?.test(value) !== false
      ? value
      : REFUSED;
}

/** A number from `min` to `max`. */
// @__NO_SIDE_EFFECTS__
export function number(min = -Infinity, max = Infinity): Shape<number> {
  return (value) => typeof value === "number" && value >= min && value <= max ? value : REFUSED;
}

/** A whole number from `min` to `max`. */
// @__NO_SIDE_EFFECTS__
export function whole(min = -Infinity, max = Infinity): Shape<number> {
  return where(number(min, max), Number.isInteger);
}

/** One of these words. */
// @__NO_SIDE_EFFECTS__
export function oneOf<const Word extends string>(words: readonly Word[]): Shape<Word> {
  return (value) => words.includes(value as Word) ? value as Word : REFUSED;
}

/** One of these words. Any other is one that whoever wrote it knows and we do not: it counts as `instead`. */
// @__NO_SIDE_EFFECTS__
export function wordOr<const Word extends string>(
  words: readonly Word[],
  instead: NoInfer<Word>,
): Shape<Word> {
  return either(oneOf(words), made(text(), () => instead));
}

// @__NO_SIDE_EFFECTS__
export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value) => value === null ? null : shape(value);
}

/** What the first reads, or else the second. */
// @__NO_SIDE_EFFECTS__
export function either<A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> {
  return (value) => {
    const result = first(value);
    return result === REFUSED ? second(value) : result;
  };
}

/** What `shape` reads, or `instead`. */
// @__NO_SIDE_EFFECTS__
export function fallback<T>(shape: Shape<T>, instead: T): Shape<T> {
  return either(shape, () => instead);
}

/** What `shape` reads, if it is so. */
// @__NO_SIDE_EFFECTS__
export function where<T>(shape: Shape<T>, isSo: (value: T) => boolean): Shape<T> {
  return (value) => {
    const result = shape(value);
    return result === REFUSED || isSo(result) ? result : REFUSED;
  };
}

/** What is made of what `shape` reads. */
// @__NO_SIDE_EFFECTS__
export function made<A, B>(shape: Shape<A>, make: (value: A) => B): Shape<B> {
  return (value) => {
    const result = shape(value);
    return result === REFUSED ? REFUSED : make(result);
  };
}

/** A list of at most `max`. */
// @__NO_SIDE_EFFECTS__
export function list<T>(shape: Shape<T>, max = Infinity): Shape<T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > max) return REFUSED;
    const results = value.map(shape);
    return results.includes(REFUSED) ? REFUSED : results as T[];
  };
}

/** An object with at most `max` fields of whatever names, all of one shape. */
// @__NO_SIDE_EFFECTS__
export function record<T>(
  name: Shape<string>,
  shape: Shape<T>,
  max: number,
): Shape<Record<string, T>> {
  const entries = list((entry) => {
    const [key, value] = entry as [string, unknown];
    const result = shape(value);
    return name(key) === REFUSED || result === REFUSED ? REFUSED : [key, result] as const;
  }, max);
  return (value) =>
    isObject(value) ? made(entries, Object.fromEntries<T>)(Object.entries(value)) : REFUSED;
}

// @__NO_SIDE_EFFECTS__
export function optional<T>(shape: Shape<T>): Optional<T> {
  return { optional: shape };
}

/** An object with these fields. Others are left out: who writes it may know more than we do. */
// @__NO_SIDE_EFFECTS__
export function object<F extends Fields>(fields: F): Shape<ReadFields<F>> {
  const wanted = Object.entries(fields).map(([key, field]) => {
    const isRequired = typeof field === "function";
    return { key, isRequired, shape: isRequired ? field : field.optional };
  });
  return (value) => {
    if (!isObject(value)) return REFUSED;
    const results: Record<string, unknown> = {};
    for (const { key, isRequired, shape } of wanted) {
      // Only what is its own: names that every object has from birth are nothing special.
      const isGiven = Object.hasOwn(value, key);
      if (!isGiven && !isRequired) continue;
      const result = shape(isGiven ? value[key] : undefined);
      if (result === REFUSED) return REFUSED;
      results[key] = result;
    }
    return results as ReadFields<F>;
  };
}

/** One of several kinds of objects, as its `type` says; what is of a type that is not among them reads `other`. */
// @__NO_SIDE_EFFECTS__
export function variant<K extends Readonly<Record<string, Fields>>, Other = never>(
  kinds: K,
  other: Shape<Other> = () => REFUSED,
): Shape<ReadKinds<K> | Other> {
  const shapes = new Map<string, Shape<object>>(
    Object.entries(kinds).map((
      [type, fields],
    ) => [type, object({ type: oneOf([type]), ...fields })]),
  );
  return (value) =>
    isObject(value) && typeof value.type === "string"
      ? (shapes.get(value.type) ?? other)(value) as ReadKinds<K> | Other | typeof REFUSED
      : REFUSED;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
