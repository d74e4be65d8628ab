/** The way in: the landing page, with and without scripts. */
import assert from "node:assert/strict";
import { en } from "../../locales/en.ts";
import { eventually } from "./support/eventually.ts";
import { scene } from "./support/stage.ts";

const KEY = /^#[A-Za-z0-9_-]{22}$/;

scene("Start a call works without JavaScript: a plain link to a fresh call", async (stage) => {
  const visitor = await stage.visitor("/", { javaScriptEnabled: false });
  const link = visitor.page.getByRole("link", { name: "Start a call", exact: true }).first();
  const first = await link.getAttribute("href");
  assert.match(first!, /^\/r\/[a-z]+-[a-z]+-[a-z]+#new$/);
  await visitor.page.reload();
  assert.notEqual(await link.getAttribute("href"), first, "two visits get two calls");
});

scene("Start a call leads to a lobby whose address holds a new key", async (stage) => {
  const visitor = await stage.visitor("/");
  await visitor.page.getByRole("link", { name: "Start a call", exact: true }).first().click();
  await visitor.reaches("lobby");
  await eventually(
    "the key is in the address bar",
    () => KEY.test(new URL(visitor.page.url()).hash),
  );
});

scene("Open call follows a pasted link without showing its key to the server", async (stage) => {
  const visitor = await stage.visitor("/");
  const asked: string[] = [];
  visitor.page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
  await visitor.page.getByRole("textbox", { name: "Invite link" }).fill(
    stage.site.origin + stage.path,
  );
  await visitor.press("Open call");
  await visitor.reaches("lobby");
  const key = stage.path.split("#")[1]!;
  assert.equal(new URL(visitor.page.url()).hash, `#${key}`);
  const leaks = asked.map((url) => url.replace(/#.*$/, "")).filter((url) => url.includes(key));
  assert.deepEqual(leaks, []);
});

scene("Open call says what is wrong with something that is no link, and stays", async (stage) => {
  const visitor = await stage.visitor("/");
  await visitor.page.getByRole("textbox", { name: "Invite link" }).fill("see you at nine");
  await visitor.press("Open call");
  await eventually(
    "a sentence says that this is no link",
    () => visitor.page.getByRole("alert").filter({ hasText: /\S/ }).first().isVisible(),
  );
  assert.equal(new URL(visitor.page.url()).pathname, "/");
});

scene("Open call says that a link without its key is not complete, and stays", async (stage) => {
  const visitor = await stage.visitor("/");
  await visitor.page.getByRole("textbox", { name: "Invite link" })
    .fill(`${stage.site.origin}/r/quiet-blue-heron`);
  await visitor.press("Open call");
  await visitor.page.getByText(en.landing.noKey).waitFor();
  assert.equal(new URL(visitor.page.url()).pathname, "/");
});

scene(
  "the first page speaks the language of the browser, and the switch changes it for good",
  async (stage) => {
    const visitor = await stage.visitor("/", { locale: "zh-CN" });
    const language = () => visitor.page.locator("html").getAttribute("lang");
    assert.match((await language())!, /^zh/);
    assert.match(await visitor.page.locator("h1").innerText(), /\p{Script=Han}/u);

    await visitor.page.getByRole("link", { name: "English" }).or(visitor.button("English")).first()
      .click();
    await eventually("the page turns English", async () => (await language())?.startsWith("en"));
    await visitor.page.getByRole("link", { name: "Start a call", exact: true }).first().click();
    await visitor.reaches("lobby");
    assert.match((await language())!, /^en/, "the call speaks the language that was chosen");
    assert.deepEqual(await visitor.page.context().cookies(), [], "no cookie remembers it");
  },
);
