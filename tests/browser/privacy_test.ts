/** The server introduces people and learns nothing: not the key, not a name, not an address. */
import assert from "node:assert/strict";
import { fromBase64Url } from "../../protocol/base64url.ts";
import { drawScreens } from "./chaos/news.ts";
import { offerFile, openChat, reads, write } from "./support/chatting.ts";
import { hears, seesMoving } from "./support/media.ts";
import type { Person } from "./support/person.ts";
import { found, said, type Secret, secretsOf } from "./support/secrets.ts";
import { scene } from "./support/stage.ts";

const FILE = "harbour-plan.txt";
const CONTENT = "At low tide the harbour can be crossed on foot.";
const TO_ALL = "The heron lands at dawn, by the old lighthouse.";
const TO_ADA = "Between us: the lamp will be out.";

scene(
  "[A4] nothing of a whole call can be found in what crossed the server's sockets, or in what it printed",
  async (stage) => {
    const [ada, grace] = await stage.meeting("Ada Lovelace", "Grace Hopper");
    await hears(grace);
    const key = stage.path.split("#")[1]!;
    const secrets = [
      said("the key", key),
      { what: "the bytes of the key", bytes: fromBase64Url(key)! },
      ...["Ada Lovelace", "Grace Hopper", "Countess of Lovelace", "林纳斯·托瓦兹"].map((name) =>
        said("a name", name)
      ),
      ...[TO_ALL, TO_ADA, FILE, CONTENT].map((text) => said("something written", text)),
      ...await secretsOfAll(ada, grace),
    ];

    for (const person of [ada, grace]) await openChat(person);
    await write(ada, TO_ALL);
    await reads(grace, TO_ALL);
    await write(grace, TO_ADA, "Ada Lovelace");
    await reads(ada, TO_ADA);
    await sendFile(ada, grace);

    await ada.press("Settings");
    const name = ada.page.getByRole("textbox", { name: "Your name" });
    await name.fill("Countess of Lovelace");
    await name.press("Enter");
    await grace.tile("Countess of Lovelace").waitFor();

    await drawScreens(grace.page);
    await grace.press("Share screen");
    await ada.screens.locator("video").waitFor();
    secrets.push(...await secretsOfAll(ada, grace));

    await ada.press("People");
    await ada.page.getByRole("checkbox", { name: /Lock the call/ }).check();
    const linus = await stage.visitor(stage.path, {}, "林纳斯·托瓦兹");
    await linus.button("Ask to join").waitFor();
    await linus.page.getByRole("textbox", { name: "Your name" }).fill(linus.name);
    await linus.press("Ask to join");
    await ada.page.getByText(`\u2068${linus.name}\u2069 asks to join`, { exact: true }).waitFor();
    await ada.button("Let in").first().click();
    await linus.reaches("in-call");
    await seesMoving(linus, "Grace Hopper");

    secrets.push(...await secretsOfAll(ada, grace, linus));
    await grace.page.reload();
    await grace.reaches("in-call");
    await seesMoving(ada, "Grace Hopper");
    secrets.push(...await secretsOfAll(ada, grace, linus));
    await linus.leave();

    const people = [ada, grace, linus];
    const frames = people.flatMap(({ witness }) => witness.frames);
    const sealed = frames.filter((frame) => !frame.startsWith("{"));
    assert.ok(sealed.length > 20, `only ${sealed.length} sealed frames were captured`);
    assert.ok(stage.site.log.length > 100, "the server has logged something");
    // What the server may know is found like this, so the rest would be.
    const seat = { what: "a seat", bytes: fromBase64Url(await ada.peerId())! };
    assert.deepEqual(found([seat], sealed), ["a seat"]);
    assert.deepEqual(found([seat], frames.filter((frame) => frame.startsWith("{"))), ["a seat"]);
    for (const kind of ["a fingerprint", "a password", "a candidate", "an address", "a track"]) {
      const known = secrets.filter(({ what }) => what.startsWith(kind));
      assert.ok(known.length >= 2, `${kind} is known only ${known.length} times`);
    }
    assert.deepEqual(found(secrets, [...frames, stage.site.log]), []);
  },
);

Deno.test("a secret is found in every shape, wherever it begins", () => {
  const secret = said("a name", "Ada Lovelace, 爱达");
  for (const before of ["", "x", "xy", "xyz"]) {
    const bytes = new TextEncoder().encode(`${before}Ada Lovelace, 爱达!`);
    const latin1 = String.fromCharCode(...bytes);
    const base64 = btoa(latin1);
    const base64url = base64.replaceAll("+", "-").replaceAll("/", "_");
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const json = JSON.stringify({ name: new TextDecoder().decode(bytes) });
    for (const text of [latin1, base64, base64url, hex, hex.toUpperCase(), json]) {
      assert.deepEqual(found([secret], ["nothing", `{${text}}`]), [secret.what], text);
    }
  }
  assert.deepEqual(found([secret], ["Ada Love", btoa("Grace Hopper, a namesake")]), []);
});

scene("someone with another key of the same name meets nobody", async (stage) => {
  const ada = await stage.person("Ada");
  const eve = await stage.person("Eve", {
    path: stage.path.split("#")[0] + "#AAAAAAAAAAAAAAAAAAAAAA",
  });
  await ada.join();
  await eve.join();
  const grace = await stage.person("Grace");
  await grace.join();
  await seesMoving(ada, "Grace");
  assert.equal(await eve.others.count(), 0);
  assert.equal(await ada.others.count(), 1);
});

scene("the site sets no cookie and keeps no key in a lasting store", async (stage) => {
  const ada = await stage.person("Ada");
  await ada.join();
  const kept = await ada.page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.ok(!kept.includes(stage.path.split("#")[1]!), "the key is not stored for good");
  assert.deepEqual(await ada.page.context().cookies(), []);
  assert.equal(await ada.page.evaluate(async () => (await indexedDB.databases()).length), 0);
});

async function secretsOfAll(...people: readonly Person[]): Promise<Secret[]> {
  return (await Promise.all(people.map(secretsOf))).flat();
}

async function sendFile(from: Person, to: Person): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/${FILE}`, CONTENT);
    await offerFile(from, `${folder}/${FILE}`);
    await to.press(`Accept: ${FILE}`);
    await to.page.getByRole("link", { name: `Save ${FILE}` }).waitFor();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
