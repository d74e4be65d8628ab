import assert from "node:assert/strict";
import { brotliDecompressSync } from "node:zlib";
import { compressBuild } from "../../brotli_build.ts";
import { BrotliFiles } from "../../server/brotli_files.ts";

const SCRIPT = "export const sea = 'deep';\n".repeat(100);
const PATH = "/_fresh/js/b1/sea.js";

/** A build with one script, compressed, until the end of the test. */
async function built() {
  const path = await Deno.makeTempDir();
  const folder = new URL(`file://${path}/`);
  await Deno.mkdir(new URL("static/_fresh/js/b1/", folder), { recursive: true });
  await Deno.writeTextFile(new URL(`static${PATH}`, folder), SCRIPT);
  await compressBuild(folder);
  return {
    brotli: new BrotliFiles(new URL("brotli/", folder)),
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

function asks(encodings: string | null, method = "GET"): Request {
  const headers = encodings === null ? [] : [["accept-encoding", encodings]] as [string, string][];
  return new Request(`https://lagoon.example${PATH}`, { method, headers });
}

/** The script as it is, or what is said instead of it. */
function plain(status = 200): Response {
  return new Response(status === 200 ? SCRIPT : null, {
    status,
    headers: { "etag": 'W/"a1"', "cache-control": "immutable", "vary": "If-None-Match" },
  });
}

Deno.test("a built file goes in Brotli to whoever takes that, and is the same file", async () => {
  await using build = await built();
  for (const encodings of ["br", "gzip, deflate, br, zstd", "gzip;q=1.0, BR;q=0.5"]) {
    const response = await build.brotli.smallest(asks(encodings), PATH, plain());
    const sent = new Uint8Array(await response.arrayBuffer());
    assert.equal(response.headers.get("content-encoding"), "br", encodings);
    assert.equal(response.headers.get("content-length"), String(sent.length));
    assert.ok(sent.length < SCRIPT.length / 10);
    assert.equal(brotliDecompressSync(sent).toString(), SCRIPT);
    assert.equal(response.headers.get("etag"), 'W/"a1"');
    assert.equal(response.headers.get("cache-control"), "immutable");
    assert.equal(response.headers.get("vary"), "If-None-Match, Accept-Encoding");
  }
});

Deno.test("whoever does not take Brotli gets the file as it is", async () => {
  await using build = await built();
  for (const encodings of [null, "", "gzip", "br;q=0", "br; q=0.0, gzip", "brotli", "xbr"]) {
    const file = plain();
    assert.equal(await build.brotli.smallest(asks(encodings), PATH, file), file, `${encodings}`);
  }
});

Deno.test("what is no built file, or no answer with one, stays as it is", async () => {
  await using build = await built();
  for (const path of ["/", "/_fresh/js/b1/", "/styles.css", "/../static/x"]) {
    const page = plain();
    assert.equal(await build.brotli.smallest(asks("br"), path, page), page, path);
  }
  for (const status of [304, 307, 404]) {
    const answer = plain(status);
    assert.equal(await build.brotli.smallest(asks("br"), PATH, answer), answer);
  }
  const nothing = new BrotliFiles(new URL("file:///nowhere/brotli/"));
  const file = plain();
  assert.equal(await nothing.smallest(asks("br"), PATH, file), file);
});

Deno.test("HEAD is told what GET would be, without it", async () => {
  await using build = await built();
  const head = await build.brotli.smallest(asks("br", "HEAD"), PATH, plain());
  const got = await build.brotli.smallest(asks("br"), PATH, plain());
  assert.deepEqual([...head.headers], [...got.headers]);
  assert.equal(head.body, null);
  await got.body?.cancel();
});
