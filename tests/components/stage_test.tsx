/** The stage: whose turn it is to be seen, and how the keyboard moves on it. */
import assert from "node:assert/strict";
import { act, fireEvent, within } from "@testing-library/preact";
import { assertFocused, assertGone } from "../support/dom.ts";
import { inCall, participant } from "../support/fake_session.ts";
import { open, set } from "./support/live_call.tsx";

const ana = participant("Ana");
const bo = participant("Bo");

Deno.test("whoever speaks gets a ring", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo]) });
  const speaking = () => page.getByRole("figure", { name: /^Bo/ }).hasAttribute("data-speaking");
  assert.equal(speaking(), false);
  await act(() => {
    page.session.speech.value = {
      speaking: new Set([bo.peer]),
      floor: bo.peer,
      unheard: false,
    };
  });
  assert.equal(speaking(), true);
  assert.equal(page.getByRole("figure", { name: /^Ana/ }).hasAttribute("data-speaking"), false);
});

Deno.test("the options of a tile are one stop for Tab, and a menu that gives the focus back", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo, participant("Cy")]) });
  const button = (name: string) => page.getByRole("button", { name: `Options for ${name}` });
  assert.deepEqual(["Ana", "Bo", "Cy"].map((name) => button(name).tabIndex), [0, -1, -1]);
  await act(() => void fireEvent.click(button("Bo")));
  const menu = page.getByRole("menu", { name: "Bo" });
  const items = within(menu).getAllByRole("menuitem");
  assert.equal(items[0]!.textContent, "Pin");
  assertFocused(items[0]!);
  await act(() => void fireEvent.keyDown(menu, { key: "ArrowUp" }));
  assertFocused(items.at(-1)!);
  await act(() => void fireEvent.keyDown(menu, { key: "Escape" }));
  assertGone(page.queryByRole("menu"));
  assertFocused(button("Bo"));
  assert.equal(button("Bo").tabIndex, 0);
  assert.equal(button("Ana").tabIndex, -1);
});

Deno.test("a pinned tile says so in its menu, and can be unpinned", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo]) });
  const choose = async (name: string) => {
    await act(() => void fireEvent.click(page.getByRole("button", { name: "Options for Bo" })));
    await act(() => void fireEvent.click(page.getByRole("menuitem", { name })));
  };
  const tile = page.getByRole("figure", { name: /^Bo/ });
  await choose("Pin");
  await choose("Unpin");
  await choose("Pin");
  assert.ok(page.getByRole("figure", { name: /^Bo/ }) === tile, "its element stays where it is");
});

Deno.test("one's own picture can be hidden from oneself", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo]) });
  await act(() => void fireEvent.click(page.getByRole("button", { name: "Options for Ana" })));
  await act(() => void fireEvent.click(page.getByRole("menuitem", { name: /Hide my picture/ })));
  assert.deepEqual(page.session.pressed, ["prefer selfHidden true"]);
  assert.equal(page.queryByRole("figure", { name: /^Ana/ }), null);
  await set(page.session, { call: inCall([ana]) });
  page.getByRole("figure", { name: /^Ana/ });
});

Deno.test("a ninth tile is on another page", async () => {
  using page = open();
  const nine = Array.from({ length: 9 }, (_, i) => participant(`P${i}`));
  await set(page.session, { call: inCall(nine) });
  assert.equal(page.getAllByRole("figure").length, 8);
  page.getByText("Page 1 of 2");
  await act(() => void fireEvent.click(page.getByRole("button", { name: "Next page" })));
  assert.deepEqual(page.getAllByRole("figure").map((tile) => tile.dataset.peer), ["p8"]);
});

Deno.test("Layout chooses who gets the most of the room, and whether one sees oneself", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo]) });
  await act(() => void fireEvent.click(page.getByRole("button", { name: "Layout" })));
  const panel = page.getByRole("complementary", { name: "Layout" });
  const view = within(panel).getByRole("group", { name: "View" });
  const [grid, speaker] = within(view).getAllByRole("radio") as HTMLInputElement[];
  assert.deepEqual([grid!.checked, speaker!.checked], [true, false]);
  await act(() => void fireEvent.click(speaker!));
  await act(() => void fireEvent.click(within(panel).getByRole("checkbox", { name: /Hide my/ })));
  assert.deepEqual(page.session.pressed, ["prefer stage speaker", "prefer selfHidden true"]);
  assert.equal(page.queryByRole("figure", { name: /^Ana/ }), null);
});

Deno.test("a keyboard that stood on a tile that goes stands on another", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo]) });
  const options = (name: string) => page.getByRole("button", { name: `Options for ${name}` });
  await act(() => options("Bo").focus());
  await set(page.session, { call: inCall([ana]) });
  assertFocused(options("Ana"));
});
