/** A whole call with the keyboard alone, from the landing page to the end. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { offerFile, reads } from "./support/chatting.ts";
import { eventually } from "./support/eventually.ts";
import { seesMoving } from "./support/media.ts";
import type { Person } from "./support/person.ts";
import { scene, type Stage } from "./support/stage.ts";

/** Presses Tab until the control called `name` has the focus. */
async function tabTo(
  page: Page,
  role: "button" | "link" | "textbox" | "checkbox",
  name: string,
): Promise<void> {
  const control = page.getByRole(role, { name, exact: role !== "checkbox" }).first();
  for (let presses = 0; presses < 60; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) {
      assert.ok(await focusShows(page), `the focus on ${name} is visible`);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${name}`);
}

function focusShows(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
    const outlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    return focused.matches(":focus-visible") && (outlined || boxShadow !== "none");
  });
}

scene("start, name, join, talk, write and leave without touching a mouse", async (stage) => {
  const ada = await stage.visitor("/");
  const { page } = ada;
  await tabTo(page, "link", "Start a call");
  await page.keyboard.press("Enter");
  await ada.reaches("lobby");
  await eventually("the key is there", () => !page.url().endsWith("#new"));
  await tabTo(page, "textbox", "Your name");
  await page.keyboard.type("Ada");
  await tabTo(page, "button", "Join call");
  await page.keyboard.press("Enter");
  await ada.reaches("in-call");
  await eventually(
    "the focus is not lost when the call begins",
    () => page.evaluate(() => document.activeElement !== document.body),
  );

  const grace = await stage.person("Grace", { path: page.url().slice(stage.site.origin.length) });
  await grace.join();
  await seesMoving(ada, "Grace");

  // The first stop leads past the faces; it is there for nobody else.
  await page.locator("main").focus();
  await tabTo(page, "button", "Skip to the controls");
  await page.keyboard.press("Enter");
  await getsFocus(page, "Mute", "the controls have the focus");
  await page.keyboard.press("Space");
  await eventually("muted", () => ada.button("Unmute").isVisible());
  await page.keyboard.press("Space");
  await eventually("unmuted", () => ada.button("Mute").isVisible());

  await roamTheTiles(page);
  await openAndClose(page, "People");
  await react(ada, grace);
  await writeAndSendAFile(ada, grace);
  await lockAndLetIn(ada, stage);
  await chooseTheSpeaker(page);
  await turnShortcutsOff(page);

  await tabTo(page, "button", "Raise hand");
  await page.keyboard.press("Enter");
  await eventually("the hand is up", () => ada.button("Lower hand").isVisible());
  await tabTo(page, "button", "Leave");
  await page.keyboard.press("Enter");
  await ada.reaches("ended");
});

/** What a key does is drawn a moment later, and the focus goes along. */
async function getsFocus(page: Page, name: string, what: string): Promise<void> {
  const control = page.getByRole("button", { name, exact: true });
  await eventually(what, () => control.evaluate((element) => element === document.activeElement));
}

/** One stop for Tab among the tiles; arrows go from each to the next, Enter opens what can be done with it. */
async function roamTheTiles(page: Page): Promise<void> {
  await tabTo(page, "button", "Options for Ada");
  await page.keyboard.press("ArrowRight");
  await getsFocus(page, "Options for Grace", "the arrow leads to the next tile");
  await page.keyboard.press("Enter");
  const pin = page.getByRole("menuitem", { name: "Pin", exact: true });
  await pin.waitFor();
  await page.keyboard.press("Enter");
  await eventually(
    "what is pinned is larger",
    async () => {
      const [grace, ada] = await Promise.all(
        ["Grace", "Ada"].map((name) =>
          page.getByRole("figure", { name: new RegExp(`^${name}`) }).boundingBox()
        ),
      );
      return grace!.width > ada!.width;
    },
  );
  await getsFocus(page, "Options for Grace", "the focus is back");
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Unpin" }).waitFor();
  await page.keyboard.press("Enter");
}

async function openAndClose(page: Page, name: string): Promise<void> {
  await tabTo(page, "button", name);
  await page.keyboard.press("Enter");
  await page.getByRole("complementary", { name }).waitFor();
  await page.keyboard.press("Escape");
  await getsFocus(page, name, `the focus is back on ${name}`);
}

async function react(ada: Person, grace: Person): Promise<void> {
  const { page } = ada;
  await tabTo(page, "button", "Reactions");
  await page.keyboard.press("Enter");
  await tabTo(page, "button", "Applause");
  await page.keyboard.press("Enter");
  await eventually("Grace sees it", () => grace.page.getByText("Applause from Ada").count());
  await page.keyboard.press("Escape");
  await getsFocus(page, "Reactions", "the focus is back");
}

async function writeAndSendAFile(ada: Person, grace: Person): Promise<void> {
  const { page } = ada;
  await tabTo(page, "button", "Chat");
  await page.keyboard.press("Enter");
  await tabTo(page, "textbox", "Message");
  await page.keyboard.type("Good morning");
  await page.keyboard.press("Enter");
  await grace.press("Chat");
  await reads(grace, "Good morning");

  const folder = await Deno.makeTempDir();
  try {
    const file = `${folder}/notes.txt`;
    await Deno.writeTextFile(file, "one, two");
    // The browser must have heard that we choose before it is asked to let us.
    const choosing = page.waitForEvent("filechooser");
    await tabTo(page, "button", "Attach files");
    await page.keyboard.press("Enter");
    await (await choosing).setFiles(file);
    await page.getByRole("list", { name: "Files to send" }).waitFor();
    await tabTo(page, "button", "Send");
    await page.keyboard.press("Enter");
    await grace.press("Accept: notes.txt");
    await page.getByText("They have it.").waitFor();

    await offerFile(grace, file);
    await tabTo(page, "button", "Accept: notes.txt");
    await page.keyboard.press("Enter");
    await tabTo(page, "link", "Save notes.txt");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  await page.keyboard.press("Escape");
  await getsFocus(page, "Chat", "the focus is back on Chat");
}

/** Whoever hosts locks the call, and opens to the one who knocks. */
async function lockAndLetIn({ page }: Person, stage: Stage): Promise<void> {
  await tabTo(page, "button", "People");
  await page.keyboard.press("Enter");
  await tabTo(page, "checkbox", "Lock the call");
  await page.keyboard.press("Space");
  await page.getByText("Locked", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  const path = page.url().slice(stage.site.origin.length);
  const cat = await stage.visitor(path, { devices: "modest" }, "Cat");
  await cat.button("Ask to join").waitFor();
  await tabTo(cat.page, "button", "Ask to join");
  await cat.page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Waiting to join" }).waitFor();
  await tabTo(page, "button", "Let in");
  await page.keyboard.press("Enter");
  await cat.reaches("in-call");
  await eventually(
    "the focus is not lost with the button",
    () => page.evaluate(() => document.activeElement !== document.body),
  );
}

async function chooseTheSpeaker(page: Page): Promise<void> {
  await tabTo(page, "button", "Layout");
  await page.keyboard.press("Enter");
  const [grid, speaker] = [page.getByRole("radio").first(), page.getByRole("radio").last()];
  await grid.waitFor();
  for (let presses = 0; presses < 60; presses++) {
    if (await grid.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("ArrowDown");
  await eventually("the speaker comes first", () => speaker.isChecked());
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Escape");
}

/** The key still works where it does something, and the bare letter no longer does. */
async function turnShortcutsOff(page: Page): Promise<void> {
  await page.keyboard.press("m");
  await page.getByRole("button", { name: "Unmute", exact: true }).waitFor();
  await page.keyboard.press("m");
  await page.getByRole("button", { name: "Mute", exact: true }).waitFor();
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await dialog.waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await eventually("they are off", async () => !await dialog.getByRole("checkbox").isChecked());
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await page.keyboard.press("m");
  assert.equal(await page.getByRole("button", { name: "Mute", exact: true }).count(), 1);
}

scene("Enter in the name field joins", async (stage) => {
  const ada = await stage.person("Ada");
  await ada.page.getByRole("textbox", { name: "Your name" }).press("Enter");
  await ada.reaches("in-call");
});
