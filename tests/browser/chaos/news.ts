/** When news of one person shows on the page of another. */
import type { Page } from "playwright-core";

export interface News {
  peer: string;
  source: "camera" | "screen";
  /** What the accessible name of the tile says; any name will do if it is empty. */
  word: string;
  /** Whether there must be such a tile or must be none. */
  yes: boolean;
}

/** Waits for the news; when it showed, in milliseconds since the epoch. */
export function newsAt(page: Page, news: News): Promise<number> {
  return page.evaluate(({ peer, source, word, yes }) =>
    new Promise<number>((resolve) => {
      const look = () => {
        const tiles = document.querySelectorAll(
          `figure[data-peer="${peer}"][data-source="${source}"]`,
        );
        const told = [...tiles].some((tile) => tile.getAttribute("aria-label")?.includes(word));
        if (told !== yes) return;
        observer.disconnect();
        resolve(performance.timeOrigin + performance.now());
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      look();
    }), news);
}

/** From now on the page is given a drawing when it asks for a screen. */
export function drawScreens(page: Page): Promise<void> {
  return page.evaluate(() => {
    navigator.mediaDevices.getDisplayMedia = () => {
      const canvas = document.createElement("canvas");
      canvas.width = 320;
      canvas.height = 180;
      const pen = canvas.getContext("2d")!;
      let turn = 0;
      setInterval(() => {
        turn += 20;
        pen.fillStyle = `hsl(${turn} 80% 50%)`;
        pen.fillRect(0, 0, canvas.width, canvas.height);
      }, 200);
      return Promise.resolve(canvas.captureStream(5));
    };
  });
}
