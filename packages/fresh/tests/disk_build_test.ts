import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Builder } from "fresh/dev";
import { SITE } from "./support/fixture_site.ts";
import { testWithBuild } from "./support/test_with_build.ts";

/** Builds the fixture site beside its sources, as a project does, and takes the build away afterwards. */
async function whileBuilt(look: (outDir: string) => Promise<void>): Promise<void> {
  const outDir = await Deno.makeTempDir({ dir: SITE, prefix: "_fresh_" });
  try {
    await new Builder({ root: SITE, outDir }).build();
    await look(outDir);
  } finally {
    await Deno.remove(outDir, { recursive: true });
  }
}

function read(outDir: string, name: string): Promise<string> {
  return Deno.readTextFile(join(outDir, name));
}

testWithBuild("server.js has a default export that answers from the build", async () => {
  await whileBuilt(async (outDir) => {
    const { default: server } = await import(pathToFileURL(join(outDir, "server.js")).href);
    const get = (path: string): Promise<Response> =>
      server.fetch(new Request(new URL(path, "http://localhost")));

    const html = await (await get("/islands")).text();
    assert.match(html, /<title>Islands &amp; more<\/title>/);
    const script = /from "(\/_fresh\/js\/[^"]+)"/.exec(html)?.[1] ?? "";
    const served = await get(script);
    assert.equal(served.headers.get("cache-control"), "public, max-age=31536000, immutable");
    assert.equal(served.headers.get("content-type"), "text/javascript; charset=UTF-8");
    assert.ok((await served.text()).length > 0);

    const sheet = /href="(\/styles\.css\?[^"]+)"/.exec(html)?.[1] ?? "";
    assert.match(await (await get(sheet)).text(), /dot\.svg\?__frsh_c=/);
    assert.match(await (await get("/dot.svg")).text(), /<svg/);
    assert.equal((await get("/nowhere")).status, 404);
  });
});

testWithBuild("a file that is not sent is not opened", async () => {
  await whileBuilt(async (outDir) => {
    const { default: server } = await import(pathToFileURL(join(outDir, "server.js")).href);
    const request = (init: RequestInit): Promise<Response> =>
      server.fetch(new Request("http://localhost/dot.svg", init));

    const opened = await filesOpenedBy(async () => {
      const head = await request({ method: "HEAD" });
      const etag = head.headers.get("etag") ?? "";
      const known = await request({ headers: { "if-none-match": etag } });
      const refused = await request({ method: "POST" });
      await refused.body?.cancel();
      assert.deepEqual([head.status, known.status, refused.status], [200, 304, 405]);
    });
    assert.equal(opened, 0);
  });
});

async function filesOpenedBy(act: () => Promise<void>): Promise<number> {
  let opened = 0;
  const open = Deno.open;
  Deno.open = (...args) => {
    opened++;
    return open(...args);
  };
  await act().finally(() => Deno.open = open);
  return opened;
}

testWithBuild(
  "a build imports the sources beside it, so that it can move with the project",
  async () => {
    await whileBuilt(async (outDir) => {
      assert.match(await read(outDir, "server.js"), /import \{ app \} from "\.\.\/main\.ts";/);
      for (const name of ["server.js", "snapshot.js"]) {
        const text = await read(outDir, name);
        assert.ok(
          !text.includes("file:") && !text.includes(SITE),
          `${name} names a place on this machine`,
        );
      }
    });
  },
);

testWithBuild(
  "routes wait for their first visitor, unless they change their own pattern",
  async () => {
    await whileBuilt(async (outDir) => {
      const snapshot = await read(outDir, "snapshot.js");
      assert.match(snapshot, /module: \(\) => import\("\.\.\/routes\/index\.tsx"\)/);
      assert.match(snapshot, /import \* as route\d+ from "\.\.\/routes\/overridden\.tsx"/);
    });
  },
);

testWithBuild("a second build leaves nothing of the first", async () => {
  await whileBuilt(async (outDir) => {
    const stale = join(outDir, "static/stale.txt");
    await Deno.writeTextFile(stale, "old");
    await new Builder({ root: SITE, outDir }).build();
    await assert.rejects(Deno.stat(stale), Deno.errors.NotFound);
  });
});

testWithBuild("deno serve runs the build", async () => {
  await whileBuilt(async (outDir) => {
    const project = new URL("../../../", import.meta.url).pathname;
    // The versions that are here already, in a copy: each version of Deno writes it a little differently.
    const lock = join(outDir, "deno.lock");
    await Deno.copyFile(join(project, "deno.lock"), lock);
    const server = new Deno.Command(Deno.execPath(), {
      args: [
        "serve",
        "-A",
        "--lock",
        lock,
        "--config",
        join(project, "deno.json"),
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        join(outDir, "server.js"),
      ],
      stdout: "null",
      stderr: "piped",
      env: { NO_COLOR: "1" },
    }).spawn();
    try {
      const address = await addressIn(server.stderr);
      const response = await fetch(`${address}/inside`);
      assert.equal(response.status, 200);
      assert.match(await response.text(), /Inside root-1 root-2/);
    } finally {
      server.kill();
      await server.status;
    }
  });
});

/** Waits for the line in which `deno serve` says where it listens. */
async function addressIn(output: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  let text = "";
  for await (const part of output.pipeThrough(new TextDecoderStream())) {
    text += part;
    const address = /http:\/\/[\d.]+:\d+/.exec(text)?.[0];
    if (address !== undefined) return address;
  }
  throw new Error(`deno serve did not start:\n${text}`);
}
