import { readStaticDir, type StaticEntry } from "./static_dir.ts";
import { type Bundle, bundle } from "./bundle.ts";
import { setBuildId } from "../build_id.ts";
import type { ResolvedBuildConfig } from "./options.ts";
import { lockCssAssets, type StaticTransforms } from "./static_transform.ts";

/** Everything that is served from files, wherever it is going to be kept. */
export interface BuildOutput {
  bundle: Bundle;
  statics: StaticEntry[];
}

/** Bundles the islands and transforms the static files. */
export async function buildOutput(
  config: ResolvedBuildConfig,
  islandPaths: Iterable<string>,
  transforms: StaticTransforms,
): Promise<BuildOutput> {
  const statics = await readStaticDir(config, transforms);
  const contents = await Promise.all(
    statics.map(async ({ path, transformed }) => transformed ?? await Deno.readFile(path)),
  );
  const bundled = await bundle(config, islandPaths, contents);

  // Addresses inside style sheets carry the build's name, which is known only now.
  setBuildId(bundled.buildId);
  statics.forEach((entry, index) => {
    if (!entry.pathname.endsWith(".css")) return;
    const css = new TextDecoder().decode(contents[index]);
    const locked = lockCssAssets(css);
    if (locked !== css) entry.transformed = new TextEncoder().encode(locked);
  });
  return { bundle: bundled, statics };
}
