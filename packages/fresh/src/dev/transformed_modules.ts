import type { Loader, Plugin } from "esbuild";
import { dirname, extname } from "node:path";
import type { TransformModule } from "./options.ts";

/** Hands every module of the project to `transform` before it is bundled; not those of packages. */
export function transformed(root: string, transform: TransformModule): Plugin {
  return {
    name: "transformed-modules",
    setup(build) {
      build.onLoad({ filter: /\.[jt]sx?$/ }, async ({ path }) => {
        if (!path.startsWith(`${root}/`) || path.includes("/node_modules/")) return;
        const contents = transform({ path, text: await Deno.readTextFile(path) });
        return { contents, loader: extname(path).slice(1) as Loader, resolveDir: dirname(path) };
      });
    },
  };
}
