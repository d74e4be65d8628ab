/** Saying who we are, sealed, and learning who the others are. */
import { fromBase64Url, toBase64Url } from "../protocol/base64url.ts";
import type { SessionId } from "../protocol/ids.ts";
import { decodeProfile, encodeProfile } from "../protocol/profile.ts";
import type { SeatedPeer } from "../protocol/signaling.ts";
import type { Presence } from "./call_state.ts";
import type { Identity } from "./identity.ts";
import type { Introduction } from "./roster.ts";

/** The profiles of one session of ours, each sealed once and numbered in the order of what they say. */
export class Introductions {
  readonly #identity: Pick<Identity, "self" | "seal">;
  readonly #session: SessionId;
  readonly #since: number;
  #revision = 0;
  #told: Presence | null = null;

  /** @param since When the session began. */
  constructor(
    identity: Pick<Identity, "self" | "seal">,
    { session, since }: { session: SessionId; since: number },
  ) {
    this.#identity = identity;
    this.#session = session;
    this.#since = since;
  }

  /** Whether the others know this of us, or will when what is under way arrives. */
  hasTold(presence: Presence): boolean {
    const told = this.#told;
    return told !== null &&
      (Object.keys(presence) as (keyof Presence)[]).every((key) => presence[key] === told[key]);
  }

  async ofSelf(presence: Presence): Promise<SeatedPeer> {
    const { seal, self } = this.#identity;
    this.#told = presence;
    this.#revision += 1;
    const life = { session: this.#session, since: this.#since, revision: this.#revision };
    const profile = { ...presence, ...life };
    return {
      peer: self,
      profile: toBase64Url(await seal.seal("everyone", encodeProfile(profile))),
    };
  }

  /** Whoever cannot show the key of the room is not in it, whatever anyone says. */
  async open({ peer, profile: sealed }: SeatedPeer): Promise<Introduction | null> {
    const { seal, self } = this.#identity;
    const bytes = fromBase64Url(sealed);
    if (bytes === null || peer === self) return null;
    const opened = await seal.openShared(peer, bytes);
    const profile = opened.ok ? decodeProfile(opened.plaintext) : null;
    return profile && { peer, profile, sealed };
  }
}
