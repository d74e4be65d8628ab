/**
 * What the server is told from outside. Fresh 2 reads no such file: this is a plain module that reads the
 * environment once, checks it, and exports what `main.ts` and the entry points need.
 */
import { DEFAULT_ROOM_CAPACITY } from "./protocol/limits.ts";
import type { BackendConfig } from "./server/choose_backend.ts";
import type { HouseholdLimits } from "./server/households.ts";
import type { IceConfig, TurnConfig } from "./server/ice_servers.ts";
import { type IpRange, parseRange } from "./server/ip_address.ts";
import { LOG_FORMATS, LOG_LEVELS, type LogFormat, type LogLevel } from "./server/log.ts";
import { HOUSEHOLD_LIMITS, SOCKET_LIMITS, type SocketLimits } from "./server/server_limits.ts";

export interface Config {
  host: string;
  port: number;
  /** Seats of each room. */
  roomCapacity: number;
  /** Origins besides this host whose pages may open a signaling socket. */
  allowedOrigins: readonly string[];
  ice: IceConfig;
  /** What one must know to read the metrics; `null` if nothing. */
  metricsToken: string | null;
  /** Where rooms live. */
  backend: BackendConfig;
  /** Proxies that are believed about whose request they pass on. */
  trustedProxies: readonly IpRange[];
  /** Origins whose pages may show ours in a frame. */
  embedOrigins: readonly string[];
  socketLimits: SocketLimits;
  householdLimits: HouseholdLimits;
  logLevel: LogLevel;
  logFormat: LogFormat;
}

/** A variable that cannot be used. The message is one sentence that names it. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** Reads the configuration; `env` gives the value of a variable. Throws {@link ConfigError}. */
export function readConfig(env: (name: string) => string | undefined): Config {
  const read = (name: string) => env(name)?.trim() || undefined;
  const onDeploy = read("DENO_DEPLOYMENT_ID") !== undefined;
  return {
    host: read("HOST") ?? "localhost",
    port: readInteger(read, "PORT", { min: 0, max: 65_535, fallback: 8000 }),
    roomCapacity: readInteger(read, "ROOM_CAPACITY", {
      min: 2,
      max: 16,
      fallback: DEFAULT_ROOM_CAPACITY,
    }),
    allowedOrigins: readList(
      read,
      "ALLOWED_ORIGINS",
      isOrigin,
      "https://example.org",
    ),
    ice: {
      stunUrls: readList(read, "STUN_URLS", isStunUrl, "stun:host:port"),
      turn: readTurn(read),
    },
    metricsToken: read("METRICS_TOKEN") ?? null,
    backend: readBackend(read, onDeploy),
    // What ends TLS is mostly on the same machine; nobody else comes from there.
    trustedProxies: readList(
      (name) => read(name) ?? "127.0.0.0/8,::1",
      "TRUSTED_PROXIES",
      isRange,
      "10.0.0.0/8",
    ).map((text) => parseRange(text)!),
    embedOrigins: readList(read, "EMBED_ORIGINS", isOrigin, "https://example.org"),
    socketLimits: readSocketLimits(read),
    householdLimits: readHouseholdLimits(read),
    logLevel: readChoice(read, "LOG_LEVEL", LOG_LEVELS, "info"),
    logFormat: readChoice(
      read,
      "LOG_FORMAT",
      LOG_FORMATS,
      onDeploy ? "json" : "text",
    ),
  };
}

/** Reads the configuration of this process, which ends here if it is wrong. */
function readConfigOrExit(): Config {
  try {
    return readConfig((name) => Deno.env.get(name));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // deno-lint-ignore no-console -- there is no log yet, and a person is waiting for this sentence.
    console.error(error.message);
    Deno.exit(1);
  }
}

type Read = (name: string) => string | undefined;

/** `null` if there is no TURN server. */
function readTurn(read: Read): TurnConfig | null {
  const urls = readList(read, "TURN_URLS", isTurnUrl, "turn:host:port?transport=udp");
  const secret = read("TURN_SECRET");
  const ttlSeconds = readInteger(read, "TURN_TTL", { min: 60, max: 604_800, fallback: 3600 });
  if (urls.length === 0) return null;
  if (secret !== undefined) return { urls, secret, ttlSeconds };
  throw new ConfigError(
    "TURN_SECRET must be the static-auth-secret of the servers in TURN_URLS, but is not set.",
  );
}

const BACKENDS = ["memory", "redis", "kv"] as const;

function readBackend(read: Read, onDeploy: boolean): BackendConfig {
  const url = readRedisUrl(read);
  const named = read("LAGOON_BACKEND") !== undefined;
  const fallback = url === undefined ? "memory" : "redis";
  const type = readChoice(read, "LAGOON_BACKEND", BACKENDS, fallback);
  if (type === "kv") return { type, path: read("KV_PATH") ?? null };
  if (type === "memory") return onDeploy && !named ? { type: "kv-if-assigned" } : { type };
  if (url !== undefined) return { type, url, prefix: read("REDIS_PREFIX") ?? "lagoon" };
  throw new ConfigError(
    'REDIS_URL must be the address of a Redis, such as "redis://localhost:6379", but is not set.',
  );
}

function readRedisUrl(read: Read): string | undefined {
  const text = read("REDIS_URL");
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url !== null && /^rediss?:$/.test(url.protocol) && url.hostname !== "") return text;
  // It may hold a password, and this sentence ends up in logs.
  throw new ConfigError(
    'REDIS_URL must be an address such as "redis://localhost:6379", but is not.',
  );
}

function readInteger(
  read: Read,
  name: string,
  { min, max, fallback }: { min: number; max: number; fallback: number },
): number {
  const text = read(name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new ConfigError(
    `${name} must be a whole number from ${min} to ${max}, but is "${text}".`,
  );
}

function readSocketLimits(read: Read): SocketLimits {
  const { frameRate, maxFrameBytes, maxBufferedBytes, idleMs } = SOCKET_LIMITS;
  const number = (name: string, fallback: number, max: number, min = 1) =>
    readInteger(read, name, { min, max, fallback });
  return {
    frameRate: {
      perSecond: number("SOCKET_FRAMES_PER_SECOND", frameRate.perSecond, 100_000),
      burst: number("SOCKET_FRAMES_AT_ONCE", frameRate.burst, 1_000_000, 32),
    },
    // Less than the protocol allows would cut what honest clients say.
    maxFrameBytes: number("FRAME_KIB", maxFrameBytes / 1024, 1024, 64) * 1024,
    maxBufferedBytes: number("BUFFERED_KIB", maxBufferedBytes / 1024, 65_536, 64) * 1024,
    idleMs: number("IDLE_MINUTES", idleMs / 60_000, 525_600) * 60_000,
  };
}

function readHouseholdLimits(read: Read): HouseholdLimits {
  const { sockets, rooms, connects, frames } = HOUSEHOLD_LIMITS;
  const number = (name: string, fallback: number) =>
    readInteger(read, name, { min: 1, max: 1_000_000, fallback });
  return {
    sockets: number("ADDRESS_SOCKETS", sockets),
    rooms: number("ADDRESS_ROOMS", rooms),
    connects: {
      perSecond: number("ADDRESS_CONNECTS_PER_SECOND", connects.perSecond),
      burst: number("ADDRESS_CONNECTS_AT_ONCE", connects.burst),
    },
    frames: {
      perSecond: number("ADDRESS_FRAMES_PER_SECOND", frames.perSecond),
      burst: number("ADDRESS_FRAMES_AT_ONCE", frames.burst),
    },
  };
}

function readChoice<Choice extends string>(
  read: Read,
  name: string,
  choices: readonly Choice[],
  fallback: Choice,
): Choice {
  const text = read(name);
  if (text === undefined) return fallback;
  const choice = choices.find((choice) => choice === text);
  if (choice !== undefined) return choice;
  throw new ConfigError(
    `${name} must be one of ${choices.join(", ")}, but is "${text}".`,
  );
}

function readList(
  read: Read,
  name: string,
  isGood: (item: string) => boolean,
  example: string,
): readonly string[] {
  const items = (read(name) ?? "").split(",").map((item) => item.trim())
    .filter((item) => item !== "");
  const bad = items.find((item) => !isGood(item));
  if (bad === undefined) return items;
  throw new ConfigError(
    `${name} must be a list such as "${example}", separated by commas, but contains "${bad}".`,
  );
}

function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.parse(text)?.origin === text;
}

function isRange(text: string): boolean {
  return parseRange(text) !== null;
}

function isStunUrl(text: string): boolean {
  return /^stuns?:[^\s/?#]+$/.test(text);
}

function isTurnUrl(text: string): boolean {
  return /^turns?:[^\s/?#]+(\?transport=(udp|tcp))?$/.test(text);
}

export const config: Config = readConfigOrExit();
