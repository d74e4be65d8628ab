import { asset } from "../runtime/asset.ts";
import type { ResolvedBuildConfig } from "./options.ts";

/** Which static files a transform is for. */
export interface OnTransformOptions {
  /** Names the transform where it goes wrong. */
  pluginName: string;
  filter: RegExp;
  exclude?: (string | RegExp)[];
}

/** What a transform is given. */
export interface OnTransformArgs {
  path: string;
  target: string | string[];
  text: string;
  content: Uint8Array<ArrayBuffer>;
  mode: "development" | "production";
  root: string;
}

/** What a transform makes of a file; nothing leaves it as it is. */
export type OnTransformResult = {
  content: string | Uint8Array<ArrayBuffer>;
  map?: string | Uint8Array;
} | void;

/** Turns the contents of a static file into what is served in its place. */
export type TransformFn = (args: OnTransformArgs) => OnTransformResult | Promise<OnTransformResult>;

/** The transforms of a builder. Each gets what the one before it made. */
export class StaticTransforms {
  readonly #all: { options: OnTransformOptions; transform: TransformFn }[] = [];

  add(options: OnTransformOptions, transform: TransformFn): void {
    this.#all.push({ options, transform });
  }

  /** Reads a static file as it is to be served; null if nothing changes it. */
  async apply(path: string, config: ResolvedBuildConfig): Promise<Uint8Array<ArrayBuffer> | null> {
    const wanted = this.#all.filter(({ options }) => matches(options, path));
    if (wanted.length === 0) return null;

    let content: Uint8Array<ArrayBuffer> = await Deno.readFile(path);
    for (const { options, transform } of wanted) {
      const { target, mode, root } = config;
      const text = new TextDecoder().decode(content);
      try {
        const result = await transform({ path, target, mode, root, content, text });
        if (result) content = toBytes(result.content);
      } catch (cause) {
        throw new Error(`${options.pluginName} could not transform ${path}`, { cause });
      }
    }
    return content;
  }
}

/** Ties the files that a style sheet names to this build. */
export function lockCssAssets(css: string): string {
  return css.replaceAll(
    /url\(\s*(?:"([^"]+)"|'([^']+)'|([^)'"\s]+))\s*\)/g,
    (_, double, single, bare) => {
      return `url(${JSON.stringify(asset(double ?? single ?? bare))})`;
    },
  );
}

function matches({ filter, exclude = [] }: OnTransformOptions, path: string): boolean {
  const hit = (pattern: RegExp) => path.search(pattern) !== -1; // unlike `test`, without memory of the last match
  return hit(filter) &&
    !exclude.some((pattern) => typeof pattern === "string" ? path.includes(pattern) : hit(pattern));
}

function toBytes(content: string | Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}
