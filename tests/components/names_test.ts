/** Names of people and of calls, as they are shown. */
import assert from "node:assert/strict";
import { callTitle } from "../../components/call_title.ts";
import { initials } from "../../components/Initials.tsx";
import { type NamePlates, tellApart } from "../../components/names_apart.ts";
import { screenLabel, tileLabel } from "../../components/participant_label.ts";
import { newsSentence } from "../../components/news_sentence.ts";
import { verdictSentence } from "../../components/verdict_sentence.ts";
import { ar } from "../../locales/ar.ts";
import { en } from "../../locales/en.ts";
import { format, isolated } from "../../locales/format.ts";
import { zh } from "../../locales/zh.ts";
import type { PeerId } from "../../protocol/ids.ts";
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

Deno.test("what is said of somebody is told apart by the commas of the language", () => {
  const bo = participant("Bo", { microphone: "muted", camera: "off" });
  assert.equal(tileLabel(bo, zh.call), "Bo，已静音，摄像头已关闭");
  assert.equal(tileLabel(bo, ar.call), "Bo، الميكروفون مكتوم، الكاميرا متوقفة");
});

Deno.test("who is ourselves is said in the brackets of the language", () => {
  const bo = participant("Bo", { self: true });
  assert.equal(tileLabel(bo, zh.call), "Bo（你）");
  assert.equal(screenLabel(bo, zh.call), "Bo的屏幕（你）");
  assert.equal(tileLabel(bo, ar.call), "Bo (أنت)");
});

Deno.test("the name of a screen begins with the participant's name in every language", () => {
  const bo = participant("Bo");
  assert.equal(screenLabel(bo, en.call), "Bo's screen");
  assert.equal(screenLabel(bo, zh.call), "Bo的屏幕");
  assert.equal(screenLabel({ ...bo, self: true }, en.call), "Bo's screen (you)");
  assert.equal(screenLabel({ ...bo, link: "weak" }, en.call), "Bo's screen, weak connection");
});

/** People by their peers and names: `"1"` is nameless, `"2 Ada"` is Ada. */
function guests(...people: string[]) {
  return people.map((one) => {
    const [peer, ...name] = one.split(" ");
    return { peer: peer as PeerId, name: name.join(" ") };
  });
}

function shown(plates: NamePlates): string[] {
  return [...plates.values()].map(({ shown }) => shown);
}

const NOBODY: NamePlates = new Map();

Deno.test("of those who are called the same, all but the first to come carry a number", () => {
  const people = guests("1 Ada", "2", "3 Ada", "4 Bo", "5", "6 Ada");
  assert.deepEqual(
    shown(tellApart(NOBODY, people, en.call, "en")),
    ["Ada", "Guest", "Ada 2", "Bo", "Guest 2", "Ada 3"],
  );
  const many = guests(...Array.from({ length: 12 }, (_, peer) => String(peer)));
  assert.equal(shown(tellApart(NOBODY, many, zh.call, "zh")).at(-1), "访客 12");
  const nth = new Intl.NumberFormat("ar").format(12);
  assert.equal(shown(tellApart(NOBODY, many, ar.call, "ar")).at(-1), `ضيف ${nth}`);
});

Deno.test("who stays keeps their number, whoever comes and goes, and in another language too", () => {
  const first = tellApart(NOBODY, guests("1", "2", "3"), en.call, "en");
  const second = tellApart(first, guests("3", "2"), en.call, "en");
  assert.deepEqual(shown(second), ["Guest 3", "Guest 2"]);
  const third = tellApart(second, guests("9", "3", "2"), en.call, "en");
  assert.deepEqual(third.get("9")!.shown, "Guest", "the place that is free");
  const translated = tellApart(third, guests("9", "3", "2"), zh.call, "zh");
  assert.deepEqual([...translated].sort().map(([peer, { shown }]) => `${peer} ${shown}`), [
    "2 访客 2",
    "3 访客 3",
    "9 访客",
  ]);
});

Deno.test("who takes another name is told apart by that one", () => {
  const before = tellApart(NOBODY, guests("1 Ada", "2 Ada", "3 Bo"), en.call, "en");
  const after = tellApart(before, guests("1 Ada", "2 Cy", "3 Ada"), en.call, "en");
  assert.deepEqual(["1", "2", "3"].map((peer) => after.get(peer)!.shown), ["Ada", "Cy", "Ada 2"]);
});

Deno.test("nobody gets a name that somebody else has chosen, with its number or without a name", () => {
  const people = guests("1 Ada 2", "2 Ada", "3 Ada", "4 Guest", "5");
  assert.deepEqual(
    shown(tellApart(NOBODY, people, en.call, "en")),
    ["Ada 2", "Ada", "Ada 3", "Guest", "Guest 2"],
  );
  const late = tellApart(NOBODY, guests("1 Ada", "2 Ada"), en.call, "en");
  const names = shown(tellApart(late, guests("0 Ada 2", "1 Ada", "2 Ada"), en.call, "en"));
  assert.deepEqual(names, ["Ada", "Ada 2", "Ada 2 2"], "nor one that somebody is shown by");
});

Deno.test("a name or an address keeps its own direction in a sentence that has the other", () => {
  assert.equal(
    format(ar.call.doors.asks, { name: isolated("Yahoo!") }),
    "\u2068Yahoo!\u2069 يطلب الانضمام",
  );
  const bo = participant("محمد!");
  const verdict = { about: "them", peer: bo.peer, cause: "device" } as const;
  assert.match(verdictSentence(verdict, [bo], en.call)!, /^\u2068محمد!\u2069's device/);
  const news = { kind: "camera", why: "returned", label: "C920 (046d)" } as const;
  assert.match(newsSentence(news, ar.call), /\u2068C920 \(046d\)\u2069\.$/);
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
