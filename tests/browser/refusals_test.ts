/** Links and rooms that let nobody in: each says why and what to do. */
import assert from "node:assert/strict";
import { en } from "../../locales/en.ts";
import { isAccessible } from "./support/axe.ts";
import { eventually } from "./support/eventually.ts";
import { seesMoving } from "./support/media.ts";
import { scene } from "./support/stage.ts";

scene("a full room says so, and lets one in once somebody has left", {
  env: { ROOM_CAPACITY: "2" },
}, async (stage) => {
  const ada = await stage.person("Ada");
  const grace = await stage.person("Grace");
  const linus = await stage.person("Linus");
  await ada.join();
  await grace.join();
  await linus.press("Join call");
  await linus.reaches("ended");
  const { title, next } = en.call.ended.reasons["room-full"];
  for (const sentence of [title, next]) await linus.page.getByText(sentence).first().waitFor();
  await seesMoving(ada, "Grace");
  assert.equal(await ada.others.count(), 1, "the refused one was never seen");

  await grace.leave();
  await linus.page.getByRole("button", { name: en.call.ended.tryAgain }).click();
  await linus.reaches("in-call");
  await seesMoving(ada, "Linus");
});

scene(
  "[C4] who comes when there is no room at the server is told when it is tried again, and gets in then",
  {
    env: { ADDRESS_SOCKETS: "2" },
    // What the browser says of a socket that was refused.
    expect: [/WebSocket connection to .* failed/],
  },
  async (stage) => {
    const [ada, grace] = await stage.meeting("Ada", "Grace");
    const linus = await stage.person("Linus");
    await linus.press("Join call");
    const [before, after] = en.call.lobby.toldToWait.split("{seconds}");
    const told = linus.page.getByText(new RegExp(`^${before}3\\d${after}$`));
    await told.waitFor();
    assert.equal(await linus.phase(), "joining");
    await isAccessible(linus.page, "a lobby that was told to wait");
    await grace.leave();
    await eventually("Linus is in the call", async () => (await linus.phase()) === "in-call", {
      within: 60_000,
    });
    await seesMoving(ada, "Linus");
  },
);

for (const fragment of ["", "#", "#tooshort", "#not/base64url/at/all!"]) {
  scene(`a link that ends in “${fragment}” is told as incomplete, with a way on`, async (stage) => {
    const visitor = await stage.visitor(`/r/quiet-blue-heron${fragment}`);
    const { title, next } = en.call.incomplete;
    for (const sentence of [title, next]) await visitor.page.getByText(sentence).first().waitFor();
    assert.equal(await visitor.button("Join call").count(), 0);
    await visitor.page.getByRole("link", { name: en.call.ended.startNew }).first().click();
    await visitor.reaches("lobby");
  });
}

scene("a page that is not there says so", {
  expect: [/404/],
}, async (stage) => {
  const visitor = await stage.visitor("/no-such-page");
  await visitor.page.getByText(en.errors.notFound.title).first().waitFor();
  await visitor.page.getByRole("link", { name: en.errors.home }).click();
  await visitor.page.getByRole("link", { name: "Start a call", exact: true }).first().waitFor();
});

scene("without JavaScript the call page says what is missing", async (stage) => {
  const visitor = await stage.visitor(stage.path, { javaScriptEnabled: false });
  const notice = visitor.page.locator("noscript");
  await notice.waitFor();
  assert.ok((await notice.innerText()).includes(en.callPage.noScript.title));
});

scene(
  "[S13] a tab that is duplicated takes the seat along, and the first one says so",
  async (stage) => {
    const [ada, grace] = await stage.meeting("Ada", "Grace");
    const seat = await grace.peerId();
    // As a browser duplicates a tab: with what it remembers of itself.
    const [copy] = await Promise.all([
      grace.page.waitForEvent("popup"),
      grace.page.evaluate(() => void open(location.href)),
    ]);
    await grace.reaches("ended");
    await grace.page.getByText(en.call.ended.reasons.replaced.title).waitFor();
    await copy.locator("[data-phase=in-call]").waitFor();
    assert.equal(await ada.others.first().getAttribute("data-peer"), seat);
    await seesMoving(ada, "Grace");
    assert.equal(await ada.others.count(), 1);
  },
);
