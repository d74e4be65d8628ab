/**
 * Makes the one stylesheet of the site, at build time: reads the class names out of the sources, lets twind
 * turn them into rules, and puts those behind the hand-written base. The browser gets no twind.
 */
import { transform } from "esbuild";
import { stringify, twind, virtual } from "twind";
import config from "./twind.config.ts";

const FOLDERS = ["routes", "islands", "components"];
/** Names that the rules of other classes refer to. */
const MARKERS = ["group", "peer"];
/** What the site's scripts are built for, too. */
const TARGET = ["chrome99", "firefox99", "safari15"];

/** The stylesheet that follows from the sources as they are now, minified. */
export async function buildStylesheet(baseCss: string): Promise<string> {
  const classes = new Set<string>();
  for (const folder of FOLDERS) {
    for await (const path of sources(new URL(`./${folder}/`, import.meta.url))) {
      for (const name of classNames(await Deno.readTextFile(path))) classes.add(name);
    }
  }
  const written = [...baseCss.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name!);
  for (const name of [...written, ...MARKERS]) classes.delete(name);
  const css = `${baseCss}\n${rules([...classes].sort())}`;
  return (await transform(css, { loader: "css", minify: true, target: TARGET })).code;
}

/**
 * The rules of `classes`, in twind's order.
 * @throws {TypeError} if twind knows no rule for one of them: a mistyped class should stop the build, not vanish.
 */
export function rules(classes: readonly string[]): string {
  const sheet = virtual();
  const tw = twind(config, sheet);
  const unknown = classes.filter((name) => {
    const before = sheet.target.length;
    tw(name);
    return sheet.target.length === before;
  });
  if (unknown.length > 0) {
    throw new TypeError(`Cannot build the stylesheet: no rule for ${unknown.join(", ")}`);
  }
  return stringify(sheet.target);
}

async function* sources(folder: URL): AsyncGenerator<URL> {
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isDirectory) yield* sources(new URL(`${entry.name}/`, folder));
    else if (/\.tsx?$/.test(entry.name)) yield new URL(entry.name, folder);
  }
}

/**
 * The class names in the source of a component: the strings inside `class="…"`, `class={…}` and
 * `cx(…)`. Every string in there counts.
 */
export function classNames(source: string): Set<string> {
  const names = new Set<string>();
  for (const { index, 0: opening } of source.matchAll(/\bclass=(?=["{])|\bcx(?=\()/g)) {
    for (const text of stringsAt(source, index + opening.length)) {
      for (const name of text.split(/\s+/)) if (name !== "") names.add(name);
    }
  }
  return names;
}

/** The string literals of the expression that starts at `start` with a quote or an opening bracket. */
function* stringsAt(source: string, start: number): Generator<string> {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === '"' || character === "'" || character === "`") {
      const end = source.indexOf(character, at + 1);
      yield source.slice(at + 1, end);
      at = end;
    } else if ("({[".includes(character)) {
      depth++;
    } else if (")}]".includes(character)) {
      depth--;
    }
    if (depth === 0) return;
  }
}
