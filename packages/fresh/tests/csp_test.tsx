import assert from "node:assert/strict";
import { App, csp, type CSPOptions } from "fresh";

async function policyOf(options: CSPOptions, path = "/page") {
  const app = new App()
    .use(csp(options))
    .get("/data", (ctx) => ctx.json({}))
    .get("/page", (ctx) =>
      ctx.render(
        <div>
          <style>p {}</style>
          <script>1</script>
          <script nonce="own">2</script>
        </div>,
      ));
  const response = await app.handler()(new Request(new URL(path, "http://localhost")));
  return {
    response,
    html: await response.text(),
    policy: response.headers.get("content-security-policy") ?? "",
  };
}

Deno.test("the default policy is upstream's", async () => {
  const { policy } = await policyOf({});
  assert.equal(
    policy,
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; font-src 'self'; " +
      "img-src 'self' data:; media-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'; " +
      "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; upgrade-insecure-requests",
  );
});

Deno.test("a directive of one's own replaces the default of that name", async () => {
  const { policy } = await policyOf({ csp: ["connect-src 'self' wss:", "sandbox"] });
  assert.equal(policy.match(/connect-src/g)?.length, 1);
  assert.match(policy, /connect-src 'self' wss:; sandbox$/);
});

Deno.test("with a nonce nothing inline is allowed but what the page was drawn with", async () => {
  const { policy, html } = await policyOf({
    useNonce: true,
    csp: ["script-src-elem 'self' 'unsafe-inline'", "img-src 'unsafe-inline'"],
  });
  const nonce = /script-src 'self' 'nonce-(\w{32})'/.exec(policy)?.[1];
  assert.ok(nonce);
  assert.ok(policy.includes(`style-src 'self' 'nonce-${nonce}'`));
  assert.ok(policy.includes(`script-src-elem 'self' 'nonce-${nonce}'`));
  assert.ok(policy.includes("img-src 'unsafe-inline'"), "only scripts and styles take nonces");
  assert.ok(html.includes(`<style nonce="${nonce}">`));
  assert.ok(html.includes(`<script nonce="${nonce}">1</script>`));
  assert.ok(html.includes('<script nonce="own">2</script>'));
});

Deno.test("every page has a nonce of its own", async () => {
  const [one, two] = await Promise.all([
    policyOf({ useNonce: true }),
    policyOf({ useNonce: true }),
  ]);
  assert.notEqual(one.policy, two.policy);
});

Deno.test("an answer that is no page keeps the policy without a nonce", async () => {
  const { policy } = await policyOf({ useNonce: true }, "/data");
  assert.match(policy, /script-src 'self' 'unsafe-inline'/);
});

Deno.test("reports go where they are asked to, and may replace blocking", async () => {
  const { response } = await policyOf({ reportOnly: true, reportTo: "/reports" });
  assert.equal(response.headers.get("content-security-policy"), null);
  const policy = response.headers.get("content-security-policy-report-only") ?? "";
  assert.match(policy, /report-to csp-endpoint; report-uri \/reports$/);
  assert.equal(response.headers.get("reporting-endpoints"), 'csp-endpoint="/reports"');
});
