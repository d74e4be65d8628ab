import assert from "node:assert/strict";
import { parseRange } from "../../server/ip_address.ts";
import { headersFor, nonceOf, securityHeaders } from "../../server/security_headers.ts";

Deno.test("nothing inline may run but what carries the nonce", () => {
  const policy = policyOf("c0ffee");
  assert.match(policy, /script-src 'self' 'nonce-c0ffee';/);
  assert.match(policy, /style-src 'self';/);
  assert.ok(!policy.includes("unsafe"));
  assert.match(policyOf(null), /script-src 'self';/);
});

Deno.test("the nonce is found wherever a policy names it", () => {
  assert.equal(nonceOf("default-src 'self'; script-src 'self' 'nonce-ab12+/='"), "ab12+/=");
  // Upstream's later versions leave `unsafe-inline` beside it, for browsers that know no nonce.
  assert.equal(nonceOf("script-src 'self' 'unsafe-inline' 'nonce-ab12'"), "ab12");
  assert.equal(nonceOf("script-src 'self' 'unsafe-inline'"), null);
  assert.equal(nonceOf(null), null);
});

Deno.test("no text becomes a script: Trusted Types are required, and nobody may make any", () => {
  assert.match(policyOf("c0ffee"), /require-trusted-types-for 'script'; trusted-types 'none'/);
});

Deno.test("pages stay out of frames, but for those of origins that were named", () => {
  assert.match(policyOf(null), /frame-ancestors 'none'/);
  const named = securityHeaders({ ...PLAIN, embedOrigins: ["https://a.example"] });
  assert.match(named["Content-Security-Policy"]!, /frame-ancestors https:\/\/a\.example;/);
});

Deno.test("https is asked for where it was used, and only there", () => {
  assert.equal(securityHeaders(PLAIN)["Strict-Transport-Security"], undefined);
  const secure = securityHeaders({ ...PLAIN, secure: true });
  assert.match(secure["Strict-Transport-Security"]!, /max-age=\d{8}/);
  const asked = (remote: string, proto: string) =>
    headersFor(
      {
        req: new Request("http://lagoon.example/", { headers: { "x-forwarded-proto": proto } }),
        info: { remoteAddr: { transport: "tcp", hostname: remote, port: 1 } },
      },
      null,
      { embedOrigins: [], trustedProxies: [parseRange("10.0.0.0/8")!] },
    )["Strict-Transport-Security"];
  assert.ok(asked("10.1.2.3", "https"));
  assert.equal(asked("10.1.2.3", "http"), undefined);
  assert.equal(asked("192.0.2.1", "https"), undefined);
});

const PLAIN = { nonce: null, embedOrigins: [], secure: false };

function policyOf(nonce: string | null): string {
  return securityHeaders({ ...PLAIN, nonce })["Content-Security-Policy"]!;
}
