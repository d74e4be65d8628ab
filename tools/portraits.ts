/**
 * People to take pictures of: drawn, because nobody real should have to sit for a screenshot. Each is
 * an SVG of 1280 × 720 that breathes a little, made into a film that Chromium takes for a camera.
 */
import type { Browser } from "playwright-core";

export interface Portrait {
  name: string;
  skin: string;
  shade: string;
  hair: string;
  /** Behind and in front of the head. */
  hairBack: string;
  hairFront: string;
  clothes: string;
  collar: string;
  /** The room behind: from the lit side to the far one. */
  room: readonly [string, string];
  light: string;
  glasses?: boolean;
  beard?: boolean;
  /** Where the lamp stands: share of the width. */
  lamp: number;
}

const LONG_BACK =
  "M500 330 C490 190 560 120 645 120 C735 120 800 190 790 340 C788 420 812 500 800 590 L490 590 C480 500 505 430 500 330 Z";
const SHORT_BACK = "M520 330 C505 200 560 140 642 138 C725 138 780 200 766 330 Z";

export const PORTRAITS: readonly Portrait[] = [
  {
    name: "Mara Lindqvist",
    skin: "#E9B999",
    shade: "#CF9674",
    hair: "#5B3A29",
    hairBack: LONG_BACK,
    hairFront:
      "M528 330 C520 225 575 165 650 165 C725 168 772 225 764 322 C752 270 720 238 672 224 C640 262 580 280 540 286 C532 300 530 315 528 330 Z",
    clothes: "#1F6F72",
    collar: "#E9F4F1",
    room: ["#F0D9BE", "#7FA3A0"],
    light: "#FFF1D6",
    lamp: 0.2,
  },
  {
    name: "Daniel Okafor",
    skin: "#8C5A3C",
    shade: "#6F4329",
    hair: "#1E1715",
    hairBack: SHORT_BACK,
    hairFront:
      "M530 300 C524 205 580 152 645 152 C712 152 766 205 758 300 C750 262 742 240 726 226 C690 212 600 212 562 228 C546 242 536 266 530 300 Z",
    clothes: "#E3A857",
    collar: "#C98A3C",
    room: ["#2E5E6B", "#123138"],
    light: "#FFD9A0",
    beard: true,
    lamp: 0.82,
  },
  {
    name: "林晓雯",
    skin: "#F0C8A6",
    shade: "#D9A582",
    hair: "#26201F",
    hairBack:
      "M512 340 C496 195 560 128 645 128 C732 128 794 195 778 340 C774 392 776 430 768 462 L522 462 C514 430 516 392 512 340 Z",
    hairFront:
      "M528 318 C518 222 576 160 645 160 C716 160 772 222 762 318 C756 288 750 268 742 254 C700 262 600 262 548 254 C540 268 534 290 528 318 Z",
    clothes: "#7D6BA8",
    collar: "#F3EEFA",
    room: ["#DDE9E4", "#94B8B0"],
    light: "#FFFFFF",
    glasses: true,
    lamp: 0.74,
  },
  {
    name: "Jonas Weber",
    skin: "#EFC3A4",
    shade: "#D39C7C",
    hair: "#B98A4E",
    hairBack: SHORT_BACK,
    hairFront:
      "M528 306 C516 210 570 146 640 142 C724 138 776 204 760 306 C752 266 742 244 720 228 C676 240 612 232 576 214 C552 236 536 268 528 306 Z",
    clothes: "#34506B",
    collar: "#28405A",
    room: ["#C9B8A2", "#5F6F6B"],
    light: "#FFE9C9",
    lamp: 0.14,
  },
];

const FRAMES = 40;

/** The portrait at a moment of its breath, 0 to 1. */
export function drawPortrait(portrait: Portrait, breath: number): string {
  const rise = Math.sin(breath * 2 * Math.PI) * 4;
  const tilt = Math.sin(breath * 2 * Math.PI + 1) * 0.8;
  const { skin, shade, hair, hairBack, hairFront, clothes, collar, room, light, lamp } = portrait;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720" viewBox="0 0 1280 720">
<defs>
  <linearGradient id="room" x1="${lamp}" y1="0" x2="${1 - lamp}" y2="1">
    <stop offset="0" stop-color="${room[0]}"/><stop offset="1" stop-color="${room[1]}"/>
  </linearGradient>
  <radialGradient id="lamp"><stop offset="0" stop-color="${light}" stop-opacity="0.9"/>
    <stop offset="1" stop-color="${light}" stop-opacity="0"/></radialGradient>
  <linearGradient id="skin" x1="${lamp}" y1="0" x2="${1 - lamp}" y2="0.6">
    <stop offset="0.25" stop-color="${skin}"/><stop offset="1" stop-color="${shade}"/>
  </linearGradient>
  <linearGradient id="cloth" x1="0" y1="0" x2="0.4" y2="1">
    <stop offset="0" stop-color="${clothes}"/><stop offset="1" stop-color="${clothes}" stop-opacity="0.82"/>
  </linearGradient>
  <filter id="far"><feGaussianBlur stdDeviation="14"/></filter>
  <filter id="soft"><feGaussianBlur stdDeviation="5"/></filter>
</defs>
<rect width="1280" height="720" fill="url(#room)"/>
${drawRoom(portrait)}
<g transform="translate(0 ${rise})">
  <g transform="rotate(${tilt} 645 480)"><path d="${hairBack}" fill="${hair}"/></g>
  <path d="M330 740 C340 610 430 560 540 540 L750 540 C860 560 950 610 960 740 Z" fill="#0B2A30" opacity="0.25" filter="url(#soft)"/>
  <path d="M330 740 C338 606 436 556 545 534 L745 534 C854 556 952 606 960 740 Z" fill="${
    room[1]
  }"/>
  <path d="M330 740 C338 606 436 556 545 534 L745 534 C854 556 952 606 960 740 Z" fill="url(#cloth)"/>
  <path d="M560 532 C585 600 705 600 730 532 L760 540 C730 640 560 640 530 540 Z" fill="${collar}"/>
  <path d="M592 440 L698 440 L706 540 C690 590 600 590 584 540 Z" fill="${shade}"/>
  <g transform="rotate(${tilt} 645 480)">
    <ellipse cx="534" cy="356" rx="17" ry="30" fill="${shade}"/><ellipse cx="756" cy="356" rx="17" ry="30" fill="${shade}"/>
    <path d="M532 320 C532 215 580 170 645 170 C710 170 758 215 758 320 C758 425 705 500 645 500 C585 500 532 425 532 320 Z" fill="url(#skin)"/>
    ${drawFace(portrait)}
    <path d="${hairFront}" fill="${hair}"/>
  </g>
</g>
</svg>`;
}

/** A lit wall, a window or a shelf, something green: all out of focus. */
function drawRoom({ lamp, light, room }: Portrait): string {
  const far = Math.round((1 - lamp) * 1280);
  const near = Math.round(lamp * 1280);
  return `<g filter="url(#far)">
  <rect x="${far - 150}" y="70" width="300" height="360" rx="18" fill="${light}" opacity="0.22"/>
  <rect x="${far - 8}" y="70" width="16" height="360" fill="${room[1]}" opacity="0.4"/>
  <rect x="${near - 190}" y="470" width="380" height="26" rx="8" fill="${room[1]}" opacity="0.55"/>
  <rect x="${near - 120}" y="380" width="34" height="92" rx="6" fill="#B5573F" opacity="0.5"/>
  <rect x="${near - 78}" y="362" width="28" height="110" rx="6" fill="#2F6F73" opacity="0.55"/>
  <rect x="${near - 42}" y="392" width="40" height="80" rx="6" fill="#E8D9B8" opacity="0.6"/>
  <path d="M${near + 60} 470 c-60 -90 -20 -150 10 -190 c10 60 40 80 30 190 z M${
    near + 90
  } 470 c10 -80 50 -110 90 -120 c-10 60 -30 100 -80 120 z" fill="#3F7A5C" opacity="0.6"/>
</g>
<circle cx="${near}" cy="190" r="330" fill="url(#lamp)" opacity="0.75"/>`;
}

function drawFace({ hair, shade, glasses, beard }: Portrait): string {
  const ink = "#2A1D1A";
  return `${
    beard
      ? `<path d="M536 372 C540 450 585 506 645 506 C705 506 750 450 754 372 C742 410 716 424 690 420 C664 412 626 412 600 420 C574 424 548 410 536 372 Z" fill="${hair}" opacity="0.92"/>`
      : ""
  }
  <path d="M572 306 q26 -15 52 -3 M666 303 q26 -12 52 3" stroke="${hair}" stroke-width="9" stroke-linecap="round" fill="none"/>
  <ellipse cx="598" cy="338" rx="9" ry="11" fill="${ink}"/><ellipse cx="692" cy="338" rx="9" ry="11" fill="${ink}"/>
  <circle cx="601" cy="334" r="3" fill="#fff"/><circle cx="695" cy="334" r="3" fill="#fff"/>
  <path d="M645 346 q-14 40 -2 44 q8 3 16 -2" stroke="${shade}" stroke-width="7" stroke-linecap="round" fill="none"/>
  <path d="M608 430 Q645 462 684 428 Q645 446 608 430 Z" fill="#A8483F" stroke="#A8483F" stroke-width="5" stroke-linejoin="round"/>
  <ellipse cx="572" cy="392" rx="26" ry="16" fill="#E07A5F" opacity="0.16"/><ellipse cx="718" cy="392" rx="26" ry="16" fill="#E07A5F" opacity="0.16"/>
  ${
    glasses
      ? `<g fill="#ffffff22" stroke="#3A3230" stroke-width="6"><circle cx="597" cy="340" r="38"/><circle cx="693" cy="340" r="38"/><path d="M635 334 q10 -8 20 0" fill="none"/></g>`
      : ""
  }`;
}

/** Writes the film of a portrait: JPEG after JPEG, which Chromium plays in a loop as a camera. */
export async function filmPortrait(
  browser: Browser,
  portrait: Portrait,
  path: string,
): Promise<void> {
  const page = await browser.newPage();
  try {
    using file = await Deno.open(path, { write: true, create: true, truncate: true });
    for (let frame = 0; frame < FRAMES; frame++) {
      const jpeg = await page.evaluate(photograph, drawPortrait(portrait, frame / FRAMES));
      await file.write(Uint8Array.from(atob(jpeg), (character) => character.charCodeAt(0)));
    }
  } finally {
    await page.close();
  }
}

/** Runs in the page: the drawing as a JPEG in base64. */
async function photograph(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  canvas.getContext("2d")!.drawImage(image, 0, 0);
  return canvas.toDataURL("image/jpeg", 0.9).split(",")[1]!;
}
