import assert from "node:assert/strict";
import fc from "fast-check";
import { householdOf, isInRange, parseIp, parseRange } from "../../server/ip_address.ts";
import { visitorOf } from "../../server/visitor.ts";

const PROXIES = [parseRange("10.0.0.0/8")!, parseRange("2001:db8:ffff::/48")!];

Deno.test("[E9] IPv6 is counted by 64 bits, and IPv4 in the clothes of IPv6 is IPv4", () => {
  const same = (a: string, b: string) => householdOf(parseIp(a)!) === householdOf(parseIp(b)!);
  assert.ok(same("2001:db8:1:2::3", "2001:DB8:1:2:ffff:ffff:ffff:ffff"));
  assert.ok(!same("2001:db8:1:2::3", "2001:db8:1:3::3"));
  assert.ok(same("192.0.2.1", "::ffff:192.0.2.1"));
  assert.ok(same("192.0.2.1", "::ffff:c000:201"));
  assert.ok(!same("192.0.2.1", "192.0.2.2"));
});

Deno.test("what is no address is none, whatever it looks like", () => {
  const texts = [
    "",
    "1.2.3",
    "1.2.3.256",
    "1.2.3.4.5",
    "a.b.c.d",
    ":",
    ":::",
    "1::2::3",
    "12345::",
  ];
  for (const text of [...texts, "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::1.2.3", "1.2.3.4::"]) {
    assert.equal(parseIp(text), null, text);
  }
  fc.assert(fc.property(fc.string(), (text) => void parseIp(text)));
  fc.assert(fc.property(fc.ipV6(), (text) => assert.ok(parseIp(text), text)));
});

Deno.test("a range takes the addresses that share its first bits", () => {
  const isIn = (address: string, range: string) => isInRange(parseIp(address)!, parseRange(range)!);
  assert.ok(isIn("10.255.0.1", "10.0.0.0/8"));
  assert.ok(!isIn("11.0.0.1", "10.0.0.0/8"));
  assert.ok(isIn("172.31.0.1", "172.16.0.0/12"));
  assert.ok(!isIn("172.32.0.1", "172.16.0.0/12"));
  assert.ok(isIn("192.0.2.1", "0.0.0.0/0"));
  assert.ok(!isIn("::1", "0.0.0.0/0"));
  assert.ok(!isIn("192.0.2.2", "192.0.2.1"));
});

Deno.test("[E9] whoever is no proxy of ours is not believed about whose request it is", () => {
  assert.equal(ask("192.0.2.9", "198.51.100.1"), "192.0.2.9");
  assert.equal(ask("10.0.0.1", "198.51.100.1"), "198.51.100.1");
});

Deno.test("[E9] of a chain the last one that is no proxy of ours counts: the rest may be invented", () => {
  assert.equal(ask("10.0.0.1", "203.0.113.7, 198.51.100.1, 10.0.0.2"), "198.51.100.1");
  assert.equal(ask("2001:db8:ffff::1", "203.0.113.7,198.51.100.1"), "198.51.100.1");
  assert.equal(ask("10.0.0.1", ""), "10.0.0.1");
  assert.equal(ask("10.0.0.1", "10.0.0.3, 10.0.0.2"), "10.0.0.3");
});

Deno.test("[E9] nobody gets a household of their own by spelling no address", () => {
  assert.equal(ask("10.0.0.1", "nobody"), "unknown");
  assert.equal(ask("10.0.0.1", "somebody"), "unknown");
});

function ask(hostname: string, forwarded: string): string {
  const request = new Request("http://lagoon.example/", {
    headers: { "x-forwarded-for": forwarded },
  });
  const remote = { transport: "tcp", hostname, port: 1 } as const;
  return visitorOf({ request, remote, trustedProxies: PROXIES }).household;
}
