import assert from "node:assert/strict";
import { type AppProcess, startApp } from "./support/app_process.ts";
import { roomOf } from "./support/ids.ts";

/** Every kind of answer that the site gives. */
const ANSWERS: readonly {
  status: number;
  path: string;
  method?: string;
  headers?: Record<string, string>;
}[] = [
  { status: 200, path: "/" },
  { status: 200, path: "/?lang=ar" },
  { status: 200, path: "/r/calm-blue-bay" },
  { status: 200, path: "/api/health" },
  { status: 200, path: "/robots.txt" },
  { status: 200, path: "/favicon.svg" },
  { status: 200, path: "/styles.css" },
  { status: 404, path: "/nowhere" },
  { status: 404, path: "/r/Not A Slug" },
  { status: 404, path: "/api/signal/blue" },
  { status: 400, path: `/api/signal/${roomOf(1)}` },
  // An upgrade that lacks what it takes.
  { status: 400, path: `/api/signal/${roomOf(1)}`, headers: { upgrade: "websocket" } },
  {
    status: 403,
    path: `/api/signal/${roomOf(1)}`,
    headers: { upgrade: "websocket", origin: "https://evil.example" },
  },
  { status: 404, path: "/api/signal/blue", headers: { upgrade: "websocket" } },
  { status: 200, path: "/", method: "POST" },
  { status: 405, path: "/api/health", method: "DELETE" },
];

Deno.test("[A5] every route, at every status, forbids what a page of ours never needs", async (t) => {
  await using app = await startApp({ EMBED_ORIGINS: "" });
  for (const answer of ANSWERS) {
    const { status, path, method = "GET" } = answer;
    const upgrade = answer.headers?.upgrade === undefined ? "" : ", asking for an upgrade";
    await t.step(`${method} ${path}${upgrade}: ${status}`, async () => {
      const { status: got, headers } = await ask(app, answer);
      assert.equal(got, status);
      assertGuarded(headers);
      assert.equal(headers.get("strict-transport-security"), null);
    });
  }

  await t.step("behind TLS, https is asked for next time as well", async () => {
    const secure = { status: 200, path: "/", headers: { "x-forwarded-proto": "https" } };
    const { headers } = await ask(app, secure);
    assert.match(headers.get("strict-transport-security") ?? "", /^max-age=\d+$/);
  });
});

Deno.test("[A5] [E9] so does the answer to whoever opens too much", async () => {
  await using app = await startApp({
    ADDRESS_CONNECTS_AT_ONCE: "1",
    ADDRESS_CONNECTS_PER_SECOND: "1",
  });
  const upgrade = {
    status: 429,
    path: `/api/signal/${roomOf(1)}`,
    headers: { upgrade: "websocket" },
  };
  await ask(app, upgrade);
  const { status, headers } = await ask(app, upgrade);
  assert.equal(status, 429);
  assert.equal(headers.get("retry-after"), "1");
  assertGuarded(headers);
});

Deno.test("[A5] a page goes into frames of those who are named, and of nobody else", async () => {
  await using app = await startApp({ EMBED_ORIGINS: "https://a.example,https://b.example" });
  const { headers } = await ask(app, { status: 200, path: "/r/calm-blue-bay" });
  const policy = headers.get("content-security-policy") ?? "";
  assert.match(policy, /frame-ancestors https:\/\/a\.example https:\/\/b\.example(;|$)/);
});

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
  { path, method = "GET", headers = {} }: typeof ANSWERS[number],
): Promise<{ status: number; headers: Headers }> {
  const [hostname, port] = app.host.split(":");
  using connection = await Deno.connect({ hostname: hostname!, port: Number(port) });
  const sent = { host: app.host, connection: "close", ...headers };
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const request = `${method} ${encodeURI(path)} HTTP/1.1\r\n${lines}\r\n`;
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
