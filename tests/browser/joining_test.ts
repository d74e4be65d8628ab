/** What joining a call asks of the page that joins. Counted where it can be: time on a busy machine is luck. */
import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import type { Person } from "./support/person.ts";
import { scene, type Stage } from "./support/stage.ts";

/** Three who are in a call already, and one who is about to join them. */
async function threeAndOne(stage: Stage): Promise<{ inside: Person[]; ada: Person }> {
  const inside: Person[] = [];
  for (let i = 1; i <= 3; i++) {
    const person = await stage.person(`Guest ${i}`, { devices: "modest" });
    await person.press("Turn off camera");
    await person.press("Mute");
    await person.join();
    inside.push(person);
  }
  for (const person of inside) await seesAll(person, 3);
  return { inside, ada: await stage.person("Ada", { devices: "modest" }) };
}

async function seesAll(person: Person, count: number): Promise<void> {
  await eventually(
    `${person.name} is linked to everyone`,
    async () => await person.page.locator("figure[data-link=live]").count() === count,
    { within: 60_000 },
  );
}

scene("whoever joins a call of three draws each tile once", async (stage) => {
  const { ada } = await threeAndOne(stage);
  await ada.page.evaluate(() => {
    const seen = new WeakSet<Node>();
    Object.assign(globalThis, { remade: [] as string[] });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) {
          if (!(node instanceof HTMLElement)) continue;
          const inside = [...node.querySelectorAll<HTMLElement>("figure")];
          for (const figure of node.localName === "figure" ? [node, ...inside] : inside) {
            if (seen.has(figure)) {
              (globalThis as { remade?: string[] }).remade!.push(figure.outerHTML);
            }
            seen.add(figure);
          }
        }
      }
    }).observe(document, { childList: true, subtree: true });
  });
  await ada.join();
  await seesAll(ada, 4);
  const remade = await ada.page.evaluate(() => (globalThis as { remade?: string[] }).remade);
  assert.deepEqual(remade, []);
});

/** What has been agreed upon so far: for each connection the line by which descriptions tell their version. */
function agreed({ page }: Person): Promise<string[]> {
  return page.evaluate(() =>
    globalThis.lagoonSpy.connections.map((connection) => {
      const { currentLocalDescription: ours, currentRemoteDescription: theirs } = connection;
      const origin = (sdp = "") => /^o=.*$/m.exec(sdp)?.[0] ?? "none";
      return `${origin(ours?.sdp)} ${origin(theirs?.sdp)}`;
    })
  );
}

scene("whoever joins touches no link of the others", async (stage) => {
  const { inside, ada } = await threeAndOne(stage);
  const before = await Promise.all(inside.map(agreed));
  await ada.join();
  for (const person of [ada, ...inside]) await seesAll(person, 4);

  const descriptions = await ada.page.evaluate(() => globalThis.lagoonSpy.descriptions);
  assert.equal(descriptions.length, 3, "one description for each of the three, and none again");
  assert.equal((await agreed(ada)).length, 3, "one connection to each of the three");
  for (const [i, person] of inside.entries()) {
    const after = await agreed(person);
    assert.equal(after.length, 3, `${person.name} has one connection more`);
    assert.deepEqual(after.slice(0, 2), before[i], `${person.name} agrees upon nothing anew`);
  }
});
