/** Which files of a bundle come as one script. */

/** What is known of a file. */
export interface FileInfo {
  /** What it imports at once, by name. */
  importedIds: readonly string[];
  /** What it imports only later. */
  dynamicallyImportedIds: readonly string[];
  code: string | null;
}

/** A dynamic import may name the script that it loads, so that others which come with it are no files of their own. */
const NAMED = /\bimport\(\s*\/\*\s*chunk: "([\w-]+)"\s*\*\/\s*"\.\/([^"]+)"\s*\)/g;

/**
 * The script in which each file comes, by name. `always` is the one in which the entries are. What several scripts use
 * is in that one of them that is there before the others, or else in `always`.
 */
export function homesOf(
  files: ReadonlyMap<string, FileInfo>,
  entries: readonly string[],
  always: string,
): Map<string, string> {
  const scripts = new Map<string, string>(entries.map((entry) => [entry, always]));
  for (const { code } of files.values()) {
    for (const [, script, file] of code?.matchAll(NAMED) ?? []) scripts.set(file!, script!);
  }
  for (const { dynamicallyImportedIds } of files.values()) {
    for (const file of dynamicallyImportedIds) {
      if (!scripts.has(file)) scripts.set(file, file.replace(/\.\w+$/, ""));
    }
  }

  const users = new Map<string, Set<string>>();
  const spread = (file: string, script: string) => {
    const known = users.get(file) ?? new Set();
    if (known.has(script)) return;
    users.set(file, known.add(script));
    for (const imported of files.get(file)?.importedIds ?? []) spread(imported, script);
  };
  for (const [file, script] of scripts) spread(file, script);

  const askers = new Map<string, Set<string>>();
  for (const [file, { dynamicallyImportedIds }] of files) {
    for (const later of dynamicallyImportedIds) {
      const script = scripts.get(later)!;
      const known = askers.get(script) ?? new Set();
      for (const user of users.get(file) ?? []) known.add(user);
      askers.set(script, known);
    }
  }
  /** Whether `script` is never loaded unless `other` has been. */
  const follows = (script: string, other: string, on: readonly string[] = []): boolean => {
    if (script === other) return true;
    const asking = [...askers.get(script) ?? []].filter((asker) => asker !== script);
    return script !== always && !on.includes(script) && asking.length > 0 &&
      asking.every((asker) => follows(asker, other, [...on, script]));
  };

  return new Map(
    [...users].map(([file, using]) => {
      const first = [...using].find((one) => [...using].every((other) => follows(other, one)));
      return [file, first ?? always];
    }),
  );
}
