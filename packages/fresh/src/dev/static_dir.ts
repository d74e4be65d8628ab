import { join, relative } from "node:path";
import type { ResolvedBuildConfig } from "./options.ts";
import type { StaticTransforms } from "./static_transform.ts";
import { walk } from "./walk.ts";

/** A file of `static/`: where it is served, where it lies, and its contents if a transform made others. */
export interface StaticEntry {
  pathname: string;
  path: string;
  transformed: Uint8Array<ArrayBuffer> | null;
}

/** Every file of `static/` as it is to be served. Hidden files are left out, but for `.well-known`. */
export async function readStaticDir(
  config: ResolvedBuildConfig,
  transforms: StaticTransforms,
): Promise<StaticEntry[]> {
  const paths = (await walk(config.staticDir)).filter((path) =>
    !path.startsWith(join(config.outDir, "/"))
  );
  const visible = paths.filter((path) =>
    !/\/\.(?!well-known\/)/.test(`/${relative(config.staticDir, path)}`)
  );
  return await Promise.all(visible.map(async (path) => ({
    path,
    pathname: `/${relative(config.staticDir, path).replaceAll("\\", "/")}`,
    transformed: await transforms.apply(path, config),
  })));
}
