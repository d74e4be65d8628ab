/** Names of people and of calls, as they are shown. */
import assert from "node:assert/strict";
import { callTitle } from "../../components/call_title.ts";
import { initials } from "../../components/Initials.tsx";
import { screenLabel, tileLabel } from "../../components/participant_label.ts";
import { en } from "../../locales/en.ts";
import { zh } from "../../locales/zh.ts";
import { isSlug, newSlug } from "../../server/slug.ts";
import { participant } from "../support/fake_session.ts";

Deno.test("initials are the first letters of the first and the last name, in whole characters", () => {
  assert.equal(initials("Ana Maria Ribeiro"), "AR");
  assert.equal(initials("林小雨"), "林");
  assert.equal(initials("👩‍🚀 Sam"), "👩‍🚀S");
  assert.equal(initials("  "), "");
});

Deno.test("the name of a tile begins with the participant's name and tells what is unusual", () => {
  assert.equal(tileLabel(participant("Bo"), en.call), "Bo");
  assert.equal(tileLabel(participant("Bo", { self: true }), en.call), "Bo (you)");
  const troubled = participant("Bo", { microphone: "none", camera: "off", link: "lost" });
  assert.equal(
    tileLabel(troubled, en.call),
    "Bo, no microphone, camera off, connection lost, trying again",
  );
  assert.equal(tileLabel(participant("Bo", { hand: 0 }), en.call), "Bo, hand raised");
  assert.equal(tileLabel(participant("   "), en.call), "Guest");
});

Deno.test("the name of a screen begins with the participant's name in every language", () => {
  const bo = participant("Bo");
  assert.equal(screenLabel(bo, en.call), "Bo's screen");
  assert.equal(screenLabel(bo, zh.call), "Bo 的屏幕");
  assert.equal(screenLabel({ ...bo, self: true }, en.call), "Bo's screen (you)");
  assert.equal(screenLabel({ ...bo, link: "weak" }, en.call), "Bo's screen, weak connection");
});

Deno.test("a call is called by its slug, as a sentence would write it", () => {
  assert.equal(callTitle("quiet-otter-bay"), "Quiet otter bay");
});

Deno.test("a fresh slug is three words and a slug, for every number that luck gives", () => {
  for (const luck of [0, 0.25, 0.5, 0.999_999]) {
    const slug = newSlug(() => luck);
    assert.match(slug, /^[a-z]+-[a-z]+-[a-z]+$/);
    assert.equal(isSlug(slug), true);
  }
});

Deno.test("only plain words joined by hyphens name a call", () => {
  for (const slug of ["tea", "room-7", "a-b-c-d"]) assert.equal(isSlug(slug), true, slug);
  const wrong = ["", "-", "a--b", "-a", "a-", "Tea", "a b", "a/b", "<b>", "ä", "x".repeat(65)];
  for (const slug of wrong) assert.equal(isSlug(slug), false, slug);
});
