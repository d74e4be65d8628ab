/** Every language says everything, and each visitor is met in theirs. */
import assert from "node:assert/strict";
import { clock } from "../../locales/clock.ts";
import { en } from "../../locales/en.ts";
import { inOneLine } from "../../locales/format.ts";
import { loadCallMessages } from "../../locales/load.ts";
import {
  askedLocale,
  duration,
  format,
  keepLanguage,
  type Locale,
  LOCALES,
  messages,
  negotiateLocale,
  plural,
  type PluralForms,
} from "../../locales/mod.ts";

/** Every text of a catalogue by its path. */
function texts(part: unknown, path = ""): [path: string, text: string][] {
  if (typeof part === "string") return [[path, part]];
  return Object.entries(part as object).flatMap(([key, value]) => texts(value, `${path}/${key}`));
}

/** Languages differ in the forms that a number asks for; a form stands for the text it belongs to. */
function withoutForms(path: string): string {
  return path.replace(/\/(zero|one|two|few|many|other)$/, "");
}

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

for (const locale of LOCALES) {
  Deno.test(`the ${locale} catalogue has every text, none empty, with the placeholders of the English one`, () => {
    const own = new Map(texts(messages(locale)).map(([path, text]) => [withoutForms(path), text]));
    const english = new Map(texts(en).map(([path, text]) => [withoutForms(path), text]));
    assert.deepEqual([...own.keys()].sort(), [...english.keys()].sort());
    for (const [path, text] of own) {
      assert.notEqual(text.trim(), "", path);
      assert.deepEqual(placeholders(text), placeholders(english.get(path)!), path);
    }
  });

  Deno.test(`the ${locale} words of a call can be loaded alone`, async () => {
    assert.deepEqual(await loadCallMessages(locale), messages(locale).call);
  });
}

Deno.test("no two errors share a sentence, so that each says what is the matter", () => {
  const { deviceErrors, ended, incomplete, lobby, stage } = en.call;
  const sentences = [
    ...texts(deviceErrors).filter(([path]) => path.endsWith("title")).map(([, text]) => text),
    ...Object.values(ended.reasons).map(({ title }) => title),
    incomplete.title,
    lobby.stillTrying,
    lobby.toldToWait,
    stage.reconnecting,
    stage.outdated,
    stage.closed,
  ];
  assert.equal(new Set(sentences).size, sentences.length);
});

Deno.test("the browser's first language that we speak is taken", () => {
  const cases: [header: string | null, locale: string][] = [
    [null, "en"],
    ["", "en"],
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
    ["en-GB,en;q=0.9,zh;q=0.8", "en"],
    ["zh-TW", "zh"],
    ["ZH-hans", "zh"],
    ["de-DE,de;q=0.9,zh;q=0.5,en;q=0.4", "zh"],
    ["en;q=0.2, zh;q=0.7", "zh"],
    ["zh;q=0, en;q=0.1", "en"],
    ["zh;q=0", "en"],
    ["fr, *;q=0.5", "en"],
    ["zh;q=nonsense", "en"],
    ["ar-EG,ar;q=0.9,en-US;q=0.8", "ar"],
    ["fr;q=0.9, ar;q=0.8, en;q=0.7", "ar"],
    [";;;,,,=", "en"],
  ];
  for (const [header, locale] of cases) assert.equal(negotiateLocale(header), locale, `${header}`);
});

Deno.test("a language asked for in the address is known, and nothing else is taken for one", () => {
  const asked = (query: string) => askedLocale(new URL(`https://lagoon.example/${query}`));
  assert.equal(asked("?lang=zh"), "zh");
  assert.equal(asked("?lang=xx"), null);
  assert.equal(asked("?lang=toString"), null);
  assert.equal(asked(""), null);
});

Deno.test("links keep the language that was asked for, before the key", () => {
  assert.equal(keepLanguage("/r/quiet-otter-bay#new", "zh"), "/r/quiet-otter-bay?lang=zh#new");
  assert.equal(keepLanguage("/", "en"), "/?lang=en");
  assert.equal(keepLanguage("/r/quiet-otter-bay#new", null), "/r/quiet-otter-bay#new");
});

Deno.test("a template takes its values, and keeps what it is not given", () => {
  assert.equal(format("{name} joined {call}.", { name: "{call}" }), "{call} joined {call}.");
});

Deno.test("sentences follow each other as the language has it", () => {
  assert.equal(inOneLine(en.call.sentences, ["A.", "B.", "C."]), "A. B. C.");
  assert.equal(inOneLine(messages("zh").call.sentences, ["甲。", "乙。"]), "甲。乙。");
  assert.equal(inOneLine(en.call.sentences, ["{second}"]), "{second}");
});

/** A digit as Arabic is written where this runs. */
function arabic(digit: string): string {
  return new Intl.NumberFormat("ar").format(Number(digit));
}

/** Every text of a catalogue that comes in forms. */
function plurals(part: unknown): PluralForms[] {
  if (typeof part !== "object" || part === null) return [];
  return "other" in part ? [part as PluralForms] : Object.values(part).flatMap(plurals);
}

Deno.test("Chinese puts no space beside a text that may be Chinese itself", () => {
  for (const [path, text] of texts(messages("zh").call)) {
    assert.doesNotMatch(text, /\{(names?|file|device)\} | \{(names?|file|device)\}/, path);
  }
});

Deno.test("Chinese and Arabic are written with marks of their own", () => {
  const foreign = {
    zh: /\p{sc=Han}[,.:;!?()]|[,.:;!?()] ?\p{sc=Han}/u,
    ar: /\p{sc=Arab}[,;?]/u,
  };
  for (const [locale, mark] of Object.entries(foreign)) {
    for (const [path, text] of texts(messages(locale as Locale))) {
      assert.doesNotMatch(text, mark, path);
    }
  }
});

for (const locale of LOCALES) {
  Deno.test(`${locale} has exactly the forms that its numbers ask for`, () => {
    const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
    const all = plurals(messages(locale));
    assert.ok(all.length > 0);
    for (const forms of all) {
      assert.deepEqual(Object.keys(forms).sort(), [...pluralCategories].sort());
    }
  });
}

Deno.test("numbers choose their form by the rules of the language", () => {
  const { people } = en.call.stage;
  assert.equal(plural("en", people, 1), "1 person in the call");
  assert.equal(plural("en", people, 2), "2 people in the call");
  assert.equal(plural("zh", messages("zh").call.stage.people, 1), "通话中有 1 人");
  const arabic = messages("ar").call.stage.people;
  const forms = [1, 2, 3, 11, 100].map((count) => plural("ar", arabic, count));
  assert.equal(new Set(forms.map((form) => form.replace(/[\d٠-٩]+/g, "#"))).size, 5);
});

Deno.test("a length of time is told in its two largest units", () => {
  assert.equal(duration("en", 400), "0 seconds");
  assert.equal(duration("en", 12_000), "12 seconds");
  assert.equal(duration("en", 61_000), "1 minute");
  assert.equal(duration("en", 3_900_000), "1 hour, 5 minutes");
  assert.equal(duration("zh", 125_000), "2分钟");
});

Deno.test("a clock counts without leading zeros and never backwards", () => {
  assert.equal(clock("en", 0), "0:00");
  assert.equal(clock("en", 65_999), "1:05");
  assert.equal(clock("en", 3_605_000), "1:00:05");
  assert.equal(clock("en", -1), "0:00");
  assert.equal(clock("ar", 65_999), [1, "05"].join(":").replace(/\d/g, arabic));
});
