import assert from "node:assert/strict";
import { nonceOf, securityHeaders } from "../../server/security_headers.ts";

Deno.test("nothing inline may run but what carries the nonce", () => {
  const policy = policyOf("c0ffee");
  assert.match(policy, /script-src 'self' 'nonce-c0ffee';/);
  assert.match(policy, /style-src 'self';/);
  assert.ok(!policy.includes("unsafe"));
  assert.match(policyOf(null), /script-src 'self';/);
});

Deno.test("the nonce is found wherever a policy names it", () => {
  assert.equal(nonceOf("default-src 'self'; script-src 'self' 'nonce-ab12+/='"), "ab12+/=");
  assert.equal(nonceOf("script-src 'self' 'unsafe-inline'"), null);
  assert.equal(nonceOf(null), null);
});

function policyOf(nonce: string | null): string {
  return securityHeaders(nonce)["Content-Security-Policy"]!;
}
