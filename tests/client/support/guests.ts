/** People of whom tests of rosters and calls tell. */
import type { Introduction } from "../../../client/roster.ts";
import type { PeerId, SessionId } from "../../../protocol/ids.ts";
import type { Profile } from "../../../protocol/profile.ts";

export const ANNA = "anna" as PeerId;
export const BEN = "ben" as PeerId;
export const CARL = "carl" as PeerId;
export const FIRST_LIFE = "first life" as SessionId;
export const SECOND_LIFE = "second life" as SessionId;
export const THIRD_LIFE = "third life" as SessionId;

/** One after the other. */
const LIVES = [FIRST_LIFE, SECOND_LIFE, THIRD_LIFE];

export function introduction(
  peer: PeerId,
  { session = FIRST_LIFE, revision = 1, name = String(peer) } = {},
): Introduction {
  const profile: Profile = {
    name,
    microphone: "on",
    camera: "on",
    screen: "off",
    hand: null,
    session,
    since: LIVES.indexOf(session),
    revision,
  };
  return { peer, profile, sealed: `${peer} ${session} ${revision}` };
}
