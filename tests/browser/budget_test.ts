/** What a page may weigh. Counted from what the browser really loads. */
import assert from "node:assert/strict";
import { messages } from "../../locales/mod.ts";
import { eventually } from "./support/eventually.ts";
import { builtScripts, weighEveryScript } from "./support/every_script.ts";
import { scene } from "./support/stage.ts";
import { gzipped, weigh, type Weight } from "./support/weight.ts";

const KB = 1000;

function told(weight: Pick<Weight, "parts">): string {
  return weight.parts.map(([bytes, name]) => `${bytes} ${name}`).join(", ");
}

scene("the landing page loads at most 2 kB of script", async (stage) => {
  const page = await (await stage.context()).newPage();
  const weight = await weigh(page, stage.site.origin, (page) => page.locator("h1").waitFor());
  assert.ok(weight.script <= 2 * KB, told(weight));
  assert.ok(weight.style > 0 && weight.style <= 12 * KB, told(weight));
});

scene(
  "the call page loads at most 45 kB of script and 12 kB of style before joining",
  async (stage) => {
    const page = await (await stage.context()).newPage();
    const weight = await weigh(page, stage.site.origin + stage.path, async (page) => {
      await page.getByRole("button", { name: "Join call" }).waitFor();
      await eventually(
        "the preview plays",
        () =>
          page.locator("video").first().evaluate((video) =>
            (video as HTMLVideoElement).videoWidth > 0
          ),
      );
    });
    assert.ok(weight.script > 0 && weight.script <= 45 * KB, told(weight));
    assert.ok(weight.style > 0 && weight.style <= 12 * KB, told(weight));
  },
);

scene(
  "what a call needs comes when somebody turns to joining, and nothing of it when they join",
  async (stage) => {
    const page = await (await stage.context()).newPage();
    const scripts: string[] = [];
    page.on("request", (request) => {
      if (request.resourceType() === "script") scripts.push(new URL(request.url()).pathname);
    });
    await page.goto(stage.site.origin + stage.path);
    const button = page.getByRole("button", { name: "Join call" });
    await button.waitFor();
    await eventually("Join can be pressed", () => button.isEnabled());
    const ofCalls = () =>
      scripts.filter((path) => /\/(inside|stay|CallScreen)(-\w+)?\.js/.test(path));
    assert.deepEqual(ofCalls(), []);
    await button.hover();
    await eventually("its code has come", () => ofCalls().length >= 1);
    await page.waitForLoadState("networkidle");
    const before = ofCalls();
    await button.click();
    await page.locator("[data-phase=in-call]").waitFor();
    assert.deepEqual(ofCalls(), before);
  },
);

scene(
  "everything that one person can load is at most 75 kB of script as it is sent, 84 kB with gzip",
  async (stage) => {
    const every = await weighEveryScript(stage.site.origin, stage.path);
    const languages = [...every.languages.values()].flat();
    // A script that no import leads to would not be counted; one that is not there could not be loaded.
    const names = [...every.parts.map(([, name]) => name), ...languages.map(({ name }) => name)];
    assert.deepEqual(names.sort(), await builtScripts());
    for (const [locale, scripts] of every.languages) {
      assert.equal(scripts.length, 1, `${locale} is a script of its own`);
      const words = new TextEncoder().encode(JSON.stringify(messages(locale).call));
      assert.ok(scripts[0]!.bytes < 1.05 * await gzipped(words), `${locale} holds words alone`);
    }
    assert.ok(every.parts.length > 3 && every.bytes <= 84 * KB, told(every));
    assert.ok(every.sent <= 75 * KB, `${every.sent} bytes are sent`);
  },
);

scene("hashed assets are kept for good, pages are not", async (stage) => {
  const page = await (await stage.context()).newPage();
  const kept: string[] = [];
  const forgotten: string[] = [];
  page.on("response", (response) => {
    const lasting = /immutable/.test(response.headers()["cache-control"] ?? "");
    (lasting ? kept : forgotten).push(new URL(response.url()).pathname);
  });
  await page.goto(stage.site.origin + stage.path);
  await page.getByRole("button", { name: "Join call" }).waitFor();
  await page.waitForLoadState("networkidle");
  assert.ok(kept.length > 0, "something is kept");
  assert.deepEqual(forgotten.filter((path) => /\.(js|css)$/.test(path)), []);
});
