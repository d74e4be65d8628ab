/**
 * What the server is told from outside. Fresh 2 reads no such file: this is a plain module that reads the
 * environment once, checks it, and exports what `main.ts` and the entry points need.
 */
import { DEFAULT_ROOM_CAPACITY } from "./protocol/limits.ts";
import type { IceServer } from "./protocol/signaling.ts";
import { LOG_FORMATS, LOG_LEVELS, type LogFormat, type LogLevel } from "./server/log.ts";

export interface Config {
  host: string;
  port: number;
  /** Seats of each room. */
  roomCapacity: number;
  /** Origins besides this host whose pages may open a signaling socket. */
  allowedOrigins: readonly string[];
  iceServers: readonly IceServer[];
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
  const stunUrls = readList(read, "STUN_URLS", isStunUrl, "stun:host:port");
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
    iceServers: stunUrls.length > 0 ? [{ urls: [...stunUrls] }] : [],
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

function isStunUrl(text: string): boolean {
  return /^stuns?:[^\s/?#]+$/.test(text);
}

export const config: Config = readConfigOrExit();
