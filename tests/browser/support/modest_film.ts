/**
 * What cameras film where many browsers share one machine: a small square that wanders over a small
 * picture, five times a second. Raw, as {@link https://wiki.multimedia.cx/index.php/YUV4MPEG2 YUV4MPEG2}.
 */

const WIDTH = 160;
const HEIGHT = 90;
const RATE = 5;
const FRAMES = 40;
const SQUARE = 30;

/** Writes the film; gives its path. */
export async function writeModestFilm(): Promise<string> {
  const path = await Deno.makeTempFile({ prefix: "lagoon-", suffix: ".y4m" });
  const header = encode(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${RATE}:1 Ip A1:1 C420jpeg\n`);
  const frames = Array.from({ length: FRAMES }, (_, i) => [encode("FRAME\n"), picture(i)]);
  await Deno.writeFile(path, await new Blob([header, ...frames.flat()]).bytes());
  return path;
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function picture(frame: number): Uint8Array<ArrayBuffer> {
  const luma = WIDTH * HEIGHT;
  const bytes = new Uint8Array(luma + 2 * Math.ceil(WIDTH / 2) * Math.ceil(HEIGHT / 2)).fill(128);
  bytes.fill(70, 0, luma);
  const left = Math.floor((frame / FRAMES) * (WIDTH - SQUARE));
  for (let y = SQUARE; y < 2 * SQUARE; y++) {
    bytes.fill(210, y * WIDTH + left, y * WIDTH + left + SQUARE);
  }
  return bytes;
}
