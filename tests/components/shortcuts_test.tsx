/** Single keys: what they do, and above all when they do nothing. */
import assert from "node:assert/strict";
import { act, cleanup, fireEvent, render, within } from "@testing-library/preact";
import type { ComponentType } from "preact";
import { later } from "../../components/later.ts";
import type { ShortcutListProps } from "../../components/ShortcutList.tsx";
import { ShortcutsHelp } from "../../components/ShortcutsHelp.tsx";
import { type Press, shortcutOf, SHORTCUTS } from "../../components/shortcuts.ts";
import { en } from "../../locales/en.ts";
import { fakeTrack } from "../sim/fake_media.ts";
import { assertGone } from "../support/dom.ts";
import { FakeSession, inCall, mediaState, participant } from "../support/fake_session.ts";
import { open, set, settle } from "./support/live_call.tsx";

const ana = participant("Ana");
const bo = participant("Bo");
const microphone = { state: "on", track: fakeTrack("audio"), deviceId: "m" } as const;

const PRESS: Press = {
  key: "m",
  code: "KeyM",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  isComposing: false,
};

/** A key of the keyboard goes down, where the focus is or at `target`. */
async function press(key: string, target: Element = document.body): Promise<void> {
  await act(() => void fireEvent.keyDown(target, { key }));
}

Deno.test("no two keys do the same, and no key does two things", () => {
  assert.equal(new Set(SHORTCUTS.map(({ key }) => key)).size, SHORTCUTS.length);
  assert.equal(new Set(SHORTCUTS.map(({ action }) => action)).size, SHORTCUTS.length);
  assert.deepEqual(
    Object.keys(en.call.shortcuts.actions).sort(),
    SHORTCUTS.map(({ action }) => action as string).sort(),
  );
});

Deno.test("a key with another held, one that repeats, and one that composes mean nothing", () => {
  assert.equal(shortcutOf(PRESS), "mute");
  assert.equal(shortcutOf({ ...PRESS, key: "M" }), "mute");
  for (const held of ["ctrlKey", "metaKey", "altKey", "repeat", "isComposing"] as const) {
    assert.equal(shortcutOf({ ...PRESS, [held]: true }), null, held);
  }
});

Deno.test("a keyboard of other letters is read by its keys, one of Latin letters by what it writes", () => {
  assert.equal(shortcutOf({ ...PRESS, key: "ة", code: "KeyM" }), "mute");
  assert.equal(shortcutOf({ ...PRESS, key: ",", code: "KeyM" }), null);
});

Deno.test("keys mute, turn the camera, raise the hand and share, and say so", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo]), media: mediaState({ microphone }) });
  for (const key of ["m", "v", "h", "s"]) await press(key);
  assert.deepEqual(page.session.pressed, [
    "setMuted true",
    "setCamera true",
    "raiseHand true",
    "shareScreen true",
  ]);
  await act(() => page.ports.pass(2_000));
  assert.equal(page.getByRole("status").textContent, "Microphone muted.");
});

Deno.test("keys open panels and close them", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo]) });
  await press("p");
  page.getByRole("complementary", { name: "People" });
  await press("l");
  page.getByRole("complementary", { name: "Layout" });
  await press("l");
  assertGone(page.queryByRole("complementary"));
});

Deno.test("nothing is a shortcut where somebody types", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo]), media: mediaState({ microphone }) });
  await act(() => void fireEvent.click(page.getByRole("button", { name: "Settings" })));
  const field = page.getByRole("textbox", { name: "Your name" });
  for (const key of ["m", "h", " ", "?"]) await press(key, field);
  assert.deepEqual(page.session.pressed, []);
});

Deno.test("the help lists every key, and turns them all off", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo]), media: mediaState({ microphone }) });
  await press("?");
  await settle();
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  for (const { action } of SHORTCUTS) within(dialog).getByText(en.call.shortcuts.actions[action]);
  await act(() => void fireEvent.click(within(dialog).getByRole("checkbox")));
  assert.deepEqual(page.session.pressed, ["prefer shortcuts false"]);
  await press("m");
  await press(" ");
  assert.deepEqual(page.session.pressed, ["prefer shortcuts false"]);
});

Deno.test("help that does not arrive has its window, a reason and a way to try again", async () => {
  let asked = 0;
  const list = later<ComponentType<ShortcutListProps>>(() => {
    asked++;
    if (asked === 1) return Promise.reject(new TypeError("Failed to fetch"));
    return Promise.resolve(() => <p>Every key.</p>);
  });
  let closed = 0;
  const page = render(
    <ShortcutsHelp
      t={en.call}
      session={new FakeSession()}
      list={list}
      onClose={() => closed++}
    />,
  );
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await settle();
  within(dialog).getByRole("alert");
  within(dialog).getByText(en.call.panels.failed.next);
  await act(() => void fireEvent.click(within(dialog).getByRole("button", { name: "Try again" })));
  await settle();
  within(dialog).getByText("Every key.");
  await act(() =>
    void fireEvent.click(within(dialog).getByRole("button", { name: "Close: Keyboard shortcuts" }))
  );
  assert.equal(closed, 1);
  cleanup();
});

Deno.test("who is muted talks for as long as the space bar is held", async () => {
  using page = open();
  const media = mediaState({ microphone, muted: true });
  await set(page.session, { call: inCall([ana, bo]), media });
  await press(" ");
  await act(() => void fireEvent.keyUp(document.body, { key: " " }));
  assert.deepEqual(page.session.pressed, ["setMuted false", "setMuted true"]);
});

Deno.test("a held space bar that comes up elsewhere leaves nobody talking", async () => {
  using page = open();
  const media = mediaState({ microphone, muted: true });
  await set(page.session, { call: inCall([ana, bo]), media });
  await press(" ");
  await act(() => void dispatchEvent(new Event("blur")));
  assert.deepEqual(page.session.pressed, ["setMuted false", "setMuted true"]);
  await act(() => void fireEvent.keyUp(document.body, { key: " " }));
  assert.equal(page.session.pressed.length, 2);
});

Deno.test("the space bar does nothing for who is heard already", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo]), media: mediaState({ microphone }) });
  await press(" ");
  await act(() => void fireEvent.keyUp(document.body, { key: " " }));
  assert.deepEqual(page.session.pressed, []);
});

Deno.test("who talks while muted is told, on the page and aloud, and can be heard at one press", async () => {
  using page = open();
  const media = mediaState({ microphone, muted: true });
  await set(page.session, { call: inCall([ana, bo]), media });
  await act(() => {
    page.session.speech.value = { speaking: new Set(), floor: null, unheard: true };
  });
  await act(() => page.ports.pass(2_000));
  assert.equal(page.getByRole("status").textContent, en.call.notices.unheard);
  fireEvent.click(page.getByRole("button", { name: en.call.notices.unmute }));
  assert.deepEqual(page.session.pressed, ["setMuted false"]);
  await set(page.session, { media: mediaState({ microphone }) });
  assertGone(page.queryByRole("button", { name: en.call.notices.unmute }));
});
