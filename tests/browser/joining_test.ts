/** What joining a call asks of the page that joins. Counted where it can be: time on a busy machine is luck. */
import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { scene } from "./support/stage.ts";

scene("whoever joins a call of three draws each tile once", async (stage) => {
  for (let i = 1; i <= 3; i++) {
    const person = await stage.person(`Guest ${i}`, { devices: "modest" });
    await person.press("Turn off camera");
    await person.press("Mute");
    await person.join();
  }
  const ada = await stage.person("Ada", { devices: "modest" });
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
  await eventually(
    "everyone is there",
    async () => await ada.page.locator("figure[data-link=live]").count() === 4,
    { within: 60_000 },
  );
  const remade = await ada.page.evaluate(() => (globalThis as { remade?: string[] }).remade);
  assert.deepEqual(remade, []);
});
