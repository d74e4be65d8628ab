/** Nothing moves by itself: neither while a page comes to life, nor in a call in which nothing happens. */
import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { jumps } from "./support/layout_shift.ts";
import { seesMoving } from "./support/media.ts";
import type { Person } from "./support/person.ts";
import { countRenders, rendersSince, watchRenders } from "./support/renders.ts";
import { scene, type Stage } from "./support/stage.ts";

/** How long an idle call is watched. */
const IDLE_MS = 5_000;

/** A line on which a document takes a second or so, in bytes a second. */
const SLOW = { offline: false, latency: 0, downloadThroughput: 10_000, uploadThroughput: -1 };

for (const viewport of [{ width: 1280, height: 800 }, { width: 390, height: 844 }]) {
  scene(`nothing jumps while landing and lobby load, ${viewport.width} px wide`, async (stage) => {
    const visitor = await stage.visitor("/", { viewport });
    await visitor.page.waitForLoadState("networkidle");
    assert.deepEqual(await jumps(visitor.page), [], "the landing");

    const ada = await stage.visitor(stage.path, { viewport });
    await ada.reaches("lobby");
    await eventually(
      "the preview plays",
      () =>
        ada.page.locator("video").first().evaluate((video) =>
          (video as HTMLVideoElement).currentTime > 0.2
        ),
    );
    await eventually(
      "the level meter rises",
      async () => await ada.page.getByRole("meter").getAttribute("aria-valuenow") !== "0",
    );
    assert.deepEqual(await jumps(ada.page), [], "the lobby");
  });
}

for (const path of ["/", "/r/a-call#k=incomplete"]) {
  scene(`nothing jumps while ${path} arrives in parts`, async (stage) => {
    const ada = await stage.visitor("/", { viewport: { width: 1280, height: 800 } });
    // The stylesheet is there by now: nothing else holds up what is drawn.
    await ada.page.waitForLoadState("networkidle");
    const devtools = await ada.page.context().newCDPSession(ada.page);
    await devtools.send("Network.emulateNetworkConditions", SLOW);
    await ada.page.goto(stage.site.origin + path, { waitUntil: "domcontentloaded" });
    assert.deepEqual(await jumps(ada.page), []);
  });
}

scene("nothing jumps on a phone when it is told who is in the call", async (stage) => {
  for (const name of ["Mara Lindqvist", "Daniel Okafor"]) {
    const inside = await stage.person(name, { devices: "modest" });
    await inside.join();
  }
  const ada = await stage.visitor(stage.path, { viewport: { width: 390, height: 844 } });
  await ada.page.getByRole("status").filter({ hasText: "Daniel Okafor" }).waitFor();
  assert.deepEqual(await jumps(ada.page), []);
});

scene("six people who do nothing have nothing drawn", async (stage) => {
  const ada = await sixAtRest(stage);
  // The last sentence may yet have to be said, and a busy machine tells of itself and takes it back.
  await eventually("the call is at rest", async () => {
    await countRenders(ada.page);
    const changed = await ada.page.evaluate(changesBesidesTheClock, IDLE_MS);
    assert.deepEqual(changed, [], "what changed in the document");
    assert.deepEqual(await rendersSince(ada.page), [], "what was drawn anew");
    return true;
  }, { within: 60_000 });
  // The count is one: what somebody can see is drawn.
  await ada.press("Raise hand");
  await ada.button("Lower hand").waitFor();
  assert.ok((await rendersSince(ada.page)).length > 0);
});

/** The first of six who see and hear nothing new of each other. Two film; on a small machine more could not. */
async function sixAtRest(stage: Stage): Promise<Person> {
  const people: Person[] = [];
  for (const [i, name] of ["Ada", "Grace", "Edsger", "Barbara", "Alan", "Hedy"].entries()) {
    const person = await stage.person(name, { devices: "modest", prepare: watchRenders });
    // The fake microphone beeps, and a voice is something to see.
    await person.press("Mute");
    if (i > 1) await person.press("Turn off camera");
    await person.join();
    people.push(person);
  }
  const [ada] = people as [Person];
  await seesMoving(ada, "Grace", { within: 60_000 });
  const still = ada.page.locator("figure[data-link=live]").and(
    ada.page.getByRole("figure", { name: /microphone muted/ }),
  );
  await eventually(
    "everyone is linked, and known to be muted",
    async () => await still.count() === 6,
    { within: 60_000 },
  );
  return ada;
}

/** Runs in the page: what changes in the document within `ms`, outside of the clock. */
function changesBesidesTheClock(ms: number): Promise<string[]> {
  return new Promise((resolve) => {
    const places: string[] = [];
    const observer = new MutationObserver((changes) => {
      for (const { target, attributeName } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        if (element?.closest("time") === null) places.push(`${element.outerHTML} ${attributeName}`);
      }
    });
    observer.observe(document, {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
    setTimeout(() => resolve(places), ms);
  });
}
