/**
 * Joins class names, leaving out what is not wanted. The stylesheet is made from every string inside `class`
 * and `cx(…)`, so what a name depends on is worked out before: `muted && …`, not `state === … && …`.
 */
export function cx(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
