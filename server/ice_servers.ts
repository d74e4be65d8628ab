/** Which servers a peer is told to find its way with ([I1], [I2]). */
import type { IceServer } from "../protocol/signaling.ts";
import { turnCredentials } from "./turn_credentials.ts";

export interface IceConfig {
  stunUrls: readonly string[];
  turn: TurnConfig | null;
}

export interface TurnConfig {
  urls: readonly string[];
  /** Shared with the TURN servers, and with nobody else. */
  secret: string;
  /** How long credentials are good, in seconds. */
  ttlSeconds: number;
}

/** What `welcome` and `ice` say. */
export interface Ice {
  iceServers: IceServer[];
  iceTtl?: number;
}

/** The servers for `holder`, with credentials that begin `now`, in milliseconds. */
export function iceFor({ stunUrls, turn }: IceConfig, holder: string, now: number): Ice {
  const stun: IceServer[] = stunUrls.length > 0 ? [{ urls: [...stunUrls] }] : [];
  if (turn === null) return { iceServers: stun };
  const { urls, secret, ttlSeconds } = turn;
  const until = Math.floor(now / 1000) + ttlSeconds;
  const credentials = turnCredentials({ secret, holder, until });
  return { iceServers: [...stun, { urls: [...urls], ...credentials }], iceTtl: ttlSeconds };
}
