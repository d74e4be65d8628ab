/** The server introduces people and learns nothing: not the key, not a name, not an address. */
import assert from "node:assert/strict";
import { hears, seesMoving } from "./support/media.ts";
import { scene } from "./support/stage.ts";

const SECRETS = [
  { what: "a name", pattern: /Ada Lovelace|Grace Hopper/ },
  { what: "a fingerprint", pattern: /a=fingerprint|sha-256 [0-9A-F]{2}:/i },
  { what: "a description", pattern: /v=0\r?\n|m=(?:audio|video)/ },
  { what: "a candidate", pattern: /candidate:\d|typ host|\.local\b/ },
  { what: "an address", pattern: /\b127\.0\.0\.1\b|\b192\.168\.|\b10\.\d+\.\d+\.\d+\b/ },
];

scene(
  "no frame to or from the server holds anything that people say to each other",
  async (stage) => {
    const [ada, grace] = await stage.meeting("Ada Lovelace", "Grace Hopper");
    await hears(grace);
    const frames = [...ada.witness.frames, ...grace.witness.frames];
    const sealed = frames.filter((frame) => !frame.startsWith("{"));
    assert.ok(frames.length > 4 && sealed.length > 2, `only ${frames.length} frames were captured`);
    const key = stage.path.split("#")[1]!;
    for (const { what, pattern } of [...SECRETS, { what: "the key", pattern: new RegExp(key) }]) {
      assert.equal(frames.find((frame) => pattern.test(frame)), undefined, `a frame holds ${what}`);
      assert.doesNotMatch(stage.site.log, pattern, `the log holds ${what}`);
    }
  },
);

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
