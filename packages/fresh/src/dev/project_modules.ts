import type { Plugin } from "esbuild";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Stands for the build's name while it is not known: the name depends on the contents. */
export const BUILD_ID_PLACEHOLDER = "FRESH_BUILD_ID_IN_THE_MAKING";

/**
 * Resolves imports for browsers as Deno does for the server: through the project's `deno.json`, and packages always
 * from the project, so that there is one Preact. `fresh/runtime` is the file next door.
 */
export function projectModules(root: string): Plugin {
  return {
    name: "project-modules",
    setup(build) {
      const map = readImportMap(root);

      build.onResolve(
        { filter: /^(fresh|(jsr:)?@fresh\/core[^/]*)\/runtime$/ },
        () => ({ path: fileURLToPath(new URL("../runtime/mod.ts", import.meta.url)) }),
      );
      build.onResolve(
        { filter: /^(fresh|(jsr:)?@fresh\/core[^/]*)(\/(dev|internal))?$/ },
        ({ path, importer }) => ({
          errors: [{
            text:
              `${importer} imports "${path}", which runs on the server only; islands may use "fresh/runtime"`,
          }],
        }),
      );

      build.onResolve(
        { filter: /^[^./]/ },
        async ({ path, kind, importer, pluginData }) => {
          if (
            pluginData === RESOLVED || kind === "entry-point" ||
            importer.includes("/node_modules/")
          ) return;
          const mapped = mapImport(path, map.imports);
          const target = mapped.startsWith(".") ? join(map.folder, mapped) : npmName(mapped);
          return await build.resolve(target, { kind, resolveDir: root, pluginData: RESOLVED });
        },
      );

      build.onLoad({ filter: /\/build_id\.ts$/ }, ({ path }) => {
        if (path !== fileURLToPath(new URL("../build_id.ts", import.meta.url))) return;
        const contents = `export const buildId = () => ${JSON.stringify(BUILD_ID_PLACEHOLDER)};`;
        return { contents, loader: "ts" };
      });
    },
  };
}

const RESOLVED = Symbol("resolved by the project's import map");

function mapImport(specifier: string, imports: Record<string, string>): string {
  const exact = imports[specifier];
  if (exact !== undefined) return exact;
  const prefixes = Object.keys(imports).filter((key) =>
    specifier.startsWith(key.endsWith("/") ? key : `${key}/`)
  );
  const longest = prefixes.sort((a, b) => b.length - a.length)[0];
  if (longest === undefined) return specifier;
  return imports[longest] + specifier.slice(longest.length);
}

/** `npm:preact@^10/hooks` is `preact/hooks` to a bundler. */
function npmName(specifier: string): string {
  return specifier.replace(/^npm:\/?((?:@[^/]+\/)?[^@/]+)(?:@[^/]+)?/, "$1");
}

interface ImportMap {
  folder: string;
  imports: Record<string, string>;
}

/** From the nearest `deno.json` at or above the project's folder, where Deno itself looks for it. */
function readImportMap(folder: string): ImportMap {
  try {
    const text = Deno.readTextFileSync(join(folder, "deno.json"));
    return { folder, imports: (JSON.parse(text) as Partial<ImportMap>).imports ?? {} };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    const parent = dirname(folder);
    return parent === folder ? { folder, imports: {} } : readImportMap(parent);
  }
}
