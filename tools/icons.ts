/**
 * Makes the pictures by which systems show the installed site, out of the one drawing there is,
 * `static/favicon.svg`: `deno run -A tools/icons.ts`.
 */
// deno-lint-ignore-file no-console -- this is a command line tool
import { launchChromium } from "../tests/browser/support/chromium.ts";

interface Picture {
  file: string;
  size: number;
  /** Systems cut these to shapes of their own: the ground reaches every edge, the mark stays in the middle. */
  cut: boolean;
}

const PICTURES: readonly Picture[] = [
  { file: "192.png", size: 192, cut: false },
  { file: "512.png", size: 512, cut: false },
  { file: "maskable-512.png", size: 512, cut: true },
  { file: "touch-180.png", size: 180, cut: true },
];

/** The part of a picture that no system cuts away: {@link https://w3c.github.io/manifest/#icon-masks}. */
const SAFE = 0.8;

const drawing = await Deno.readTextFile("static/favicon.svg");

/** The drawing with its ground reaching the edges, and the mark within what is never cut away. */
function forCutting(svg: string): string {
  const [, ground, mark] = /(<rect[^>]*>)([\s\S]*)<\/svg>/.exec(svg)!;
  const move = 14 * (1 - SAFE);
  const flat = ground!.replace(/ rx="\d+"/, "");
  return svg.replace(/<rect[\s\S]*/, "") +
    `${flat}<g transform="translate(${move} ${move}) scale(${SAFE})">${mark}</g></svg>`;
}

await Deno.mkdir("static/icons", { recursive: true });
const browser = await launchChromium();
for (const { file, size, cut } of PICTURES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:100vw}</style>${
      cut ? forCutting(drawing) : drawing
    }`,
  );
  const path = `static/icons/${file}`;
  await page.screenshot({ path, omitBackground: true });
  console.log(path);
  await page.close();
}
await browser.close();
