/**
 * Credentials of a TURN server that end by themselves, as coturn's `use-auth-secret` takes them
 * ({@link https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00 TURN REST API}): the server knows a
 * secret with us and nobody else, so nothing need be registered with it.
 */
import { createHmac } from "node:crypto";

export interface TurnCredentials {
  username: string;
  credential: string;
}

export interface TurnGrant {
  /** What the TURN server knows, too. */
  secret: string;
  /** Whose they are; quotas of coturn count by it. */
  holder: string;
  /** When they end, in seconds since the epoch. */
  until: number;
}

export function turnCredentials({ secret, holder, until }: TurnGrant): TurnCredentials {
  const username = `${until}:${holder}`;
  return { username, credential: createHmac("sha1", secret).update(username).digest("base64") };
}
