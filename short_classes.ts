/**
 * Short names for the classes that scripts name most: in scripts a class is said again with every element. The
 * stylesheet knows these classes by both names, since what the server draws has the long ones.
 */

/** A short name for each class, the shortest for what is said most. What is `taken` names something else. */
export function shortNames(
  counts: ReadonlyMap<string, number>,
  taken: ReadonlySet<string>,
): Map<string, string> {
  const often = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  const free = candidates(new Set([...taken, ...counts.keys()]));
  return new Map(often.map(([name]) => [name, free.next().value!]));
}

/** A letter, then a letter and numbers: words would name what advertisement blockers hide, `ad` for one. */
function* candidates(taken: ReadonlySet<string>): Generator<string, never> {
  for (let number = -1;; number++) {
    for (const letter of "abcdefghijklmnopqrstuvwxyz") {
      const name = number < 0 ? letter : `${letter}${number}`;
      if (!taken.has(name)) yield name;
    }
  }
}

/** The rules of `css`, each by the short names as well. */
export function withShortNames(css: string, names: ReadonlyMap<string, string>): string {
  return css.replace(/[^{}@;]+(?=\{)/g, (selector) => {
    const short = selector.replace(/\.((?:\\.|[\w-])+)/g, (whole, escaped: string) => {
      const name = names.get(escaped.replaceAll("\\", ""));
      return name === undefined ? whole : `.${name}`;
    });
    return short === selector ? selector : `${selector},${short}`;
  });
}

/** Where the class names of a component's source stand: the strings inside `class="…"`, `class={…}` and `cx(…)`. */
export function* classStrings(source: string): Generator<{ start: number; end: number }> {
  let last = 0;
  for (const { index, 0: opening } of source.matchAll(/\bclass=(?=["{])|\bcx(?=\()/g)) {
    for (const place of stringsAt(source, index + opening.length)) {
      // What stands inside of both, `class={cx(…)}`, is one string.
      if (place.start < last) continue;
      yield place;
      last = place.end;
    }
  }
}

/** The source of a component that says its classes by their short names. */
export function shortened(source: string, names: ReadonlyMap<string, string>): string {
  let text = "";
  let at = 0;
  for (const { start, end } of classStrings(source)) {
    const short = source.slice(start, end).replace(/\S+/g, (name) => names.get(name) ?? name);
    text += source.slice(at, start) + short;
    at = end;
  }
  return text + source.slice(at);
}

/** The string literals of the expression that starts at `start` with a quote or an opening bracket. */
function* stringsAt(source: string, start: number): Generator<{ start: number; end: number }> {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === '"' || character === "'" || character === "`") {
      const end = source.indexOf(character, at + 1);
      yield { start: at + 1, end };
      at = end;
    } else if ("({[".includes(character)) {
      depth++;
    } else if (")}]".includes(character)) {
      depth--;
    }
    if (depth === 0) return;
  }
}
