/** Who may come in, as a person sees and presses it. */
import assert from "node:assert/strict";
import { act, fireEvent, within } from "@testing-library/preact";
import type { DoorState } from "../../client/call_state.ts";
import type { PeerId } from "../../protocol/ids.ts";
import { assertFocused, assertGone, PHONE, WIDE, window } from "../support/dom.ts";
import { inCall, participant } from "../support/fake_session.ts";
import { open, set, settle } from "./support/live_call.tsx";

const ana = participant("Ana");
const bo = participant("Bo");
const CY = { peer: "cy" as PeerId, name: "Cy" };

const HOSTING: DoorState = { host: ana.peer, hosting: true, locked: true, waiting: [] };
const GUEST: DoorState = { ...HOSTING, host: bo.peer, hosting: false };

Deno.test("whoever hosts sees who asks to join, and answers with one press", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo], { doors: HOSTING }) });
  assertGone(page.queryByRole("region", { name: "Waiting to join" }));
  await set(page.session, { call: inCall([ana, bo], { doors: { ...HOSTING, waiting: [CY] } }) });
  const notice = within(page.getByRole("region", { name: "Waiting to join" }));
  notice.getByText("\u2068Cy\u2069 asks to join");
  fireEvent.click(notice.getByRole("button", { name: "Let in" }));
  fireEvent.click(notice.getByRole("button", { name: "Decline" }));
  assert.deepEqual(page.session.pressed, ["admit cy", "decline cy"]);
});

Deno.test("of several who ask, only the first is shown on a phone whose panel leaves no room for more", async () => {
  window.happyDOM.setViewport(PHONE);
  using _wide = { [Symbol.dispose]: () => window.happyDOM.setViewport(WIDE) };
  using page = open();
  const di = { peer: "di" as PeerId, name: "Di" };
  await set(page.session, {
    call: inCall([ana, bo], { doors: { ...HOSTING, waiting: [CY, di] } }),
  });
  const notice = within(page.getByRole("region", { name: "Waiting to join" }));
  assert.equal(notice.getAllByRole("listitem").length, 2);
  await act(() => void fireEvent.click(page.getByRole("button", { name: "Chat" })));
  assert.equal(notice.getAllByRole("listitem").length, 1);
  notice.getByText("\u2068Cy\u2069 asks to join");
});

Deno.test("whoever does not host is told who asks, and has nothing to press", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo], { doors: { ...GUEST, waiting: [CY] } }) });
  assertGone(page.queryByRole("region", { name: "Waiting to join" }));
  await openPeople(page);
  page.getByText("\u2068Cy\u2069 asks to join");
  page.getByText(/Its host lets people in/);
  for (const name of ["Let in", "Decline", "New link"]) {
    assertGone(page.queryByRole("button", { name }));
  }
  assertGone(page.queryByRole("checkbox", { name: /Lock the call/ }));
});

Deno.test("whoever hosts and looks elsewhere sees by the title of the tab that somebody waits", async () => {
  using page = open();
  document.title = "Quiet otter bay";
  await set(page.session, { call: inCall([ana, bo], { doors: { ...HOSTING, waiting: [CY] } }) });
  assert.equal(document.title, "(1) Quiet otter bay");
  const di = { peer: "di" as PeerId, name: "Di" };
  await set(page.session, {
    call: inCall([ana, bo], { doors: { ...HOSTING, waiting: [CY, di] } }),
  });
  assert.equal(document.title, "(2) Quiet otter bay");
  await set(page.session, { call: inCall([ana, bo], { doors: { ...GUEST, waiting: [CY, di] } }) });
  assert.equal(document.title, "Quiet otter bay");
});

Deno.test("a locked call says so beside its name", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo], { doors: HOSTING }) });
  page.getByText("Locked");
  await set(page.session, { call: inCall([ana, bo], { doors: { ...HOSTING, locked: false } }) });
  assertGone(page.queryByText("Locked"));
});

Deno.test("whoever neither hosts nor meets a lock is shown no empty place for it", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo], { doors: { ...GUEST, locked: false } }) });
  await openPeople(page);
  assertGone(page.queryByRole("region", { name: "Who may come in" }));
});

Deno.test("the host locks and unlocks in the people panel", async () => {
  using page = open();
  const doors = { ...HOSTING, locked: false };
  await set(page.session, { call: inCall([ana, bo], { doors }) });
  await openPeople(page);
  fireEvent.click(page.getByRole("checkbox", { name: /Lock the call/ }));
  await set(page.session, { call: inCall([ana, bo], { doors: HOSTING }) });
  fireEvent.click(page.getByRole("checkbox", { name: /Lock the call/ }));
  assert.deepEqual(page.session.pressed, ["lock true", "lock false"]);
});

Deno.test("nobody is removed, and no link replaced, with a single press", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo], { doors: HOSTING }) });
  await openPeople(page);
  await press(page, "More about Bo");
  await press(page, "Remove from call");
  const question = page.getByRole("group", { name: /Remove \u2068Bo\u2069 from the call\?/ });
  // The way out is where the keyboard is.
  assertFocused(within(question).getByRole("button", { name: "Cancel" }));
  await act(() => void fireEvent.keyDown(question, { key: "Escape" }));
  assertGone(page.queryByRole("group", { name: /Remove \u2068Bo/ }));
  assert.deepEqual(page.session.pressed, []);
  await press(page, "Remove from call");
  await press(page, "Remove");
  await press(page, "New link");
  await press(page, "Make a new link");
  assert.deepEqual(page.session.pressed, ["remove bo", "replaceLink"]);
});

Deno.test("the host hands over; others see who hosts and cannot take it", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo], { doors: HOSTING }) });
  await openPeople(page);
  await press(page, "More about Bo");
  await press(page, "Make host");
  assert.deepEqual(page.session.pressed, ["makeHost bo"]);
  await set(page.session, { call: inCall([ana, bo], { doors: GUEST }) });
  for (const name of ["Make host", "Remove from call"]) {
    assertGone(page.queryByRole("button", { name }));
  }
  page.getByText("host");
});

Deno.test("everybody finds the safety code of everybody else, and how to compare it", async () => {
  using page = open();
  page.session.safetyCodes.set(bo.peer, "12345 67890 12345 67890");
  await set(page.session, { call: inCall([ana, bo], { doors: GUEST }) });
  await openPeople(page);
  await press(page, "More about Bo");
  await settle();
  page.getByText("12345 67890 12345 67890");
  page.getByText(/Read it to each other/);
});

Deno.test("a safety code that is not there yet is shown as soon as it is", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo], { doors: GUEST }) });
  await openPeople(page);
  await press(page, "More about Bo");
  await settle();
  page.getByText(/It shows once you are connected/);
  page.session.safetyCodes.set(bo.peer, "12345 67890 12345 67890");
  await page.findByText("12345 67890 12345 67890");
});

Deno.test("at a locked call one asks to join, and is told who is asked", async () => {
  using page = open();
  await act(() => {
    page.session.room.value = { capacity: 8, locked: true, people: [CY] };
  });
  page.getByText(/This call is locked/);
  fireEvent.click(page.getByRole("button", { name: "Ask to join" }));
  assert.deepEqual(page.session.pressed, ["join"]);
  await set(page.session, { call: { phase: "joining", attempts: 0, toldMs: 0, knocking: true } });
  page.getByRole("button", { name: "Asking to join…" });
  page.getByText(/sees your name and can let you in/);
  fireEvent.click(page.getByRole("button", { name: "Cancel" }));
  assert.deepEqual(page.session.pressed, ["join", "leave"]);
});

type Page = ReturnType<typeof open>;

async function openPeople(page: Page): Promise<void> {
  await press(page, "People");
  await settle();
}

async function press(page: Page, name: string): Promise<void> {
  await act(() => void fireEvent.click(page.getByRole("button", { name })));
}
