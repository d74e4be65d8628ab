/** The chat as a person sees and uses it. */
import "../support/dom.ts";
import assert from "node:assert/strict";
import { act, fireEvent, within } from "@testing-library/preact";
import type { ChatEntry } from "../../client/chat.ts";
import type { FileTransfer } from "../../client/file_transfer.ts";
import { en } from "../../locales/en.ts";
import type { PeerId } from "../../protocol/ids.ts";
import { MAX_TEXT_CHARS } from "../../protocol/limits.ts";
import { assertFocused, assertGone, window } from "../support/dom.ts";
import { inCall, participant } from "../support/fake_session.ts";
import { FakeTalk, fileEntry, textEntry, transferOf } from "../support/fake_talk.ts";
import { open } from "./support/live_call.tsx";

const ana = participant("Ana", { self: true });
const bo = participant("Bo");
const cy = participant("Cy");

async function openRoom({ chat = true } = {}) {
  const page = open();
  const { session } = page;
  const talk = new FakeTalk();
  await act(() => {
    session.call.value = inCall([ana, bo, cy]);
    session.talk.value = talk;
  });
  const press = (name: string | RegExp) =>
    act(() => void fireEvent.click(page.getByRole("button", { name })));
  if (chat) await press("Chat");
  const field = () => page.getByRole("textbox", { name: "Message" }) as HTMLTextAreaElement;
  const write = (value: string) => act(() => void fireEvent.input(field(), { target: { value } }));
  const key = (init: object) => act(() => void fireEvent.keyDown(field(), init));
  const show = (...entries: ChatEntry[]) =>
    act(() => {
      talk.chat.entries.value = entries;
    });
  const move = (...transfers: FileTransfer[]) =>
    act(() => {
      talk.files.transfers.value = new Map(transfers.map((transfer) => [transfer.key, transfer]));
    });
  const audience = (value: string) =>
    act(() =>
      void fireEvent.change(page.getByRole("combobox", { name: "To" }), { target: { value } })
    );
  return Object.assign(page, { talk, press, field, write, key, show, move, audience });
}

Deno.test("Enter sends, Shift and Enter make a line, and Enter that chooses a character does neither", async () => {
  using page = await openRoom();
  assertFocused(page.field());
  await page.write("hello");
  await page.key({ key: "Enter", shiftKey: true });
  await page.key({ key: "Enter", isComposing: true });
  await page.key({ key: "Enter", keyCode: 229 });
  assert.deepEqual(page.talk.news, []);
  await page.key({ key: "Enter" });
  assert.deepEqual(page.talk.news, ['say "hello" to everyone']);
  assert.equal(page.field().value, "");
  await page.key({ key: "Enter" });
  assert.deepEqual(page.talk.news, []);
});

Deno.test("a message goes to the one who is chosen, and to nobody once they have gone", async () => {
  using page = await openRoom();
  await page.audience("bo");
  await page.write("psst");
  await page.press("Send");
  assert.deepEqual(page.talk.news, ['say "psst" to bo']);
  await page.write("more");
  await act(() => {
    page.session.call.value = inCall([ana, cy]);
  });
  await page.key({ key: "Enter" });
  assert.deepEqual(page.talk.news, []);
  assert.equal(page.field().value, "more");
  page.getByText(en.call.chat.gone);
  await page.audience("everyone");
  await page.press("Send");
  assert.deepEqual(page.talk.news, ['say "more" to everyone']);
});

Deno.test("a draft outlasts the open chat, and so does for whom it is, even if they go meanwhile", async () => {
  using page = await openRoom();
  const to = () => page.getByRole("combobox", { name: "To" }) as HTMLSelectElement;
  const shownTo = () => to().selectedOptions[0]!.textContent;
  await page.audience("cy");
  await page.write("psst");
  await page.key({ key: "Escape" });
  assertGone(page.queryByRole("textbox", { name: "Message" }));
  await page.press("Chat");
  assert.deepEqual([page.field().value, shownTo()], ["psst", "Cy"]);
  await page.press("People");
  await act(() => {
    page.session.call.value = inCall([ana, bo]);
  });
  await page.press("Chat");
  assert.deepEqual([page.field().value, shownTo()], ["psst", en.call.chat.someoneGone]);
  page.getByText(en.call.chat.gone);
  await page.key({ key: "Enter" });
  assert.deepEqual(page.talk.news, []);
  // Their seat is theirs again: so are the words that were meant for them.
  await act(() => {
    page.session.call.value = inCall([ana, bo, cy]);
  });
  await page.key({ key: "Enter" });
  assert.deepEqual(page.talk.news, ['say "psst" to cy']);
});

Deno.test("two of the same name are two wherever they are shown, and what one wrote is not the other's", async () => {
  using page = await openRoom();
  const twin = participant("Bo", { peer: "twin" as PeerId });
  const knocker = { peer: "knocker" as PeerId, name: "Bo" };
  const doors = { host: ana.peer, hosting: true, locked: true, waiting: [knocker] };
  await act(() => {
    page.session.call.value = inCall([ana, bo, twin, cy], { doors });
  });
  const to = page.getByRole("combobox", { name: "To" });
  const options = () => within(to).getAllByRole("option").map(({ textContent }) => textContent);
  assert.deepEqual(options(), ["Everyone", "Bo", "Bo 2", "Cy"]);
  page.getByRole("figure", { name: "Bo 2" });
  page.getByText(/Bo 3.* asks to join/);
  await page.show(textEntry("bo", "one", { name: "Bo" }), textEntry("twin", "two", { name: "Bo" }));
  const writers = () =>
    page.getAllByRole("listitem").flatMap((item) => item.querySelector("bdi")?.textContent ?? []);
  assert.deepEqual(writers(), ["Bo", "Bo 2"]);
  await act(() => {
    page.session.call.value = inCall([ana, twin, cy]);
  });
  assert.deepEqual(options(), ["Everyone", "Bo 2", "Cy"], "who stays is called as before");
  assert.deepEqual(writers(), ["Bo", "Bo 2"]);
  const third = participant("Bo", { peer: "third" as PeerId });
  await act(() => {
    page.session.call.value = inCall([ana, twin, cy, third]);
  });
  assert.deepEqual(options(), ["Everyone", "Bo 2", "Cy", "Bo"]);
  assert.deepEqual(writers(), ["Bo (left)", "Bo 2"], "not by the one who has come since");
});

Deno.test("what is too much at once stays in the field, and it is said why", async () => {
  using page = await openRoom();
  page.talk.patient = false;
  await page.write("again");
  await page.key({ key: "Enter" });
  assert.equal(page.field().value, "again");
  page.getByText(en.call.chat.tooFast);
  // Whoever goes on writing has read it, and wants to know how much room is left.
  await page.write("a".repeat(MAX_TEXT_CHARS - 9));
  assertGone(page.queryByText(en.call.chat.tooFast));
  page.getByText("Characters left: 9");
});

Deno.test("what is too long stays whole, is said to be too long by how much, and is not sent", async () => {
  using page = await openRoom();
  const long = "a".repeat(MAX_TEXT_CHARS + 1_500);
  await page.write(long);
  assert.equal(page.field().maxLength, -1, "a browser would cut it without a word");
  page.getByText("Too long to send. Characters too many: 1,500");
  assert.equal(page.field().getAttribute("aria-invalid"), "true");
  await page.key({ key: "Enter" });
  await page.press("Send");
  assert.deepEqual([page.talk.news, page.field().value], [[], long]);
  await page.write(long.slice(0, MAX_TEXT_CHARS));
  await page.key({ key: "Enter" });
  assert.equal(page.talk.news.length, 1);
});

Deno.test("messages name their writer once, say when and for whom, and who has not got them", async () => {
  using page = await openRoom();
  page.getByText(en.call.chat.empty);
  await page.show(
    textEntry("bo", "one"),
    textEntry("bo", "two"),
    textEntry("bo", "for you", { to: "ana" as PeerId }),
    textEntry("ana", "for Cy", { to: "cy" as PeerId, origin: "own", waiting: ["cy" as PeerId] }),
    textEntry("gone", "bye", { name: "Di" }),
  );
  const items = page.getAllByRole("listitem").map((item) => item.textContent);
  assert.match(items[0]!, /^Bo.*one$/);
  assert.match(items[2]!, /Only to you/);
  assert.match(items[3]!, /Only to \u2068Cy\u2069/);
  assert.match(items[4]!, /^Di/);
  const heads = page.getAllByRole("listitem").map((item) => item.querySelector("p")!.className);
  assert.deepEqual(heads.map((name) => name.includes("sr-only")), [
    false,
    true,
    false,
    false,
    false,
  ]);
  assertGone(page.queryByText(/Waiting for/));
  await act(() => {
    page.session.call.value = inCall([ana, bo, { ...cy, link: "lost" }]);
  });
  page.getByText(/Waiting for the connection to \u2068Cy\u2069/);
  await page.show(textEntry("ana", "x", { origin: "own", missed: ["Cy"] }));
  page.getByText(/Did not reach \u2068Cy\u2069/);
});

Deno.test("links open elsewhere and tell nobody where from; markup is text", async () => {
  using page = await openRoom();
  await page.show(textEntry("bo", "<b>see</b> https://example.org/x, javascript:alert(1)"));
  const link = page.getByRole("link") as HTMLAnchorElement;
  assert.equal(link.getAttribute("href"), "https://example.org/x");
  assert.equal(link.getAttribute("dir"), "ltr", "its path may be written the other way");
  assert.equal(link.getAttribute("rel"), "noopener noreferrer nofollow");
  assert.equal(link.getAttribute("target"), "_blank");
  page.getByText(/<b>see<\/b>/);
});

Deno.test("the open chat is being read, the closed one is not, and says how much is new", async () => {
  using page = await openRoom({ chat: false });
  await act(() => {
    page.talk.chat.unread.value = 3;
  });
  const button = page.getByRole("button", { name: "Chat" });
  assert.equal(button.querySelector("[data-badge]")!.getAttribute("data-badge"), "3");
  assert.equal(button.getAttribute("aria-description"), "3 new messages");
  await page.press("Chat");
  assert.deepEqual(page.talk.done, ["read true"]);
  await page.press("Chat");
  assert.deepEqual(page.talk.done, ["read true", "read false"]);
});

Deno.test("files are put beside the message, can be taken away, and are offered with it", async () => {
  using page = await openRoom();
  const files = [new File(["a"], "a.txt"), new File(["b"], "b.txt")];
  await act(() => void fireEvent.paste(page.field(), { clipboardData: { files } }));
  within(page.getByRole("list", { name: "Files to send" })).getByText("a.txt");
  await page.press("Remove a.txt");
  await page.audience("cy");
  await page.write("here");
  await page.press("Send");
  assert.deepEqual(page.talk.news, ['say "here" to cy', "offer b.txt to cy"]);
  assertGone(page.queryByRole("list", { name: "Files to send" }));
});

Deno.test("files that are dropped anywhere on the call open the chat, and wait there", async () => {
  using page = await openRoom({ chat: false });
  const dataTransfer = { types: ["Files"], files: [new File(["a"], "map.pdf")] };
  const drag = (type: string) => {
    const event = new window.Event(type, { bubbles: true, cancelable: true });
    return act(() =>
      void fireEvent(document.body, Object.assign(event, { dataTransfer }) as never)
    );
  };
  await drag("dragover");
  page.getByText(en.call.files.drop);
  await drag("drop");
  assertGone(page.queryByText(en.call.files.drop));
  page.getByText("map.pdf");
  assert.deepEqual(page.talk.news, []);
});

Deno.test("a file that is offered can be accepted or declined, moves with figures, and is saved", async () => {
  using page = await openRoom();
  await page.show(fileEntry("bo", "map.pdf"));
  await page.move(transferOf("map.pdf", { state: "offered" }));
  await page.press("Accept: map.pdf");
  await page.press("Decline: map.pdf");
  assert.deepEqual(page.talk.news, ["accept bo map.pdf", "decline bo map.pdf"]);
  await page.move(transferOf("map.pdf", { state: "moving", done: 500_000 }));
  page.getByText("500 kB of 2 MB · 25%");
  const bar = page.getByRole("progressbar", { name: "Progress of map.pdf" }) as HTMLProgressElement;
  assert.deepEqual([bar.value, bar.max], [500_000, 2_000_000]);
  await page.press("Cancel: map.pdf");
  assert.deepEqual(page.talk.news, ["cancel bo map.pdf"]);
  await page.move(transferOf("map.pdf", { state: "done", url: "blob:https://lagoon.example/1" }));
  const link = page.getByRole("link", { name: "Save map.pdf" });
  assert.equal(link.getAttribute("download"), "map.pdf");
  await page.move(transferOf("map.pdf", { state: "ended", by: "us", reason: "no-space" }));
  page.getByText(en.call.files.ended.us["no-space"]);
  await page.press("Try again: map.pdf");
  assert.deepEqual(page.talk.news, ["retry bo map.pdf"]);
  await page.move(transferOf("map.pdf", { state: "ended", by: "them", reason: "cancelled" }));
  assertGone(page.queryByRole("button", { name: /^Try again/ }));
});

Deno.test("a file for several says how it gets on with each of them", async () => {
  using page = await openRoom();
  await page.show(fileEntry("ana", "map.pdf"));
  const out = (peer: string, changes: FileTransfer["progress"]) =>
    transferOf("map.pdf", changes, { direction: "out", peer: peer as PeerId, peerName: peer });
  await page.move(
    out("bo", { state: "done", url: null }),
    out("cy", { state: "ended", by: "them", reason: "declined" }),
  );
  const item = page.getByRole("listitem");
  assert.match(item.textContent!, /Bo.*They have it\..*Cy.*They declined it\./);
});

Deno.test("a reaction is picked by name, stays for others to see over the tile, and is told in one sentence", async () => {
  using page = await openRoom({ chat: false });
  await page.press("Reactions");
  await page.press("Applause");
  assert.deepEqual(page.talk.news, ["show clap"]);
  await act(() => {
    page.talk.reactions.shown.value = [
      { key: 1, peer: "bo" as PeerId, code: "clap" },
      { key: 2, peer: "cy" as PeerId, code: "clap" },
    ];
  });
  const shown = page.container.querySelectorAll("[data-reactions]");
  assert.deepEqual([...shown].map((one) => one.closest("figure")!.dataset.peer), ["bo", "cy"]);
  await act(() => page.ports.pass(1_500));
  page.getByText("Applause from Bo and Cy.");
});

Deno.test("what is written is said to whoever does not see it", async () => {
  using page = await openRoom({ chat: false });
  await act(() => page.ports.pass(20_000));
  await page.show(textEntry("bo", "hello"));
  page.getByText("Bo: hello");
});
