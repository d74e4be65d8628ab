/** The URL pattern of a file's path: `/r/[slug]` is `/r/:slug`. Groups such as `(site)` are not part of it. */
export function filePattern(id: string): string {
  const parts = partsOf(id).filter((part) => !isGroup(part));
  if (parts.at(-1) === "index") parts.pop();

  let pattern = "";
  for (const part of parts) {
    const optional = /^\[\[(\w+)\]\]$/.exec(part);
    pattern += optional === null ? `/${partPattern(part, id)}` : `{/:${optional[1]}}?`;
  }
  // A pattern of nothing but optional parts must still match the bare slash.
  if (pattern.startsWith("{/") && !/\}\?\//.test(pattern)) {
    pattern = pattern.replace("{/", "/{");
  }
  return pattern === "" ? "/" : pattern;
}

/** The folders a file stands in, groups included: what middlewares and layouts hang on. */
export function fileFolders(id: string): string[] {
  return partsOf(id).slice(0, -1).filter((part) => !part.startsWith("[[")).map((
    part,
  ) => partPattern(part, id));
}

/**
 * Orders files so that the more definite path comes first: plain text before a dynamic part, that before an optional
 * one, and the rest of a path last.
 */
export function compareFiles(a: string, b: string): number {
  const left = definiteParts(a);
  const right = definiteParts(b);
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = vagueness(left[index]) - vagueness(right[index]);
    if (difference !== 0) return difference;
    if (left[index] !== right[index]) {
      return (left[index] ?? "") < (right[index] ?? "") ? -1 : 1;
    }
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

function definiteParts(id: string): string[] {
  return partsOf(id).filter((part) => !isGroup(part) && part !== "index");
}

function vagueness(part: string | undefined): number {
  if (part === undefined) return 0;
  if (!part.includes("[")) return 1;
  if (part.startsWith("[...")) return 5;
  if (part.startsWith("[[")) return 4;
  return /^\[\w+\]$/.test(part) ? 3 : 2;
}

function partPattern(part: string, id: string): string {
  const rest = /^\[\.\.\.(\w+)\]$/.exec(part);
  if (rest !== null) return `:${rest[1]}*`;
  const pattern = part.replace(/\[(\w+)\]/g, ":$1");
  if (part.includes("][") || /[[\]]/.test(pattern)) {
    throw new SyntaxError(`routes${id}: "${part}" is not a path that can be matched`);
  }
  return pattern;
}

function isGroup(part: string): boolean {
  return part.startsWith("(") && part.endsWith(")");
}

function partsOf(id: string): string[] {
  return id.split("/").filter((part) => part !== "");
}
