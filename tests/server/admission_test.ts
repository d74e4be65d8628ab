import assert from "node:assert/strict";
import { admit } from "../../server/admission.ts";
import { Households } from "../../server/households.ts";
import type { LogEvent } from "../../server/log.ts";
import { checkOrigin } from "../../server/origin.ts";
import { HOUSEHOLD_LIMITS } from "../../server/server_limits.ts";
import { roomOf } from "./support/ids.ts";

Deno.test("[S1] what is no room id is answered 404", () => {
  for (const room of ["", "blue", roomOf(1).slice(1), `${roomOf(1)}A`, "AAAAAAAAAAAAAAAAAAAAAB"]) {
    assert.equal(refusal(ask({ room })), 404);
  }
  const admission = ask({ room: roomOf(1) });
  assert.ok(admission.ok);
  assert.equal(admission.room, roomOf(1));
});

Deno.test("[S2] a page of another origin is answered 403 with a sentence, and the log says whose", async () => {
  const logged: LogEvent[] = [];
  const origin = "https://evil.example";
  const admission = ask({ headers: { origin }, log: (event) => logged.push(event) });
  assert.ok(!admission.ok);
  assert.equal(admission.response.status, 403);
  assert.match(await admission.response.text(), /ALLOWED_ORIGINS/);
  assert.deepEqual(logged, [{ event: "origin-refused", origin }]);
});

Deno.test("[S2] this host, listed origins and programs without origin are welcome", () => {
  assert.ok(ask({ headers: { origin: "http://lagoon.example:8000" } }).ok);
  assert.ok(ask({ headers: { origin: "https://friend.example" } }).ok);
  assert.ok(ask({}).ok);
});

Deno.test("[S2] only the host counts, and all of it", () => {
  const allowed = ["https://friend.example"];
  const check = (origin: string | null, host: string) => checkOrigin({ origin, host, allowed }).ok;
  // A proxy that ends TLS speaks http to us.
  assert.ok(check("https://lagoon.example", "lagoon.example"));
  assert.ok(check("https://lagoon.example", "Lagoon.Example"));
  assert.ok(!check("https://lagoon.example:444", "lagoon.example"));
  assert.ok(!check("https://lagoon.example.evil.example", "lagoon.example"));
  assert.ok(!check("https://evil.example/lagoon.example", "lagoon.example"));
  assert.ok(!check("http://friend.example", "lagoon.example"));
  assert.ok(!check("null", "lagoon.example"));
  assert.ok(!check("", ""));
});

Deno.test("[S3] a request that is no upgrade is answered 400, and 503 while draining", () => {
  assert.equal(refusal(ask({ headers: { upgrade: "h2c" } })), 400);
  const draining = ask({ draining: true });
  assert.equal(refusal(draining), 503);
  assert.equal(retryAfter(draining), "1");
});

Deno.test("[E9] whoever opens too much is answered 429, with a sentence and a time; others are not", async () => {
  const limits = { ...HOUSEHOLD_LIMITS, sockets: 1 };
  const logged: LogEvent[] = [];
  const shared = { households: new Households(limits), log: (e: LogEvent) => logged.push(e) };
  assert.ok(ask({ ...shared, household: "192.0.2.1" }).ok);
  const second = ask({ ...shared, household: "192.0.2.1" });
  assert.equal(refusal(second), 429);
  assert.equal(retryAfter(second), "30");
  assert.ok(!second.ok && /too many/i.test(await second.response.text()));
  assert.ok(ask({ ...shared, household: "192.0.2.2" }).ok);
  assert.deepEqual(logged, [
    { event: "household-refused", room: roomOf(1), reason: "too-many-sockets" },
  ]);
});

interface Ask {
  room?: string;
  headers?: Record<string, string>;
  draining?: boolean;
  households?: Households;
  household?: string;
  log?: (event: LogEvent) => void;
}

function ask({ room = roomOf(1), headers = {}, ...others }: Ask) {
  const request = new Request(`http://lagoon.example:8000/api/signal/${room}`, {
    headers: { host: "lagoon.example:8000", upgrade: "websocket", ...headers },
  });
  return admit({
    request,
    room,
    draining: false,
    allowedOrigins: ["https://friend.example"],
    households: new Households(HOUSEHOLD_LIMITS),
    household: "192.0.2.1",
    now: 0,
    log: () => {},
    ...others,
  });
}

function refusal(admission: ReturnType<typeof ask>): number {
  assert.ok(!admission.ok);
  return admission.response.status;
}

function retryAfter(admission: ReturnType<typeof ask>): string | null {
  assert.ok(!admission.ok);
  return admission.response.headers.get("retry-after");
}
