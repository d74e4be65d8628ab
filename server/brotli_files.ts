/** Sends files as `brotli_build.ts` compressed them, to whoever takes them so. */
import { readdir } from "node:fs/promises";

/** `br` in an `Accept-Encoding`, unless it weighs nothing ({@link https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3}). */
const BROTLI = /(?:^|,)\s*br\s*(?:$|,|;(?!\s*q=0(?:\.0*)?\s*(?:$|,)))/i;

/** The files below a folder, by their paths there. None where nothing was built. */
export class BrotliFiles {
  readonly #folder: URL;
  #paths: Promise<ReadonlySet<string>> | null = null;

  constructor(folder: URL) {
    this.#folder = folder;
  }

  /** `file`, which answers `request` for what is at `pathname`, or the same in Brotli. */
  async smallest(request: Request, pathname: string, file: Response): Promise<Response> {
    if (file.status !== 200 || !BROTLI.test(request.headers.get("accept-encoding") ?? "")) {
      return file;
    }
    const paths = await (this.#paths ??= pathsBelow(this.#folder));
    if (!paths.has(pathname)) return file;

    await file.body?.cancel();
    const contents = await Deno.readFile(new URL(`.${pathname}`, this.#folder));
    const headers = new Headers(file.headers);
    headers.set("content-encoding", "br");
    headers.set("content-length", String(contents.length));
    headers.append("vary", "Accept-Encoding");
    return new Response(request.method === "HEAD" ? null : contents, { headers });
  }
}

async function pathsBelow(folder: URL): Promise<ReadonlySet<string>> {
  const names = await readdir(folder, { recursive: true }).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return new Set(names.map((name) => `/${name.replaceAll("\\", "/")}`));
}
