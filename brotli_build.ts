/**
 * Compresses what the build made for browsers, once and as small as it gets. Left to the server it would be done in
 * haste for each visitor, and be a tenth larger.
 */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const compress = promisify(brotliCompress);

/** Puts a file in Brotli into `brotli/` for each that the build put into `static/` of its folder. */
export async function compressBuild(folder: URL): Promise<void> {
  const from = new URL("static/", folder);
  const to = new URL("brotli/", folder);
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  await Promise.all(files.map(async ({ parentPath, name }) => {
    const path = relative(fileURLToPath(from), join(parentPath, name));
    const target = new URL(path, to);
    await mkdir(new URL("./", target), { recursive: true });
    await writeFile(target, await inBrotli(await readFile(new URL(path, from))));
  }));
}

/** {@link https://www.rfc-editor.org/rfc/rfc7932 RFC 7932}, as small as it gets. */
async function inBrotli(contents: Uint8Array): Promise<Uint8Array> {
  return await compress(contents, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: contents.length,
    },
  });
}
