/** The site can be installed: its manifest names pictures that are there, and as large as it says. */
import assert from "node:assert/strict";

interface Manifest {
  name: string;
  start_url: string;
  scope: string;
  display: string;
  launch_handler: { client_mode: string };
  icons: { src: string; sizes: string; type: string; purpose?: string }[];
}

const STATIC = new URL("../../static/", import.meta.url);

const manifest: Manifest = JSON.parse(
  await Deno.readTextFile(new URL("manifest.webmanifest", STATIC)),
);

/** Width and height out of the first chunk of a PNG ({@link https://www.w3.org/TR/png/#11IHDR}). */
function sizeOf(png: Uint8Array): string {
  const view = new DataView(png.buffer);
  return `${view.getUint32(16)}x${view.getUint32(20)}`;
}

Deno.test("browsers have what they ask of a site that can be installed", () => {
  assert.equal(manifest.name, "Lagoon");
  assert.equal(manifest.start_url, "/");
  assert.equal(manifest.display, "standalone");
  const sizes = manifest.icons.map(({ sizes }) => sizes);
  assert.ok(sizes.includes("192x192") && sizes.includes("512x512"));
  assert.ok(manifest.icons.some(({ purpose }) => purpose === "maskable"));
});

Deno.test("a link that is opened while in a call does not take its place", () => {
  assert.equal(manifest.launch_handler.client_mode, "navigate-new");
});

for (const { src, sizes, type } of manifest.icons) {
  Deno.test(`${src} is there, and what the manifest says it is`, async () => {
    const bytes = await Deno.readFile(new URL(`.${src}`, STATIC));
    if (type === "image/png") assert.equal(sizeOf(bytes), sizes);
    else assert.match(new TextDecoder().decode(bytes), /^<svg/);
  });
}
