/** Every script that one person's browser could ever load in a call: opened or not, in one language. */
import { type Locale, LOCALES } from "../../../locales/locale.ts";
import { messages } from "../../../locales/mod.ts";
import { gzipped, sentFor } from "./weight.ts";

export interface EveryScript {
  /** Gzip bytes of every script but those that hold the words of a language: a page brings its own along. */
  bytes: number;
  /** The same as they are sent to a browser. */
  sent: number;
  /** What was counted, heaviest first: `[bytes, name]`. */
  parts: [number, string][];
  /** What was not: for each language the scripts that hold its words, for whoever changes to it. */
  languages: Map<Locale, Script[]>;
}

export interface Script {
  name: string;
  text: string;
  bytes: number;
  sent: number;
}

/** Follows every import, at once or later, from the page at `path`. Names are those below the folder of the build. */
export async function weighEveryScript(origin: string, path: string): Promise<EveryScript> {
  const scripts = await follow(new URL(path, origin));
  const languages = new Map(
    LOCALES.map((locale) => {
      const { promise } = messages(locale).call.lobby;
      return [locale, scripts.filter(({ text }) => text.includes(promise))];
    }),
  );
  const counted = scripts.filter((script) => ![...languages.values()].flat().includes(script));
  const parts = counted.map(({ bytes, name }): [number, string] => [bytes, name]);
  return {
    bytes: counted.reduce((sum, { bytes }) => sum + bytes, 0),
    sent: counted.reduce((sum, { sent }) => sum + sent, 0),
    parts: parts.sort(([a], [b]) => b - a),
    languages,
  };
}

/** The names of what the build made for browsers. */
export async function builtScripts(): Promise<string[]> {
  const folder = new URL("../../../_fresh/static/_fresh/js/", import.meta.url);
  const names: string[] = [];
  for await (const build of Deno.readDir(folder)) {
    for await (const { name } of Deno.readDir(new URL(`${build.name}/`, folder))) names.push(name);
  }
  return names.sort();
}

async function follow(page: URL): Promise<Script[]> {
  const found = new Map<string, Script>();
  const waiting = addresses(await (await fetch(page)).text(), page);
  for (const address of waiting) {
    if (found.has(address)) continue;
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address} answers ${response.status}`);
    const text = await response.text();
    const name = address.slice(address.lastIndexOf("/") + 1);
    const bytes = await gzipped(new TextEncoder().encode(text));
    found.set(address, { name, text, bytes, sent: await sentFor(address) });
    waiting.push(...addresses(text, new URL(address)));
  }
  return [...found.values()];
}

/** Whatever a text names that may be a script of the build, as a whole address. */
function addresses(text: string, base: URL): string[] {
  const named = text.matchAll(/["'`](\.\/[\w$-]+\.js|\/_fresh\/js\/[\w$/-]+\.js)["'`]/g);
  return [...named].map(([, address]) => new URL(address!, base).href);
}
