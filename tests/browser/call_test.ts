/** The main job: people open a link, see and hear each other, and part. */
import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { hears, seesMoving } from "./support/media.ts";
import type { Person } from "./support/person.ts";
import { scene } from "./support/stage.ts";

async function meet(people: readonly Person[]): Promise<void> {
  for (const person of people) {
    for (const other of people) if (other !== person) await seesMoving(person, other.name);
    await hears(person);
    assert.equal(await person.others.count(), people.length - 1, `tiles ${person.name} sees`);
  }
}

scene(
  "two people see each other move, hear each other and read each other's names",
  async (stage) => {
    const ada = await stage.person("Ada Lovelace");
    const grace = await stage.person("Grace Hopper");
    await ada.join();
    await grace.join();
    await meet([ada, grace]);
    assert.match((await ada.tile("Grace Hopper").innerText()).trim(), /Grace Hopper/);
    await eventually(
      "the link is told as live",
      async () => await ada.tile("Grace Hopper").getAttribute("data-link") === "live",
    );
    assert.equal(
      await ada.tile("Grace Hopper").getAttribute("data-peer"),
      await grace.peerId(),
      "a tile carries the id of its participant",
    );
  },
);

scene("three people all see each other, and leaving takes away one tile", async (stage) => {
  const ada = await stage.person("Ada");
  const grace = await stage.person("Grace");
  const linus = await stage.person("Linus");
  for (const person of [ada, grace, linus]) await person.join();
  await meet([ada, grace, linus]);

  await grace.leave();
  for (const person of [ada, linus]) {
    await eventually(
      `Grace is gone for ${person.name}`,
      async () => await person.tile("Grace").count() === 0,
      { within: 5_000 },
    );
  }
  await meet([ada, linus]);

  await grace.press("Rejoin");
  await grace.reaches("in-call");
  await meet([ada, grace, linus]);
});

scene("closing the page takes the tile away as Leave does", async (stage) => {
  const [ada, grace] = await stage.meeting("Ada", "Grace");
  await grace.page.close({ runBeforeUnload: false });
  stage.people.splice(stage.people.indexOf(grace), 1);
  await eventually("Grace is gone", async () => await ada.tile("Grace").count() === 0, {
    within: 5_000,
  });
});

scene("people who join at the very same moment meet, ten times out of ten", async (stage) => {
  const ada = await stage.person("Ada");
  const grace = await stage.person("Grace");
  for (let round = 0; round < 10; round++) {
    const way = round === 0 ? "Join call" : "Rejoin";
    await Promise.all([ada.press(way), grace.press(way)]);
    await Promise.all([seesMoving(ada, "Grace"), seesMoving(grace, "Ada")]);
    await Promise.all([ada.leave(), grace.leave()]);
  }
});

scene("both turning their cameras on at once still see each other", async (stage) => {
  const ada = await stage.person("Ada");
  const grace = await stage.person("Grace");
  await ada.press("Turn off camera");
  await grace.press("Turn off camera");
  await ada.join();
  await grace.join();
  await hears(ada);
  for (let round = 0; round < 5; round++) {
    await Promise.all([ada.press("Turn on camera"), grace.press("Turn on camera")]);
    await Promise.all([seesMoving(ada, "Grace"), seesMoving(grace, "Ada")]);
    await Promise.all([ada.press("Turn off camera"), grace.press("Turn off camera")]);
  }
});

scene("Invite gives a link that leads the next person into this very call", async (stage) => {
  const ada = await stage.person("Ada", { permissions: ["clipboard-read", "clipboard-write"] });
  await ada.join();
  await ada.press("Invite");
  const link = await eventually("the link is on the clipboard", async () => {
    const copy = ada.page.getByRole("button", { name: /^Copy/ });
    if (await copy.count() > 0) await copy.first().click();
    return await ada.page.evaluate(() => navigator.clipboard.readText());
  });
  assert.equal(link, stage.site.origin + stage.path);
  const guest = await stage.person("Guest of Ada", { path: link.slice(stage.site.origin.length) });
  await guest.join();
  await seesMoving(guest, "Ada");
});

scene("People lists everybody by name", async (stage) => {
  const [ada] = await stage.meeting("Ada", "Grace");
  await ada.press("People");
  const entries = ada.page.getByRole("listitem");
  await eventually("both are listed", async () => {
    const texts = await entries.allInnerTexts();
    return texts.some((text) => /Ada/.test(text)) && texts.some((text) => /Grace/.test(text));
  });
});
