import assert from "node:assert/strict";
import { type AppProcess, startApp, startFaultyApp } from "./support/app_process.ts";
import { roomOf } from "./support/ids.ts";
import { openPeer, randomRoom } from "./support/test_peer.ts";

interface Answer {
  status: number;
  path: string;
  /** @default "GET" */
  method?: string;
  headers?: Record<string, string>;
}

const ROUTES = new URL("../../routes/", import.meta.url);
/** The one that is not among the routes: sockets are answered before there is anything for pages. */
const SOCKETS = "../server/signaling_socket.ts";
const SIGNAL = `/api/signal/${roomOf(1)}`;
const UPGRADE = { upgrade: "websocket" };
/** What a request lacks nothing of that asks for a WebSocket. */
const HANDSHAKE = {
  ...UPGRADE,
  "connection": "upgrade",
  "sec-websocket-version": "13",
  "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
};
const FAULT = { "x-fault": "yes" };
const TOKEN = "south";

/** Every answer of every file that answers addresses, while the server is up and its store is not. */
const ANSWERS: Readonly<Record<string, readonly Answer[]>> = {
  "index.tsx": [
    { status: 200, path: "/" },
    { status: 200, path: "/", method: "HEAD" },
    { status: 200, path: "/", method: "POST" },
    { status: 200, path: "/?lang=ar" },
    { status: 500, path: "/", headers: FAULT },
  ],
  "r/[slug].tsx": [
    { status: 200, path: "/r/calm-blue-bay" },
    { status: 200, path: "/r/calm-blue-bay?lang=zh" },
    { status: 404, path: "/r/Not A Slug" },
    { status: 405, path: "/r/calm-blue-bay", method: "POST" },
    { status: 500, path: "/r/calm-blue-bay", headers: FAULT },
  ],
  "api/health.ts": [
    { status: 200, path: "/api/health?live" },
    { status: 503, path: "/api/health" },
    { status: 503, path: "/api/health", method: "HEAD" },
    { status: 405, path: "/api/health", method: "OPTIONS" },
    { status: 405, path: "/api/health", method: "DELETE" },
    { status: 500, path: "/api/health", headers: FAULT },
  ],
  "api/metrics.ts": [
    { status: 200, path: "/api/metrics", headers: { authorization: `Bearer ${TOKEN}` } },
    { status: 401, path: "/api/metrics" },
    { status: 405, path: "/api/metrics", method: "PUT" },
    { status: 500, path: "/api/metrics", headers: FAULT },
  ],
  [SOCKETS]: [
    { status: 400, path: SIGNAL },
    // An upgrade that lacks what it takes.
    { status: 400, path: SIGNAL, headers: UPGRADE },
    { status: 403, path: SIGNAL, headers: { ...HANDSHAKE, origin: "https://evil.example" } },
    { status: 404, path: "/api/signal/blue" },
    { status: 404, path: "/api/signal/blue", headers: HANDSHAKE },
    { status: 405, path: SIGNAL, method: "POST" },
    { status: 500, path: SIGNAL, headers: FAULT },
    { status: 500, path: SIGNAL, headers: { ...HANDSHAKE, ...FAULT } },
  ],
};

/** What is answered before there is a route. */
const FILES: readonly Answer[] = [
  { status: 200, path: "/robots.txt" },
  { status: 200, path: "/favicon.svg" },
  { status: 200, path: "/styles.css" },
  { status: 200, path: "/open_call.js" },
  { status: 200, path: "/manifest.webmanifest" },
  // Of another build.
  { status: 307, path: "/styles.css?__frsh_c=long-ago" },
  { status: 405, path: "/styles.css", method: "POST" },
  { status: 500, path: "/styles.css", headers: FAULT },
  { status: 404, path: "/favicon.ico" },
  { status: 404, path: "/nowhere" },
  { status: 404, path: "/%" },
  { status: 404, path: "/styles.css.map" },
  { status: 404, path: "/nowhere", headers: HANDSHAKE },
];

/** What is answered while the server goes away. */
const DRAINING: typeof ANSWERS = {
  "index.tsx": [{ status: 200, path: "/" }],
  "api/health.ts": [
    { status: 503, path: "/api/health" },
    { status: 503, path: "/api/health?live" },
  ],
  [SOCKETS]: [{ status: 503, path: SIGNAL, headers: HANDSHAKE }],
};

/** What is answered to whoever asks more often than they may. */
const TOO_OFTEN: typeof ANSWERS = {
  [SOCKETS]: [{ status: 429, path: SIGNAL, headers: UPGRADE }],
};

Deno.test("[A5] every route has an answer here for every status that it names", () => {
  const files = [...routeFiles(""), SOCKETS];
  assert.ok(files.length > 4);
  assert.deepEqual(files.sort(), Object.keys(ANSWERS).sort());
  for (const file of files) {
    const answers = [ANSWERS, DRAINING, TOO_OFTEN].flatMap((all) => all[file] ?? []);
    const answered = new Set(answers.map(({ status }) => status));
    for (const status of [...namedStatuses(file), 500]) {
      assert.ok(answered.has(status), `${file} answers ${status}, and nobody looks at that`);
    }
  }
});

Deno.test("[A5] every route, at every status, forbids what a page of ours never needs", async (t) => {
  await using app = await startFaultyApp({
    EMBED_ORIGINS: "",
    METRICS_TOKEN: TOKEN,
    // Nobody listens there.
    REDIS_URL: "redis://127.0.0.1:9",
    LOG_LEVEL: "error",
  });
  // Whoever asks for a seat finds out that the store is away.
  await using early = await openPeer(app, randomRoom());
  early.hello();
  assert.equal((await early.next("error")).code, "unavailable");
  const check = async (answer: Answer) => {
    const { status, path, method = "GET", headers = {} } = answer;
    const said = Object.keys(headers).filter((name) => name in TOLD).map((name) => TOLD[name]);
    await t.step(`${[`${method} ${path}`, ...said].join(", ")}: ${status}`, async () => {
      const { status: got, headers } = await ask(app, answer);
      assert.equal(got, status);
      assertGuarded(headers);
      assert.equal(headers.get("strict-transport-security"), null);
    });
  };
  for (const answer of [...Object.values(ANSWERS).flat(), ...FILES]) await check(answer);

  await t.step("what a browser has already: 304", async () => {
    const fresh = await ask(app, { status: 200, path: "/styles.css" });
    const headers = { "if-none-match": fresh.headers.get("etag")! };
    const { status, headers: got } = await ask(app, { status: 304, path: "/styles.css", headers });
    assert.equal(status, 304);
    assertGuarded(got);
  });

  await t.step("every script that a page loads: 200, and it names no source map", async () => {
    const page = await (await fetch(`http://${app.host}/r/calm-blue-bay`)).text();
    const scripts = [...new Set(page.match(/\/_fresh\/js\/[^"']+\.js/g))];
    assert.ok(scripts.length > 0);
    for (const path of scripts) {
      const { status, headers } = await ask(app, { status: 200, path });
      assert.equal(status, 200);
      assertGuarded(headers);
      assert.equal(headers.get("sourcemap"), null);
      assert.equal((await ask(app, { status: 404, path: `${path}.map` })).status, 404);
      const script = await (await fetch(`http://${app.host}${path}`)).text();
      assert.doesNotMatch(script, /sourceMappingURL/);
    }
  });

  await t.step("behind TLS, https is asked for next time as well", async () => {
    const secure = { "x-forwarded-proto": "https" };
    for (const headers of [secure, { ...secure, ...FAULT }]) {
      const { headers: got } = await ask(app, { status: 200, path: "/", headers });
      assert.match(got.get("strict-transport-security") ?? "", /^max-age=\d+$/);
    }
  });

  await (await fetch(`http://${app.host}/drain`)).body?.cancel();
  for (const answer of Object.values(DRAINING).flat()) await check(answer);
});

Deno.test("[A5] [E9] so does the answer to whoever opens too much", async () => {
  await using app = await startApp({
    ADDRESS_CONNECTS_AT_ONCE: "1",
    ADDRESS_CONNECTS_PER_SECOND: "1",
  });
  for (const answer of Object.values(TOO_OFTEN).flat()) {
    await ask(app, answer);
    const { status, headers } = await ask(app, answer);
    assert.equal(status, answer.status);
    assert.equal(headers.get("retry-after"), "1");
    assertGuarded(headers);
  }
});

Deno.test("[A5] a page goes into frames of those who are named, and of nobody else", async () => {
  await using app = await startApp({ EMBED_ORIGINS: "https://a.example,https://b.example" });
  const { headers } = await ask(app, { status: 200, path: "/r/calm-blue-bay" });
  const policy = headers.get("content-security-policy") ?? "";
  assert.match(policy, /frame-ancestors https:\/\/a\.example https:\/\/b\.example(;|$)/);
});

/** How a case is told apart from others of the same address. */
const TOLD: Readonly<Record<string, string>> = {
  "upgrade": "asking for an upgrade",
  "x-fault": "when something fails",
  "authorization": "with the token",
};

/** The files that answer addresses, below `routes/`. */
function* routeFiles(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(new URL(folder, ROUTES))) {
    if (isDirectory) yield* routeFiles(`${folder}${name}/`);
    else if (!name.startsWith("_")) yield `${folder}${name}`;
  }
}

/** The statuses that a route's file says, or what it leaves the saying to. */
function namedStatuses(file: string): number[] {
  const source = Deno.readTextFileSync(new URL(file, ROUTES));
  const told = source.includes("admit(")
    ? Deno.readTextFileSync(new URL("../server/admission.ts", ROUTES))
    : "";
  const named = `${source}${told}`.match(/\b[2345]\d\d\b/g)?.map(Number) ?? [];
  // Handlers are for the verbs that they name, and no others.
  return file === SOCKETS || source.includes("define.handlers(") ? [...named, 405] : named;
}

function assertGuarded(headers: Headers): void {
  const policy = headers.get("content-security-policy") ?? "";
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /require-trusted-types-for 'script'; trusted-types 'none'/);
  assert.ok(!policy.includes("unsafe"), policy);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.equal(headers.get("referrer-policy"), "no-referrer");
  assert.equal(headers.get("x-content-type-options"), "nosniff");
  assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
  assert.equal(headers.get("cross-origin-resource-policy"), "same-origin");
  assert.match(headers.get("permissions-policy") ?? "", /camera=\(self\).*geolocation=\(\)/);
}

/** Over a plain connection: `fetch` would not ask for an upgrade. */
async function ask(
  app: AppProcess,
  { path, method = "GET", headers = {} }: Answer,
): Promise<{ status: number; headers: Headers }> {
  const [hostname, port] = app.host.split(":");
  using connection = await Deno.connect({ hostname: hostname!, port: Number(port) });
  const sent = { host: app.host, connection: "close", ...headers };
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const request = `${method} ${path.replaceAll(" ", "%20")} HTTP/1.1\r\n${lines}\r\n`;
  await connection.write(new TextEncoder().encode(request));
  let text = "";
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(4096);
  while (!text.includes("\r\n\r\n")) {
    const length = await connection.read(buffer);
    if (length === null) break;
    text += decoder.decode(buffer.subarray(0, length), { stream: true });
  }
  const [first = "", ...rest] = text.split("\r\n\r\n")[0]!.split("\r\n");
  const pairs = rest.map((line): [string, string] => {
    const at = line.indexOf(":");
    return [line.slice(0, at), line.slice(at + 1).trim()];
  });
  return { status: Number(first.split(" ")[1]), headers: new Headers(pairs) };
}
