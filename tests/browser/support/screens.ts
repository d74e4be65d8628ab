/** Screens to share, where there are none. */
import type { Person } from "./person.ts";

/** From now on, a canvas that never stands still is what this person shares. */
export async function hasScreen({ page }: Person): Promise<void> {
  await page.evaluate(() => {
    navigator.mediaDevices.getDisplayMedia = () => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [1280, 720];
      const pen = canvas.getContext("2d")!;
      let hue = 0;
      setInterval(() => {
        pen.fillStyle = `hsl(${hue += 7} 80% 50%)`;
        pen.fillRect(0, 0, canvas.width, canvas.height);
      }, 100);
      return Promise.resolve(canvas.captureStream(10));
    };
  });
}
