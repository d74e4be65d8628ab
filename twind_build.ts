/**
 * Makes the one stylesheet of the site, at build time: reads the class names out of the sources, lets twind
 * turn them into rules, and puts those behind the hand-written base. The browser gets no twind.
 */
import { transform } from "esbuild";
import { stringify, twind, virtual } from "twind";
import { classStrings, shortNames, withShortNames } from "./short_classes.ts";
import config from "./twind.config.ts";

const FOLDERS = ["routes", "islands", "components"];
/** Names that the rules of other classes refer to. */
const MARKERS = ["group", "peer"];
/** The browsers that the site is built for. */
export const TARGET = ["chrome99", "firefox99", "safari15"];

/** The classes of the sources as they are now. */
export interface Classes {
  /** Those that twind has rules for. */
  names: readonly string[];
  /** By what scripts call them instead. */
  short: ReadonlyMap<string, string>;
}

export async function readClasses(): Promise<Classes> {
  const baseCss = await Deno.readTextFile(new URL("./static/styles.css", import.meta.url));
  const counts = new Map<string, number>();
  for (const folder of FOLDERS) {
    for await (const path of sources(new URL(`./${folder}/`, import.meta.url))) {
      for (const name of classNames(await Deno.readTextFile(path))) {
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    }
  }
  const written = [...baseCss.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name!);
  const others = new Set([...written, ...MARKERS]);
  for (const name of others) counts.delete(name);
  return { names: [...counts.keys()].sort(), short: shortNames(counts, others) };
}

/** The stylesheet for these classes, minified. */
export async function buildStylesheet(
  baseCss: string,
  { names, short }: Classes,
): Promise<string> {
  const css = `${baseCss}\n${withShortNames(rules(names), short)}`;
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

/** The class names in the source of a component, as often as it says them. */
export function classNames(source: string): string[] {
  return [...classStrings(source)].flatMap(({ start, end }) =>
    source.slice(start, end).split(/\s+/).filter((name) => name !== "")
  );
}
