import assert from "node:assert/strict";
import { join } from "node:path";
import { App, staticFiles } from "fresh";
import { Builder } from "fresh/dev";
import { bundle } from "../src/dev/bundle.ts";
import { resolveBuildConfig } from "../src/dev/options.ts";
import { SITE } from "./support/fixture_site.ts";
import { testWithBuild } from "./support/test_with_build.ts";

const COUNTER = join(SITE, "islands/Counter.tsx");
const LAZY = join(SITE, "../lazy");
const TWO_FACES = join(SITE, "islands/two-faces.tsx");

function bundleSite(mode: "production" | "development" = "production", other: string[] = []) {
  const config = resolveBuildConfig({ root: SITE });
  config.mode = mode;
  return bundle(config, [COUNTER, TWO_FACES], other.map((text) => new TextEncoder().encode(text)));
}

function textsOf(files: Map<string, Uint8Array>): string[] {
  return [...files.values()].map((contents) => new TextDecoder().decode(contents));
}

async function gzipSize(contents: Uint8Array<ArrayBuffer>): Promise<number> {
  const stream = new Blob([contents]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).bytes()).byteLength;
}

testWithBuild(
  "what islands share is one chunk, and an island used in another is no second copy",
  async () => {
    const { files, islands } = await bundleSite();
    const holding = (mark: string) => textsOf(files).filter((text) => text.includes(mark)).length;
    assert.equal(holding('class:"counter"'), 1);
    assert.equal(holding('type:"button"'), 1);
    assert.equal(holding("http://www.w3.org/2000/svg"), 1, "there is one Preact");
    assert.deepEqual(islands.map(({ name }) => name), ["Counter", "two_faces"]);
  },
);

testWithBuild(
  "what is loaded later is a file of its own, and what it shares with its island stays there",
  async () => {
    const config = resolveBuildConfig({ root: LAZY });
    const { files, islands, client } = await bundle(config, [join(LAZY, "islands/Opener.tsx")], []);
    const holding = (mark: string) =>
      [...files.keys()].filter((file) => new TextDecoder().decode(files.get(file)).includes(mark));
    const [island] = islands;
    const [opened, ...copies] = holding("opened, ");
    assert.deepEqual(copies, []);
    assert.deepEqual(holding("shared by both"), [island!.file]);
    assert.equal(island!.preload.includes(opened!), false, "nobody asks for it beforehand");
    const asked = new Set([client.boot, ...client.preload, island!.file, ...island!.preload]);
    assert.deepEqual([...files.keys()].sort(), [...asked, opened].sort());
  },
);

testWithBuild(
  "modules may be changed on their way into production scripts, and only there",
  async () => {
    const seen: string[] = [];
    const config = resolveBuildConfig({
      root: LAZY,
      transformModule: ({ path, text }) => {
        seen.push(path);
        return text.replace("shared by both", "changed for both");
      },
    });
    const texts = async () =>
      textsOf((await bundle(config, [join(LAZY, "islands/Opener.tsx")], [])).files);
    assert.ok((await texts()).some((text) => text.includes("changed for both")));
    assert.ok(seen.length > 0 && seen.every((path) => path.startsWith(LAZY)));
    config.mode = "development";
    assert.ok((await texts()).every((text) => !text.includes("changed for both")));
  },
);

testWithBuild("production comes with source maps where they are asked for", async () => {
  const config = resolveBuildConfig({ root: SITE, sourceMap: { kind: "linked" } });
  const { files, client } = await bundle(config, [COUNTER], []);
  assert.ok(files.has(`${client.boot}.map`));
  const boot = new TextDecoder().decode(files.get(client.boot));
  assert.ok(boot.trimEnd().split("\n").length <= 2, "and is minified all the same");
});

testWithBuild("the script that boots islands stays small", async () => {
  const { files, client } = await bundleSite();
  const boot = files.get(client.boot);
  assert.ok(boot);
  assert.ok(await gzipSize(boot) < 1024, `${await gzipSize(boot)} bytes`);
});

testWithBuild(
  "production is minified, without live reload or source maps; development has both",
  async () => {
    const production = await bundleSite();
    assert.equal(production.client.liveReload, null);
    assert.ok([...production.files.keys()].every((path) => !path.endsWith(".map")));
    assert.ok(textsOf(production.files).every((text) => !text.includes("boot_default")));

    const development = await bundleSite("development");
    assert.ok(development.files.has(development.client.liveReload ?? ""));
    assert.ok(development.files.has(`${development.client.boot}.map`));
  },
);

testWithBuild("the same sources give the same build, others another", async () => {
  const [one, two, three] = [
    await bundleSite(),
    await bundleSite(),
    await bundleSite("production", ["more"]),
  ];
  assert.equal(one.buildId, two.buildId);
  assert.notEqual(one.buildId, three.buildId);
  assert.deepEqual([...one.files.keys()], [...two.files.keys()]);
});

testWithBuild("an asset's address is the same in the browser as on the server", async () => {
  const { files, buildId } = await bundleSite();
  const naming = textsOf(files).filter((text) => text.includes(buildId));
  assert.equal(naming.length, 1);
  assert.ok(textsOf(files).every((text) => !text.includes("IN_THE_MAKING")));
});

testWithBuild("an island that needs the server is refused with a reason", async () => {
  const builder = new Builder({ root: join(SITE, "../server_only") });
  await assert.rejects(
    builder.build({ snapshot: "memory" }),
    /Wrong\.tsx.*runs on the server only/,
  );
});

testWithBuild("registerIsland makes islands of files that lie elsewhere", async () => {
  const builder = new Builder({
    root: SITE,
    islandDir: "no_such_folder",
    routeDir: "no_such_folder",
  });
  builder.registerIsland(`file://${COUNTER}`);
  const apply = await builder.build({ snapshot: "memory" });
  const { default: Counter } = await import("./fixtures/site/islands/Counter.tsx");
  const { h } = await import("preact");
  const app = new App().get("/", (ctx) => ctx.render(h(Counter, { start: 9 })));
  apply(app);
  const html = await (await app.handler()(new Request("http://localhost/"))).text();
  assert.match(html, /frsh:island:Counter:0:.*<output>9<\/output>/);
});

testWithBuild(
  "static files can be transformed, one after the other, and style sheets name this build",
  async () => {
    const builder = new Builder({ root: SITE });
    const seen: string[] = [];
    builder.onTransformStaticFile(
      { pluginName: "first", filter: /\.css$/ },
      ({ text, path, mode }) => {
        seen.push(path, mode);
        return { content: `/* 1 */${text}` };
      },
    );
    builder.onTransformStaticFile({ pluginName: "second", filter: /\.css$/ }, async ({ text }) => {
      return { content: `${await Promise.resolve("/* 2 */")}${text}` };
    });
    builder.onTransformStaticFile(
      { pluginName: "never", filter: /\.css$/, exclude: ["styles"] },
      () => {
        throw new Error("excluded");
      },
    );
    const apply = await builder.build({ snapshot: "memory" });
    const app = new App().use(staticFiles());
    apply(app);
    const css = await (await app.handler()(new Request("http://localhost/styles.css"))).text();
    assert.match(
      css,
      /^\/\* 2 \*\/\/\* 1 \*\/body \{\s+background: url\("\/dot\.svg\?__frsh_c=\w{32}"\)/,
    );
    assert.deepEqual(seen, [join(SITE, "static/styles.css"), "production"]);
  },
);

testWithBuild("a transform that fails is named, with the file", async () => {
  const builder = new Builder({ root: SITE });
  builder.onTransformStaticFile({ pluginName: "faulty", filter: /dot\.svg$/ }, () => {
    throw new Error("no");
  });
  await assert.rejects(
    builder.build({ snapshot: "memory" }),
    /faulty could not transform .*dot\.svg/,
  );
});
