import { join } from "node:path";

/** Every file below a folder, in the order of their names; none if there is no such folder. */
export async function walk(folder: string): Promise<string[]> {
  const entries = await list(folder);
  const nested = await Promise.all(entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory) return await walk(path);
    return entry.isFile ? [path] : [];
  }));
  return nested.flat();
}

async function list(folder: string): Promise<Deno.DirEntry[]> {
  try {
    const entries = await Array.fromAsync(Deno.readDir(folder));
    return entries.sort((a, b) => a.name < b.name ? -1 : 1);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
