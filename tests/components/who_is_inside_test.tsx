/** What the lobby says of those who are inside. */
import "../support/dom.ts";
import assert from "node:assert/strict";
import { cleanup, render } from "@testing-library/preact";
import type { RoomView } from "../../client/call_state.ts";
import { WhoIsInside } from "../../components/WhoIsInside.tsx";
import { type Locale, messages } from "../../locales/mod.ts";
import type { PeerId } from "../../protocol/ids.ts";

function said(room: RoomView | null, locale: Locale = "en"): string {
  const { call } = messages(locale);
  const { getByRole } = render(<WhoIsInside t={call} locale={locale} room={room} />);
  const text = getByRole("status").lastElementChild!.textContent!;
  cleanup();
  return text;
}

function roomOf(...names: string[]): RoomView {
  return {
    capacity: 8,
    locked: false,
    people: names.map((name, n) => ({ peer: `peer-${n}` as PeerId, name })),
  };
}

Deno.test("while nobody has told who is inside, nothing is claimed", () => {
  assert.equal(said(null), "");
});

Deno.test("an empty call is said to be empty", () => {
  assert.equal(said(roomOf()), "Nobody is in the call yet.");
});

Deno.test("those inside are named, as the language lists them", () => {
  assert.equal(said(roomOf("Ada")), "Ada is in the call.");
  assert.equal(said(roomOf("Ada", "")), "Ada and Guest are in the call.");
  assert.equal(said(roomOf("Ada", "Lin"), "zh"), "Ada和Lin正在通话中。");
});

Deno.test("two of the same name inside are two", () => {
  assert.equal(said(roomOf("", "")), "Guest and Guest 2 are in the call.");
});

Deno.test("of many the first three are named and the others counted", () => {
  assert.equal(
    said(roomOf("Ada", "Ben", "Cleo", "Dan", "Eve")),
    "Ada, Ben, Cleo, and 2 others are in the call.",
  );
});

Deno.test("a full call is said to be full before anybody presses Join", () => {
  const names = ["A", "B", "C", "D", "E", "F", "G", "H"];
  assert.equal(said(roomOf(...names)), "The call is full: all 8 seats are taken.");
});
