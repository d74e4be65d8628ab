import * as esbuild from "esbuild";
import { type GetManualChunk, type Plugin, rollup } from "rollup";
import { minify } from "terser";
import { homesOf } from "./homes.ts";
import { letters } from "./letters.ts";

/** A script as browsers get it. */
export interface Script {
  name: string;
  text: string;
  /** The scripts that it imports at once, by name; not what it loads only later. */
  imports: string[];
  /** The entries that are in it, by name. */
  entries: string[];
}

export interface CompactOptions {
  /** What pages load, by name. */
  entries: readonly string[];
  /** The entry that comes whenever another does, if there is one. */
  always: string | null;
  /** The browsers to build for, as esbuild names them. */
  target: string | string[];
}

/**
 * Makes as few and as small scripts of a bundle as browsers can load in the same order. Whatever comes with every
 * script that leads to it is no file of its own: esbuild splits off everything that two entries share, even where one
 * of them is never loaded before the other, and a dozen small files compress worse than one.
 */
export async function compact(
  files: ReadonlyMap<string, string>,
  { entries, always, target }: CompactOptions,
): Promise<Script[]> {
  const inputs = entries.map((name) => `${name}.js`);
  const bundle = await rollup({
    input: inputs,
    // What later scripts share with an entry stays there.
    preserveEntrySignatures: "allow-extension",
    plugins: [inMemory(files)],
  });
  try {
    const { output } = await bundle.generate({
      format: "es",
      generatedCode: { preset: "es2015", symbols: false },
      // What stands for a module inside of a script is asked for parts, and for nothing else.
      freeze: false,
      hoistTransitiveImports: false,
      manualChunks: always === null ? {} : gathered(inputs, always),
      entryFileNames: ({ name, moduleIds }) =>
        `${moduleIds.includes(`${always}.js`) ? always : name}.js`,
      // Without the hash that the bundler gave it: the build is in the address, and what is said often should be short.
      chunkFileNames: ({ name }) => `${name.replace(/-[A-Z0-9]{8}$/, "")}.js`,
    });
    const chunks = output.filter((one) => one.type === "chunk");
    return await Promise.all(
      chunks.map(async ({ fileName, code, imports, facadeModuleId, moduleIds }) => ({
        name: fileName,
        text: await minified(code, target),
        imports,
        entries: entries.filter((name) => {
          const file = `${name}.js`;
          const isFacade = chunks.some((chunk) => chunk.facadeModuleId === file);
          return isFacade ? facadeModuleId === file : moduleIds.includes(file);
        }),
      })),
    );
  } finally {
    await bundle.close();
  }
}

/** Each file in the script that {@link homesOf} says. */
function gathered(inputs: readonly string[], always: string): GetManualChunk {
  let homes: Map<string, string> | null = null;
  return (id, { getModuleIds, getModuleInfo }) => {
    homes ??= homesOf(
      new Map([...getModuleIds()].map((file) => [file, getModuleInfo(file)!])),
      inputs,
      always,
    );
    return homes.get(id);
  };
}

function inMemory(files: ReadonlyMap<string, string>): Plugin {
  return {
    name: "in-memory",
    resolveId: (source) => source.replace(/^\.\//, ""),
    load: (name) => files.get(name) ?? null,
  };
}

/** Each sees what the other does not: together they leave a fortieth less than either alone. */
async function minified(code: string, target: string | string[]): Promise<string> {
  const once = await esbuild.transform(code, {
    format: "esm",
    minify: true,
    target,
    charset: "utf8",
    legalComments: "none",
  });
  const twice = await minify(once.code, {
    module: true,
    // Newer syntax than there is already could be too new for the target.
    ecma: 2015,
    // A constant behind what it is compared with follows a name, as most things do: that compresses better.
    compress: { passes: 3, lhs_constants: false },
    format: { comments: false },
    mangle: { nth_identifier: { get: letters } },
  });
  return twice.code!;
}
