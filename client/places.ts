/** Who keeps which place on the stage, so that no face jumps because somebody else came or went. */

/**
 * The order of `present` that moves as few as can be out of their places in `before`. A place that somebody
 * left goes to a newcomer, or to whoever stood last; everybody else stays where they are.
 */
export function keepPlaces<Who>(before: readonly Who[], present: readonly Who[]): Who[] {
  const here = new Set(present);
  const known = new Set(before);
  const kept = before.slice(0, present.length);
  const homeless = before.slice(present.length).filter((who) => here.has(who));
  const waiting = [...homeless, ...present.filter((who) => !known.has(who))].values();
  const places = kept.map((who) => here.has(who) ? who : waiting.next().value!);
  return [...places, ...waiting];
}
