import assert from "node:assert/strict";
import { ConfigError, readConfig } from "../../fresh.config.ts";
import { HOUSEHOLD_LIMITS, SOCKET_LIMITS } from "../../server/server_limits.ts";

Deno.test("nothing need be configured", () => {
  assert.deepEqual(read({}), {
    host: "localhost",
    port: 8000,
    roomCapacity: 8,
    allowedOrigins: [],
    iceServers: [],
    trustedProxies: [],
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
      iceServers: [{ urls: ["stun:stun.example.org:3478", "stuns:stun.example.org"] }],
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
