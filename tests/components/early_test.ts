import assert from "node:assert/strict";
import { earlyMessages, isWhole } from "../../locales/early.ts";
import { en } from "../../locales/en.ts";
import { ar } from "../../locales/ar.ts";
import { zh } from "../../locales/zh.ts";

Deno.test("a page carries what is said before the call, and not what is said inside alone", () => {
  for (const { call } of [en, zh, ar]) {
    const early = earlyMessages(call);
    assert.deepEqual(early.lobby, call.lobby);
    assert.deepEqual(early.ended, call.ended);
    assert.equal("chat" in early, false);
    assert.equal(isWhole(early), false);
    assert.equal(isWhole(call), true);
    assert.ok(JSON.stringify(early).length < 0.8 * JSON.stringify(call).length);
  }
});
