import type { ComponentType } from "preact";
import type { Island } from "./build_cache.ts";

/** One island module after bundling. */
export interface IslandChunk {
  /** Unique among the islands, and a name JavaScript accepts. */
  name: string;
  file: string;
  preload: readonly string[];
}

/** Finds the islands in modules: every function that an island module exports is one. */
export function registerIslands(
  modules: Iterable<readonly [IslandChunk, Record<string, unknown>]>,
): Map<ComponentType, Island> {
  const islands = new Map<ComponentType, Island>();
  const names = new Set<string>();

  for (const [chunk, module] of modules) {
    for (const [exportName, value] of Object.entries(module)) {
      if (typeof value !== "function") continue;
      const name = uniqueName(exportName === "default" ? chunk.name : exportName, names);
      islands.set(value as ComponentType, {
        name,
        exportName,
        file: chunk.file,
        preload: chunk.preload,
      });
    }
  }
  return islands;
}

/** `wanted`, or `wanted_1` and so on where it is taken. */
export function uniqueName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 1; taken.has(name); number++) name = `${wanted}_${number}`;
  taken.add(name);
  return name;
}
