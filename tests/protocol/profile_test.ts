import assert from "node:assert/strict";
import fc from "fast-check";
import type { SessionId } from "../../protocol/ids.ts";
import { MAX_NAME_CHARS } from "../../protocol/limits.ts";
import { cleanName, decodeProfile, encodeProfile, type Profile } from "../../protocol/profile.ts";

const ANNA: Profile = {
  name: "Anna",
  microphone: "on",
  camera: "off",
  screen: "off",
  hand: null,
  session: "AAAAAAAAAAA" as SessionId,
  since: 1_000,
  revision: 3,
};

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

Deno.test("[L8] a name is one line, whatever was typed", () => {
  const table: [typed: string, shown: string][] = [
    ["Anna", "Anna"],
    ["  Anna \t Lee \n", "Anna Lee"],
    ["An\u0000na\u007f\u009b", "An na"],
    ["Anna\u2028Lee\u2029", "Anna Lee"],
    ["\u00a0\u3000 ", ""],
    ["e\u0301", "é"],
    ["\u202eannA\u202c", "annA"],
    ["a\u2066b\u2069c", "a b c"],
    ["안나", "안나"],
    ["نرگس", "نرگس"],
  ];
  for (const [typed, shown] of table) assert.equal(cleanName(typed), shown, JSON.stringify(typed));
});

Deno.test("[L8] a name that shows nothing is no name", () => {
  for (const typed of ["", "\u200b\u200b", "\u200d", "\u2060 \u200e", "\ufeff"]) {
    assert.equal(cleanName(typed), "", JSON.stringify(typed));
  }
});

Deno.test("[L8] what joins letters or people into one stays in a name", () => {
  // A family is four people and three joiners; a Persian word needs its non-joiner.
  for (const name of ["👨‍👩‍👧‍👦", "می‌خواهم"]) assert.equal(cleanName(name), name);
});

Deno.test("[L8] a long name is cut between characters, never through one", () => {
  assert.equal(cleanName("a".repeat(MAX_NAME_CHARS + 1)), "a".repeat(MAX_NAME_CHARS));
  const cut = cleanName("a" + "🐠".repeat(MAX_NAME_CHARS));
  assert.equal(cut, "a" + "🐠".repeat((MAX_NAME_CHARS - 2) / 2));
  // No blank is left where the cut came behind one.
  assert.equal(cleanName("a".repeat(MAX_NAME_CHARS - 1) + " b"), "a".repeat(MAX_NAME_CHARS - 1));
});

Deno.test("[L8] a clean name is short, holds no control or override, and is clean already", () => {
  const dirt = fc.constantFrom("\u202e", "\u2066", "\u0007", "\n", " ", "\u200b", "🐠", "e\u0301");
  const typed = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.string({
      unit: fc.oneof(dirt, fc.string({ unit: "grapheme", maxLength: 1 })),
      maxLength: 99,
    }),
  );
  fc.assert(
    fc.property(typed, (typed) => {
      const name = cleanName(typed);
      assert.ok(name.length <= MAX_NAME_CHARS);
      assert.doesNotMatch(name, /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
      assert.equal(name, name.trim());
      assert.equal(cleanName(name), name);
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("[L8] a profile is read as it was written, its name cleaned", () => {
  assert.deepEqual(decodeProfile(encodeProfile(ANNA)), ANNA);
  const loud = decodeProfile(encodeProfile({ ...ANNA, name: "\u202e Anna\n" }));
  assert.equal(loud?.name, "Anna");
});

Deno.test("[L8] a profile may say more than this version knows, but nothing else than it knows", () => {
  assert.deepEqual(decodeProfile(encode({ ...ANNA, mood: "calm" })), ANNA);
  const shown = { ...ANNA, screen: "on", hand: 1_700_000_000_000 };
  assert.deepEqual(decodeProfile(encode(shown)), shown);
  const wrong: Record<string, unknown>[] = [
    { name: 7 },
    { name: null },
    { microphone: null },
    { camera: true },
    { screen: 1 },
    { hand: "raised" },
    { hand: true },
    { session: "short" },
    { session: "AAAAAAAAAAB" },
    { revision: -1 },
    { revision: 0.5 },
    { revision: "3" },
  ];
  for (const change of wrong) {
    assert.equal(decodeProfile(encode({ ...ANNA, ...change })), null, JSON.stringify(change));
  }
  for (const field of Object.keys(ANNA)) {
    const { [field as keyof Profile]: _, ...rest } = ANNA;
    assert.equal(decodeProfile(encode(rest)), null, `without ${field}`);
  }
});

Deno.test("[V3] whoever is in a state that we do not know is there all the same", () => {
  const said = { ...ANNA, microphone: "whispering", camera: "painted", screen: "mirrored" };
  const read = { ...ANNA, microphone: "none", camera: "off", screen: "off" };
  assert.deepEqual(decodeProfile(encode(said)), read);
});

Deno.test("[L8] garbage is no profile", () => {
  for (const value of [null, 1, "Anna", [], {}, [ANNA]]) {
    assert.equal(decodeProfile(encode(value)), null);
  }
  fc.assert(fc.property(fc.uint8Array(), (bytes) => assert.equal(decodeProfile(bytes), null)));
});
