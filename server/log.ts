/**
 * What the server says about itself: one line per change that a person would notice. Never a name, a key, a
 * payload or an address; of ids only the beginning, since a whole room id opens its door.
 */
import type { PeerId, RoomId } from "../protocol/ids.ts";
import type { ErrorCode } from "../protocol/codes.ts";

export type LogEvent =
  | {
    event: "seated";
    room: RoomId;
    peer: PeerId;
    resumed: boolean;
    others: number;
  }
  | { event: "unseated"; room: RoomId; peer: PeerId; code: number }
  /** The server closed a socket for what it did. */
  | { event: "refused"; room: RoomId; code: ErrorCode }
  /** A peer did not take in what was sent to it. */
  | { event: "too-slow"; room: RoomId; bytes: number }
  | { event: "origin-refused"; origin: string }
  /** Too much was open behind one address, which is not named. */
  | { event: "household-refused"; room: RoomId; reason: string }
  /** Where rooms are kept, where that was found out at the start. */
  | { event: "backend"; type: "memory" | "kv" }
  /** What rooms are kept in does not answer: nobody new can be seated. */
  | { event: "store-away"; reason: string }
  | { event: "store-back"; rooms: number }
  /** News from other instances may be missing; rooms are looked through. */
  | { event: "mail-lost"; rooms: number }
  | { event: "draining"; sockets: number }
  | { event: "drained"; left: number }
  | { event: "failed"; where: string; error: string };

export const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = typeof LOG_LEVELS[number];
export const LOG_FORMATS = ["json", "text"] as const;
export type LogFormat = typeof LOG_FORMATS[number];

export type Log = (event: LogEvent) => void;

export interface LogOptions {
  level: LogLevel;
  format: LogFormat;
  now: () => number;
  write: (line: string) => void;
}

const LEVELS: Readonly<
  Record<LogEvent["event"], Exclude<LogLevel, "silent">>
> = {
  "seated": "info",
  "unseated": "info",
  "refused": "warn",
  "too-slow": "warn",
  "origin-refused": "warn",
  "household-refused": "warn",
  "backend": "info",
  "store-away": "error",
  "store-back": "info",
  "mail-lost": "warn",
  "draining": "info",
  "drained": "info",
  "failed": "error",
};

const SHOWN_ID_CHARS = 6;

export function createLog(options: LogOptions): Log {
  const threshold = LOG_LEVELS.indexOf(options.level);
  // People come in waves: many lines have one time.
  let at = NaN;
  let time = "";
  return (event) => {
    const level = LEVELS[event.event];
    if (LOG_LEVELS.indexOf(level) < threshold) return;
    const now = options.now();
    if (now !== at) time = new Date(at = now).toISOString();
    options.write(formatLine(event, level, time, options.format));
  };
}

/** Says nothing; for tests. */
export function silentLog(): void {}

function formatLine(
  event: LogEvent,
  level: LogLevel,
  time: string,
  format: LogFormat,
): string {
  const isJson = format === "json";
  let line = isJson
    ? `{"time":"${time}","level":"${level}","event":"${event.event}"`
    : `${time.slice(11, 19)} ${level.padEnd(5)} ${event.event}`;
  for (const key in event) {
    if (key === "event") continue;
    const value = written(shorten(key, event[key as keyof LogEvent]));
    line += isJson ? `,"${key}":${value}` : ` ${key}=${value}`;
  }
  return isJson ? `${line}}` : line;
}

/** Values that came from outside are quoted: nobody can write a line of their own into the log. */
function written(value: unknown): string {
  // Most are ids, and need no closer look.
  return typeof value === "string" && /^[\w-]*$/.test(value) ? `"${value}"` : JSON.stringify(value);
}

function shorten(key: string, value: unknown): unknown {
  if (typeof value !== "string") return value;
  if (key === "room" || key === "peer") return value.slice(0, SHOWN_ID_CHARS);
  return value.slice(0, 200);
}
