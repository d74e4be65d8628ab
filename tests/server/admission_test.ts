import assert from "node:assert/strict";
import { admit } from "../../server/admission.ts";
import type { LogEvent } from "../../server/log.ts";
import { checkOrigin } from "../../server/origin.ts";
import { roomOf } from "./support/ids.ts";

Deno.test("[S1] what is no room id is answered 404", () => {
  for (const room of ["", "blue", roomOf(1).slice(1), `${roomOf(1)}A`, "AAAAAAAAAAAAAAAAAAAAAB"]) {
    assert.equal(refusal(ask({ room })), 404);
  }
  assert.deepEqual(ask({ room: roomOf(1) }), { ok: true, room: roomOf(1) });
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
  assert.equal(refusal(ask({ draining: true })), 503);
});

interface Ask {
  room?: string;
  headers?: Record<string, string>;
  draining?: boolean;
  log?: (event: LogEvent) => void;
}

function ask({ room = roomOf(1), headers = {}, draining = false, log = () => {} }: Ask) {
  const request = new Request(`http://lagoon.example:8000/api/signal/${room}`, {
    headers: { host: "lagoon.example:8000", upgrade: "websocket", ...headers },
  });
  const allowedOrigins = ["https://friend.example"];
  return admit({ request, room, draining, allowedOrigins, log });
}

function refusal(admission: ReturnType<typeof ask>): number {
  assert.ok(!admission.ok);
  return admission.response.status;
}
