/** Which backend an instance has. What the others need is not even loaded. */
import { toBase64Url } from "../protocol/base64url.ts";
import type { OpenBackend } from "./backend.ts";
import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";
import { MemoryBackend } from "./memory_backend.ts";
import { KEPT_FORMAT, type OpenStore } from "./room_store.ts";
import { SharedBackend } from "./shared_backend.ts";

export type BackendConfig =
  /** Rooms of this instance, in its memory. */
  | { type: "memory" }
  | { type: "redis"; url: string; prefix: string }
  /** `path` is a file; `null` for the database that the host assigns, or Deno's own default. */
  | { type: "kv"; path: string | null }
  /** KV if the host has assigned a database, else memory. */
  | { type: "kv-if-assigned" };

export interface BackendNeeds {
  /** Seats of each room. */
  capacity: number;
  clock: Clock;
  log: Log;
}

/** How long a host may take to open its database at the start, in milliseconds. */
const ASSIGNED_DEADLINE_MS = 3_000;
/** How often one process looks for what another wrote to the same file, in milliseconds. */
const FILE_POLL_MS = 100;

/** Resolves at once but for KV, which is opened first. What cannot be reached yet is tried until it can. */
export async function chooseBackend(
  config: BackendConfig,
  needs: BackendNeeds,
): Promise<OpenBackend> {
  switch (config.type) {
    case "memory":
      return (events) => new MemoryBackend(events, needs);
    case "redis": {
      const { openRedisStore } = await import("./redis_store.ts");
      const prefix = `${config.prefix}:${KEPT_FORMAT}`;
      return shared(openRedisStore({ url: config.url, prefix }), needs);
    }
    case "kv":
      return await kvBackend(await Deno.openKv(config.path ?? undefined), config.path, needs);
    case "kv-if-assigned": {
      const kv = await assignedKv();
      needs.log({ event: "backend", type: kv === null ? "memory" : "kv" });
      if (kv === null) return chooseBackend({ type: "memory" }, needs);
      return await kvBackend(kv, null, needs);
    }
  }
}

async function kvBackend(
  kv: Deno.Kv,
  path: string | null,
  needs: BackendNeeds,
): Promise<OpenBackend> {
  const { openKvStore } = await import("./kv_store.ts");
  const pollMs = path === null ? 0 : FILE_POLL_MS;
  const root = `lagoon:${KEPT_FORMAT}`;
  return shared(openKvStore({ kv, root, clock: needs.clock, pollMs }), needs);
}

/** The database of the host, if there is one that answers. */
async function assignedKv(): Promise<Deno.Kv | null> {
  try {
    const kv = await Deno.openKv();
    const answer = kv.get(["lagoon"]);
    const late = AbortSignal.timeout(ASSIGNED_DEADLINE_MS);
    const { promise, reject } = Promise.withResolvers<never>();
    late.addEventListener("abort", () => reject(late.reason));
    await Promise.race([answer, promise]);
    return kv;
  } catch {
    return null;
  }
}

function shared(openStore: OpenStore, needs: BackendNeeds): OpenBackend {
  const instance = toBase64Url(crypto.getRandomValues(new Uint8Array(6)));
  return (events) =>
    new SharedBackend(events, { ...needs, instance, random: Math.random, openStore });
}
