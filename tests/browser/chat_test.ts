/** People write to each other: over their links, past the server, and to nobody else. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { messages, openChat, reads, write } from "./support/chatting.ts";
import { rightOf } from "./support/edges.ts";
import { eventually, watchFor } from "./support/eventually.ts";
import { hasFetched } from "./support/fetched.ts";
import type { Person } from "./support/person.ts";
import { scene, type Stage } from "./support/stage.ts";
import { OUTAGE } from "./support/outage.ts";

async function inACall(stage: Stage, ...names: string[]): Promise<Person[]> {
  const people: Person[] = [];
  for (const name of names) {
    const person = await stage.person(name, { devices: "modest" });
    await person.join();
    people.push(person);
  }
  await Promise.all(people.map((person) => isLinked(person, names.length - 1)));
  return people;
}

async function isLinked(person: Person, others: number): Promise<void> {
  const live = person.page.locator("figure[data-link=live]:not([data-self])");
  await eventually(`${person.name} is linked`, async () => await live.count() === others);
}

/** How often something of at least `bytes` was given to a data channel, for each connection of a page. */
async function sendsOf({ page }: Person, bytes: number): Promise<number[]> {
  const sent = await page.evaluate(() => globalThis.lagoonSpy.sent);
  const counts = new Map<number, number>();
  for (const one of sent) {
    if (one.bytes >= bytes) counts.set(one.connection, (counts.get(one.connection) ?? 0) + 1);
  }
  return [...counts.values()];
}

scene(
  "three people write; what is for one goes over one data channel and no socket",
  async (stage) => {
    const people = await inACall(stage, "Ada", "Grace", "Linus");
    const [ada, grace, linus] = people as [Person, Person, Person];
    const frames: number[] = [];
    for (const person of people) await openChat(person);
    await write(ada, "hello everyone");
    for (const person of people) await reads(person, "hello everyone");
    await write(grace, "see https://example.org/x");
    await reads(linus, "see https://example.org/x");
    const link = messages(linus).getByRole("link", { name: "https://example.org/x" });
    assert.equal(await link.getAttribute("rel"), "noopener noreferrer nofollow");

    // So long that nothing else comes near: what it takes is plain from the sizes.
    const secret = "only for Grace ".repeat(250).trim();
    for (const person of people) {
      await person.page.evaluate(() => {
        globalThis.lagoonSpy.sent.length = 0;
        const { send } = WebSocket.prototype;
        WebSocket.prototype.send = function (data) {
          // deno-lint-ignore no-console
          console.info(`socket ${(data as string | ArrayBuffer as ArrayBuffer).byteLength ?? 0}`);
          return send.call(this, data);
        };
      });
      person.page.on("console", (message) => {
        const [, bytes] = /^socket (\d+)$/.exec(message.text()) ?? [];
        if (bytes !== undefined) frames.push(Number(bytes));
      });
    }
    await write(ada, secret, "Grace");
    await reads(grace, secret);
    await watchFor(1_500);
    assert.deepEqual(await sendsOf(ada, 3_000), [1]);
    assert.deepEqual(await sendsOf(grace, 3_000), []);
    assert.deepEqual(await sendsOf(linus, 3_000), []);
    assert.deepEqual(frames.filter((bytes) => bytes >= 3_000), []);
    assert.equal(await messages(linus).filter({ hasText: "only for Grace" }).count(), 0);
    await messages(grace).filter({ hasText: "Only to you" }).waitFor();
  },
);

scene(
  "whoever comes later reads what was written, from those who are there, once",
  async (stage) => {
    const [ada, grace] = await inACall(stage, "Ada", "Grace") as [Person, Person];
    await openChat(ada);
    await openChat(grace);
    await write(ada, "one");
    await reads(grace, "one");
    await write(grace, "two");
    await write(grace, "not for all", "Ada");
    await reads(ada, "not for all");
    const linus = await stage.person("Linus", { devices: "modest" });
    await linus.join();
    await openChat(linus);
    await reads(linus, "one");
    await reads(linus, "two");
    // After a reload, too, and one's own words are one's own.
    await write(linus, "three");
    await reads(ada, "three");
    await linus.page.reload();
    await linus.reaches("in-call");
    await openChat(linus);
    for (const text of ["one", "two", "three"]) await reads(linus, text);
    assert.equal(await messages(linus).count(), 3);
    assert.match((await messages(linus).last().textContent())!, /^You/i);
  },
);

scene(
  "what was written after somebody's tab crashed reaches the one that takes its place, once",
  async (stage) => {
    const [ada, grace] = await inACall(stage, "Ada", "Grace") as [Person, Person];
    await openChat(ada);
    const { page } = grace;
    const { pathname, hash } = new URL(page.url());
    const remembered = await page.evaluate(() => ({ ...sessionStorage }));
    await grace.crash();
    await write(ada, "hold on");
    await write(ada, "nobody else", "Grace");
    // The tab is opened again, with what it knew.
    const back = await stage.visitor(pathname + hash, {
      devices: "modest",
      prepare: (context) =>
        context.addInitScript((stored) => {
          for (const [key, value] of Object.entries(stored)) sessionStorage.setItem(key, value);
        }, remembered),
    }, "Grace");
    await back.reaches("in-call");
    await openChat(back);
    await reads(back, "hold on");
    await reads(back, "nobody else");
    const { waiting, missed } = ada.words.chat;
    await eventually("Ada no longer waits", async () => {
      const texts = await messages(ada).allTextContents();
      const fates = [waiting, missed].map((fate) => fate.split("{names}")[0]!);
      return texts.every((text) => fates.every((fate) => !text.includes(fate)));
    });
    assert.equal(await messages(back).count(), 2);
  },
);

scene("the chat is opened and used when the server is gone", { expect: OUTAGE }, async (stage) => {
  const [ada, grace] = await inACall(stage, "Ada", "Grace") as [Person, Person];
  for (const person of [ada, grace]) await hasFetched(person, "opened_later");
  await stage.site.stop("SIGKILL");
  try {
    await openChat(ada);
    await write(ada, "still here?");
    await eventually("Grace sees that there is something new", async () => {
      const badge = grace.button("Chat").locator("[data-badge]");
      return await badge.getAttribute("data-badge") === "1";
    });
    await openChat(grace);
    await reads(grace, "still here?");
    await write(grace, "of course");
    await reads(ada, "of course");
    await grace.press("Reactions");
    await grace.press("Applause");
    await ada.tile("Grace").locator("[data-reactions]").waitFor();
  } finally {
    await stage.site.start();
  }
});

scene("a draft for one is still theirs when the chat was closed meanwhile", async (stage) => {
  const [ada, grace, linus] = await inACall(stage, "Ada", "Grace", "Linus") as [
    Person,
    Person,
    Person,
  ];
  const { page, words } = ada;
  const field = page.getByRole("textbox", { name: words.chat.message });
  const to = page.getByRole("combobox", { name: words.chat.to });
  await openChat(ada);
  await to.selectOption({ label: "Grace" });
  await field.fill("only for Grace");
  await field.press("Escape");
  await field.waitFor({ state: "detached" });
  await ada.press(words.controls.people);
  await openChat(ada);
  assert.equal(await field.inputValue(), "only for Grace");
  assert.equal(await to.locator("option:checked").textContent(), "Grace");
  await field.press("End");
  await field.pressSequentially("!");
  await field.press("Enter");
  for (const person of [grace, linus]) await openChat(person);
  await reads(grace, "only for Grace!");
  await write(ada, "for all");
  await reads(linus, "for all");
  assert.equal(await messages(linus).count(), 1);
});

scene("who pastes too much loses nothing, and sends it once it is short enough", async (stage) => {
  const [ada, grace] = await inACall(stage, "Ada", "Grace") as [Person, Person];
  for (const person of [ada, grace]) await openChat(person);
  const { page, words } = ada;
  const field = page.getByRole("textbox", { name: words.chat.message });
  await field.focus();
  // As a paste puts it there: it is this that `maxlength` would cut.
  await page.keyboard.insertText(`${"long ".repeat(900)}the end`);
  await page.getByText("Too long to send. Characters too many: 507").waitFor();
  await field.press("Enter");
  assert.match(await field.inputValue(), /the end$/);
  assert.equal(await messages(ada).count(), 0);
  await field.fill("the end");
  await field.press("Enter");
  await reads(grace, "the end");
});

scene("two of the same name are told apart, and each gets what is theirs", async (stage) => {
  const ada = await stage.person("Ada", { devices: "modest" });
  const first = await stage.person("Bo", { devices: "modest" });
  const second = await stage.person("Bo", { devices: "modest" });
  const people = [ada, first, second];
  for (const person of people) await person.join();
  await Promise.all(people.map((person) => isLinked(person, 2)));
  for (const person of people) await openChat(person);
  await ada.tile("Bo 2").waitFor();
  await second.page.getByRole("figure", { name: "Bo 2 (you)" }).waitFor();
  await first.page.getByRole("figure", { name: "Bo (you)" }).waitFor();
  await write(ada, "for the second", "Bo 2");
  await reads(second, "for the second");
  await write(ada, "for the first", "Bo");
  await reads(first, "for the first");
  assert.equal(await messages(first).count(), 1);
  assert.equal(await messages(second).count(), 1);
});

scene("in Arabic, names and figures of files keep their places", async (stage) => {
  const [noor, ada] = [
    await stage.person("نور", { locale: "ar-EG", devices: "modest" }),
    await stage.person("Ada", { devices: "modest" }),
  ];
  for (const person of [noor, ada]) await person.join();
  await Promise.all([noor, ada].map((person) => isLinked(person, 1)));
  for (const person of [noor, ada]) await openChat(person);
  const { page, words } = noor;

  const field = page.getByRole("textbox", { name: words.chat.message });
  const direction = () => field.evaluate((element) => getComputedStyle(element).direction);
  assert.equal(await direction(), "rtl", "what is to be written, as long as nothing is");
  await field.fill("hello");
  assert.equal(await direction(), "ltr", "English goes its own way");
  await field.fill("");

  const file = { name: "map.csv", mimeType: "text/csv", buffer: Buffer.alloc(48_000) };
  await page.locator("input[type=file]").setInputFiles(file);
  const staged = page.getByRole("list", { name: words.files.chosen });
  assert.ok(await rightOf(staged.getByText("map.csv")) > await rightOf(staged) - 4, "at the start");

  await ada.page.locator("input[type=file]").setInputFiles(file);
  await ada.press(ada.words.chat.send);
  const offered = messages(noor).filter({ hasText: "map.csv" });
  const [name, kind, size] = [
    offered.getByText("map.csv"),
    offered.getByText("CSV", { exact: true }),
    offered.getByText(/^48/),
  ];
  assert.equal(await rightOf(name), await rightOf(kind), "the kind stands below the name");
  assert.ok(await rightOf(size) < await rightOf(kind), "and the size follows it, with its unit");
});
