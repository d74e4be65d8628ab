import assert from "node:assert/strict";
import { ConfigError, readConfig } from "../../fresh.config.ts";
import { HOUSEHOLD_LIMITS, SOCKET_LIMITS } from "../../server/server_limits.ts";

Deno.test("nothing need be configured", () => {
  assert.deepEqual(read({}), {
    host: "localhost",
    port: 8000,
    roomCapacity: 8,
    allowedOrigins: [],
    ice: { stunUrls: [], turn: null },
    metricsToken: null,
    backend: { type: "memory" },
    trustedProxies: [
      { address: [127, 0, 0, 0], bits: 8 },
      { address: [...Array(15).fill(0), 1], bits: 128 },
    ],
    embedOrigins: [],
    socketLimits: SOCKET_LIMITS,
    householdLimits: HOUSEHOLD_LIMITS,
    logLevel: "info",
    logFormat: "text",
  });
});

Deno.test("every variable has its say", () => {
  assert.deepEqual(
    read({
      HOST: "0.0.0.0",
      PORT: "0",
      ROOM_CAPACITY: "16",
      ALLOWED_ORIGINS: "https://a.example, http://b.example:8080",
      STUN_URLS: "stun:stun.example.org:3478,stuns:stun.example.org",
      TURN_URLS: "turn:turn.example.org:3478?transport=udp, turns:turn.example.org",
      TURN_SECRET: "north",
      TURN_TTL: "600",
      METRICS_TOKEN: "south",
      REDIS_URL: "rediss://:pass@redis.example:6380",
      REDIS_PREFIX: "calls",
      TRUSTED_PROXIES: "10.0.0.0/8, ::1",
      EMBED_ORIGINS: "https://c.example",
      SOCKET_FRAMES_PER_SECOND: "100",
      SOCKET_FRAMES_AT_ONCE: "300",
      FRAME_KIB: "128",
      BUFFERED_KIB: "512",
      IDLE_MINUTES: "60",
      ADDRESS_SOCKETS: "10",
      ADDRESS_ROOMS: "3",
      ADDRESS_CONNECTS_PER_SECOND: "2",
      ADDRESS_CONNECTS_AT_ONCE: "20",
      ADDRESS_FRAMES_PER_SECOND: "400",
      ADDRESS_FRAMES_AT_ONCE: "1200",
      LOG_LEVEL: "silent",
      LOG_FORMAT: "json",
    }),
    {
      host: "0.0.0.0",
      port: 0,
      roomCapacity: 16,
      allowedOrigins: ["https://a.example", "http://b.example:8080"],
      ice: {
        stunUrls: ["stun:stun.example.org:3478", "stuns:stun.example.org"],
        turn: {
          urls: ["turn:turn.example.org:3478?transport=udp", "turns:turn.example.org"],
          secret: "north",
          ttlSeconds: 600,
        },
      },
      metricsToken: "south",
      backend: { type: "redis", url: "rediss://:pass@redis.example:6380", prefix: "calls" },
      trustedProxies: [
        { address: [10, 0, 0, 0], bits: 8 },
        { address: [...Array(15).fill(0), 1], bits: 128 },
      ],
      embedOrigins: ["https://c.example"],
      socketLimits: {
        frameRate: { perSecond: 100, burst: 300 },
        maxFrameBytes: 131_072,
        maxBufferedBytes: 524_288,
        idleMs: 3_600_000,
      },
      householdLimits: {
        sockets: 10,
        rooms: 3,
        connects: { perSecond: 2, burst: 20 },
        frames: { perSecond: 400, burst: 1200 },
      },
      logLevel: "silent",
      logFormat: "json",
    },
  );
});

Deno.test("empty is the same as absent, and a host that runs many instances wants JSON", () => {
  assert.deepEqual(read({ PORT: "", ALLOWED_ORIGINS: " , ", LOG_LEVEL: " " }), read({}));
  assert.equal(read({ DENO_DEPLOYMENT_ID: "abc" }).logFormat, "json");
});

for (
  const [name, ...values] of [
    ["PORT", "http", "-1", "65536", "80.5", "0x50", "1e3"],
    ["ROOM_CAPACITY", "1", "17", "many"],
    ["TRUSTED_PROXIES", "proxy.example", "10.0.0.0/33", "1.2.3", "::1::", "10.0.0.0/8/8"],
    ["EMBED_ORIGINS", "*", "'self'", "https://a.example; script-src *"],
    ["FRAME_KIB", "1", "2048", "64.5"],
    ["ADDRESS_SOCKETS", "0", "-1"],
    ["ALLOWED_ORIGINS", "a.example", "https://a.example/", "*", "https://a.example,ftp://b"],
    ["STUN_URLS", "stun.example.org", "turn:turn.example.org", "stun:"],
    ["TURN_URLS", "turn.example.org", "stun:turn.example.org", "turn:a?transport=sctp"],
    ["LAGOON_BACKEND", "postgres", "Redis"],
    ["REDIS_URL", "localhost:6379", "http://localhost", "redis://"],
    ["TURN_TTL", "59", "an hour"],
    ["LOG_LEVEL", "loud", "INFO"],
    ["LOG_FORMAT", "xml"],
  ] as const
) {
  Deno.test(`a wrong ${name} is one sentence that names it`, () => {
    for (const value of values) {
      assert.throws(() => read({ [name]: value }), (error) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, new RegExp(`^${name} must be [^\\n]+\\.$`));
        return true;
      });
    }
  });
}

Deno.test("rooms live in memory, in Redis if there is one, and in KV if asked", () => {
  const backend = (env: Record<string, string>) => read(env).backend;
  assert.deepEqual(backend({ LAGOON_BACKEND: "kv" }), { type: "kv", path: null });
  assert.deepEqual(backend({ LAGOON_BACKEND: "kv", KV_PATH: "/a" }), { type: "kv", path: "/a" });
  const REDIS_URL = "redis://localhost";
  assert.deepEqual(backend({ LAGOON_BACKEND: "memory", REDIS_URL }), { type: "memory" });
  assert.throws(() => backend({ LAGOON_BACKEND: "redis" }), /^ConfigError: REDIS_URL must be /);
});

Deno.test("on Deno Deploy rooms live in the database that is assigned, unless something is named", () => {
  const backend = (env: Record<string, string>) =>
    read({ DENO_DEPLOYMENT_ID: "abc", ...env }).backend.type;
  assert.equal(backend({}), "kv-if-assigned");
  assert.equal(backend({ LAGOON_BACKEND: "memory" }), "memory");
  assert.equal(backend({ REDIS_URL: "redis://localhost" }), "redis");
});

Deno.test("a wrong REDIS_URL is not repeated: it may hold a password", () => {
  assert.throws(() => read({ REDIS_URL: "redis//:north@host" }), (error) => {
    return error instanceof ConfigError && !error.message.includes("north");
  });
});

Deno.test("TURN servers without a secret, or with an empty one, stop the start", () => {
  assert.throws(() => read({ TURN_URLS: "turn:a" }), /^ConfigError: TURN_SECRET must be /);
  assert.throws(() => read({ TURN_URLS: "turn:a", TURN_SECRET: " " }), /^ConfigError: TURN_SECRET/);
});

Deno.test("a wrong variable stops the start with its sentence and nothing else", async () => {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", new URL("../../fresh.config.ts", import.meta.url).href],
    env: { PORT: "eighty", NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  assert.equal(code, 1);
  assert.equal(text.decode(stdout), "");
  assert.equal(
    text.decode(stderr),
    `PORT must be a whole number from 0 to 65535, but is "eighty".\n`,
  );
});

function read(env: Record<string, string>) {
  return readConfig((name) => env[name]);
}
