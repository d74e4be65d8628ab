/**
 * Joins class names, leaving out what is not wanted. The stylesheet is made from the strings inside
 * `class` and `cx(…)`, so conditions are computed before: `cx("tile", muted && "opacity-50")`.
 */
export function cx(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
