/** Who comes in, in real browsers: locks, knocks, removals, hosts, links, and the code that proves nobody is between. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { isAccessible } from "./support/axe.ts";
import { eventually } from "./support/eventually.ts";
import { seesMoving } from "./support/media.ts";
import type { Person } from "./support/person.ts";
import { scene, type Stage } from "./support/stage.ts";

scene(
  "[D4] [D6] [D7] a locked call lets in whom its host lets in, and nobody else",
  async (stage) => {
    const [ada, bob] = await stage.meeting("Ada", "Bob");
    await lock(ada);
    await bob.page.getByText("Locked", { exact: true }).waitFor();

    const cat = await knocks(stage, "Cat");
    await ada.page.getByText("\u2068Cat\u2069 asks to join", { exact: true }).waitFor();
    await isAccessible(ada.page, "a call at whose door somebody waits");
    await isAccessible(cat.page, "a lobby that waits to be let in");
    await ada.button("Let in").first().click();
    await cat.reaches("in-call");
    await Promise.all([seesMoving(cat, "Ada"), seesMoving(cat, "Bob"), seesMoving(bob, "Cat")]);

    const dan = await knocks(stage, "Dan");
    await ada.page.getByText("\u2068Dan\u2069 asks to join", { exact: true }).waitFor();
    await ada.button("Decline").first().click();
    await dan.reaches("ended");
    await dan.page.getByRole("heading", { name: "You were not let in" }).waitFor();
    assert.equal(await bob.others.count(), 2);
  },
);

scene(
  "a host who reads the end of the people panel sees who asks, and lets them in",
  async (stage) => {
    const [ada] = await stage.meeting("Ada", "Bob", "Eve", "Dan");
    const { page } = ada;
    await lock(ada);
    for (const size of [{ width: 1280, height: 560 }, { width: 390, height: 664 }]) {
      await page.setViewportSize(size);
      await panel(ada).getByRole("checkbox", { name: /Lock the call/ }).scrollIntoViewIfNeeded();
      await ada.button("New link").scrollIntoViewIfNeeded();
      const cat = await knocks(stage, `Cat ${size.width}`);
      const letIn = ada.button("Let in");
      await letIn.waitFor();
      await isInSight(letIn);
      // Seen where it is: a press that scrolled it into view would prove nothing.
      const { x, y, width, height } = (await letIn.boundingBox())!;
      await page.mouse.click(x + width / 2, y + height / 2);
      await cat.reaches("in-call");
      await cat.leave();
    }
  },
);

scene(
  "a host whose panel leaves the stage no room sees who asks, and lets them in",
  async (stage) => {
    const [ada] = await stage.meeting("Ada", "Bob");
    const { page } = ada;
    await lock(ada);
    await ada.press("Settings");
    // A phone on its side.
    await page.setViewportSize({ width: 667, height: 375 });
    await knocks(stage, "Cat");
    for (
      const control of [ada.button("Let in"), panel(ada, "Settings").getByRole("button").first()]
    ) {
      await isInSight(control);
    }
  },
);

scene(
  "who asks is read whole before they are let in, however long their name is",
  async (stage) => {
    const [ada] = await stage.meeting("Ada", "Bob");
    await lock(ada);
    await ada.page.setViewportSize({ width: 390, height: 844 });
    await ada.close("People");
    await knocks(stage, "Cat, who has a name that goes on until it ends");
    const asks = ada.page.getByText(/Cat.* asks to join/).and(ada.page.locator("p"));
    await asks.waitFor();
    assert.ok(await asks.evaluate((text) => text.scrollWidth <= text.clientWidth));
  },
);

scene("[D6] whoever is removed is told so, and does not come back by reloading", async (stage) => {
  const [ada, bob] = await stage.meeting("Ada", "Bob");
  await people(ada, "Bob");
  await ada.press("Remove from call");
  await isAccessible(ada.page, "the question before somebody is removed");
  await ada.press("Remove");
  await bob.reaches("ended");
  await bob.page.getByRole("heading", { name: "You were removed from the call" }).waitFor();
  await eventually("Ada is alone", async () => await ada.others.count() === 0);
  await bob.page.reload();
  await bob.settles();
  await bob.press("Join call");
  await bob.page.getByRole("heading", { name: "You were removed from the call" }).waitFor();
  assert.equal(await ada.others.count(), 0);
});

scene("[D11] [D15] hosting survives a reload, is handed over, and passes on", async (stage) => {
  const [ada, bob] = await stage.meeting("Ada", "Bob");
  await people(ada);
  await hosts(ada, "Ada");
  await ada.page.reload();
  await ada.reaches("in-call");
  await seesMoving(bob, "Ada");
  await people(ada, "Bob");
  await hosts(ada, "Ada");
  await ada.press("Make host");
  await people(bob);
  await hosts(ada, "Bob");
  await hosts(bob, "Bob");
  await bob.leave();
  await hosts(ada, "Ada");
});

scene("[D19] everybody inside goes along to a new link, and no picture stops", async (stage) => {
  const [ada, bob] = await stage.meeting("Ada", "Bob");
  const connections = () => bob.page.evaluate(() => globalThis.lagoonSpy.connections.length);
  const before = { url: bob.page.url(), connections: await connections() };
  await people(ada);
  await ada.press("New link");
  await ada.press("Make a new link");
  await eventually(
    "both have moved",
    () => bob.page.url() !== before.url && bob.page.url() === ada.page.url(),
  );
  await Promise.all([seesMoving(ada, "Bob"), seesMoving(bob, "Ada")]);
  assert.equal(await connections(), before.connections, "no connection was made anew");

  const late = await stage.person("Late");
  await late.press("Join call");
  await late.page.getByRole("heading", { name: "This link no longer works" }).waitFor();
  const { pathname, hash } = new URL(ada.page.url());
  const cat = await stage.person("Cat", { path: pathname + hash });
  await cat.join();
  await Promise.all([seesMoving(cat, "Ada"), seesMoving(cat, "Bob"), seesMoving(ada, "Cat")]);
  await bob.page.reload();
  await bob.reaches("in-call");
  await seesMoving(bob, "Ada");
});

scene("[X6] two people read the same safety code to each other", async (stage) => {
  const [ada, bob] = await stage.meeting("Ada", "Bob");
  const codes = await Promise.all([codeOf(ada, "Bob"), codeOf(bob, "Ada")]);
  assert.match(codes[0], /^\d{5}( \d{5}){3}$/);
  assert.equal(codes[0], codes[1]);
  await isAccessible(ada.page, "the people panel with somebody opened");
});

/** Opens the people panel, and what there is about one of them. */
async function people(person: Person, about?: string): Promise<void> {
  if (await panel(person).count() === 0) await person.press("People");
  await panel(person).waitFor();
  if (about !== undefined) await person.press(`More about ${about}`);
}

/** Waits until nothing covers the middle of it, and nothing that scrolls has taken it away. */
async function isInSight(control: Locator): Promise<void> {
  await eventually("it can be seen where it is", () =>
    control.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const seen = document.elementFromPoint(left + width / 2, top + height / 2);
      return element.contains(seen);
    }));
}

function panel(person: Person, name = "People"): Locator {
  return person.page.getByRole("complementary", { name });
}

async function lock(host: Person): Promise<void> {
  await people(host);
  await host.page.getByRole("checkbox", { name: /Lock the call/ }).check();
}

async function knocks(stage: Stage, name: string): Promise<Person> {
  const person = await stage.visitor(stage.path, {}, name);
  await person.reaches("lobby");
  await person.button("Ask to join").waitFor();
  await person.page.getByRole("textbox", { name: "Your name" }).fill(name);
  await person.press("Ask to join");
  await person.button("Asking to join…").waitFor();
  return person;
}

/** Waits until `person` is shown that `name` hosts. */
async function hosts(person: Person, name: string): Promise<void> {
  const row = panel(person).getByRole("listitem").filter({ hasText: name });
  await eventually(
    `${person.name} sees that ${name} hosts`,
    async () => (await row.getByText("host", { exact: true }).count()) === 1,
  );
}

async function codeOf(person: Person, other: string): Promise<string> {
  await people(person, other);
  const digits = panel(person).getByText(/^\d{5}( \d{5}){3}$/);
  await digits.waitFor();
  return await digits.innerText();
}
