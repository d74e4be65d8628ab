/** Which modules of the project import what, read from their syntax. */

export interface Import {
  /** Relative to the root of the project, with `/`. */
  from: string;
  /** A file of the project, relative to its root, or a bare name such as `fresh/runtime`. */
  to: string;
  /** Whether nothing of it is left when types are stripped. */
  typesOnly: boolean;
}

const ROOT = new URL("../../", import.meta.url);
const SKIPPED = new Set(["_fresh", "node_modules", "artifacts", "coverage", "static"]);

/** Every import of every module under `folder`, in the order of the files' names. */
export function importsUnder(folder = ""): Import[] {
  return modulesUnder(folder).flatMap((file) =>
    importsOf(file, Deno.readTextFileSync(new URL(file, ROOT)))
  );
}

/** The imports that `source` makes as the module `file`. */
export function importsOf(file: string, source: string): Import[] {
  const imports: Import[] = [];
  const add = (specifier: unknown, typesOnly: boolean) => {
    if (typeof specifier !== "string") return;
    imports.push({ from: file, to: resolve(specifier, file), typesOnly });
  };
  // A linter's plugin is the one way in which Deno shows a program its syntax.
  Deno.lint.runPlugin(
    {
      name: "imports",
      rules: {
        collect: {
          create: () => ({
            ImportDeclaration: ({ source, importKind, specifiers }) => {
              const named = specifiers.length > 0 &&
                specifiers.every((specifier) =>
                  specifier.type === "ImportSpecifier" && specifier.importKind === "type"
                );
              add(source.value, importKind === "type" || named);
            },
            ExportNamedDeclaration: ({ source, exportKind }) =>
              add(source?.value, exportKind === "type"),
            ExportAllDeclaration: ({ source, exportKind }) =>
              add(source.value, exportKind === "type"),
            ImportExpression: ({ source }) => {
              if (source.type === "Literal") add(source.value, false);
            },
          }),
        },
      },
    },
    file,
    source,
  );
  return imports;
}

function modulesUnder(folder: string): string[] {
  const found: string[] = [];
  for (const { name, isDirectory } of Deno.readDirSync(new URL(`./${folder}`, ROOT))) {
    if (name.startsWith(".") || SKIPPED.has(name)) continue;
    if (isDirectory) found.push(...modulesUnder(`${folder}${name}/`));
    else if (/\.tsx?$/.test(name)) found.push(`${folder}${name}`);
  }
  return found.sort();
}

function resolve(specifier: string, file: string): string {
  if (!/^\.{0,2}\//.test(specifier)) return specifier;
  // The characters of routes such as `[slug].tsx` stay as they are.
  return decodeURI(new URL(specifier, `file:///${encodeURI(file)}`).pathname.slice(1));
}
