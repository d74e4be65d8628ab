/** What a page really loads, by kind, in gzip bytes whatever the server's own encoding is. */
import { get, type IncomingMessage } from "node:http";
import type { Page, Response } from "playwright-core";

export interface Weight {
  script: number;
  style: number;
  /** What was counted, heaviest first: `[bytes, name]`. */
  parts: [number, string][];
}

/** Opens `url` in the fresh `page`, waits with `ready`, and weighs what it took to get there. */
export async function weigh(
  page: Page,
  url: string,
  ready: (page: Page) => Promise<unknown>,
): Promise<Weight> {
  const responses: Response[] = [];
  page.on("response", (response) => responses.push(response));
  await page.goto(url);
  await ready(page);
  await page.waitForLoadState("networkidle");
  const weight: Weight = { script: 0, style: 0, parts: [] };
  for (const response of responses) {
    const kind = kindOf(response.headers()["content-type"] ?? "");
    if (!kind || !response.ok()) continue;
    count(weight, kind, new URL(response.url()).pathname, await gzipped(await response.body()));
  }
  for (const [kind, text] of await inlineParts(page)) {
    count(weight, kind, `inline ${kind}`, await gzipped(new TextEncoder().encode(text)));
  }
  weight.parts.sort(([a], [b]) => b - a);
  return weight;
}

type Kind = "script" | "style";

function count(weight: Weight, kind: Kind, name: string, bytes: number): void {
  weight[kind] += bytes;
  weight.parts.push([bytes, name]);
}

function kindOf(contentType: string): Kind | null {
  if (/javascript|ecmascript/.test(contentType)) return "script";
  return contentType.startsWith("text/css") ? "style" : null;
}

/** Scripts and styles written into the page itself. What a page merely carries as data is no script. */
function inlineParts(page: Page): Promise<[Kind, string][]> {
  return page.evaluate(() => {
    const parts: ["script" | "style", string][] = [];
    for (const element of document.querySelectorAll("script:not([src]), style")) {
      const script = element instanceof HTMLScriptElement;
      if (script && !["", "module", "text/javascript"].includes(element.type)) continue;
      parts.push([script ? "script" : "style", element.textContent ?? ""]);
    }
    return parts;
  });
}

/** How many bytes these are as gzip. */
export async function gzipped(bytes: Uint8Array): Promise<number> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(
    new CompressionStream("gzip"),
  );
  return (await new globalThis.Response(stream).arrayBuffer()).byteLength;
}

/** How many bytes the server sends for `address` to a browser, besides headers. `fetch` would not tell. */
export async function sentFor(address: string): Promise<number> {
  const headers = { "accept-encoding": "gzip, deflate, br, zstd" };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(address, { headers }, resolve).on("error", reject);
  });
  let bytes = 0;
  for await (const chunk of response) bytes += chunk.length;
  return bytes;
}
