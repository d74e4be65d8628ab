/** Figures of a connection, for whoever wants to know. */
import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import type { Person } from "./support/person.ts";
import { scene } from "./support/stage.ts";

interface Truth {
  width: number;
  height: number;
  codec: string;
  /** Bits a second over two seconds. */
  bitrate: number;
}

/** What the browser itself says comes in. */
function truth({ page }: Person): Promise<Truth> {
  return page.evaluate(async () => {
    const connection = globalThis.lagoonSpy.connections.at(-1)!;
    const read = async () => {
      let bytes = 0;
      let picture = { width: 0, height: 0, codec: "" };
      const report = await connection.getStats();
      for (const stats of report.values()) {
        if (stats.type !== "inbound-rtp") continue;
        bytes += stats.bytesReceived;
        if (stats.kind !== "video") continue;
        const codec = report.get(stats.codecId)?.mimeType.split("/")[1];
        picture = { width: stats.frameWidth, height: stats.frameHeight, codec };
      }
      return { bytes, picture, at: performance.now() };
    };
    const before = await read();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const after = await read();
    const seconds = (after.at - before.at) / 1_000;
    return { ...after.picture, bitrate: (after.bytes - before.bytes) * 8 / seconds };
  });
}

/** The figures of one section, by their names. */
async function figures({ page }: Person, section: string): Promise<Map<string, string>> {
  const rows = page.getByRole("region", { name: section }).locator("dl > div");
  const texts = await rows.evaluateAll((rows) =>
    rows.map((row) => [...row.children].map((part) => part.textContent ?? ""))
  );
  return new Map(texts as [string, string][]);
}

function bitsIn(text: string): number {
  const value = Number.parseFloat(text);
  return text.includes("M") ? value * 1_000_000 : value * 1_000;
}

scene("the panel of a person shows what the browser knows of the connection", async (stage) => {
  const [ada] = await stage.meeting("Ada", "Grace");
  await ada.press("People");
  await ada.press("Connection to Grace");
  await ada.page.getByText("Direct", { exact: true }).waitFor();
  // Pictures grow with what the path turns out to carry: what is shown and what is so are read again together.
  await eventually("the figures are those of the browser", async () => {
    const real = await truth(ada);
    const shown = await figures(ada, "What you receive");
    const camera = shown.get("Camera") ?? "";
    assert.ok(camera.startsWith(`${real.width} × ${real.height},`), camera);
    assert.ok(camera.endsWith(real.codec), camera);
    const bitrate = bitsIn(shown.get("Bit rate")!);
    assert.ok(
      bitrate > real.bitrate / 2.5 && bitrate < real.bitrate * 2.5,
      `${bitrate} ${real.bitrate}`,
    );
    return true;
  });
  await eventually(
    "so is what is sent",
    async () => (await figures(ada, "What you send")).get("Camera")?.includes("×"),
  );
  await ada.page.getByText(/^\d+ ms$/).waitFor();
});

scene(
  "figures change without drawing anything else anew, and end with the panel",
  async (stage) => {
    const [ada] = await stage.meeting("Ada", "Grace");
    await ada.tile("Grace").hover();
    await ada.press("Options for Grace");
    await ada.page.getByRole("menuitem", { name: "Connection" }).click();
    await ada.page.getByRole("region", { name: "What you receive" }).waitFor();
    const changes = () =>
      ada.page.evaluate(async () => {
        const count = { figures: 0, elsewhere: 0 };
        const observer = new MutationObserver((mutations) => {
          for (const { target } of mutations) {
            const element = target instanceof Element ? target : target.parentElement!;
            if (element.closest("aside")) count.figures++;
            // Whoever speaks gets a ring, and the clock runs.
            else if (!element.closest("figure, header, time, .tabular")) count.elsewhere++;
          }
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        await new Promise((resolve) => setTimeout(resolve, 3_500));
        observer.disconnect();
        return count;
      });
    // A call in which everything has been said has nothing else to draw; a busy machine has more to say at first.
    await eventually("figures change, and nothing else", async () => {
      const { figures, elsewhere } = await changes();
      assert.ok(figures > 0, "the figures stand still");
      assert.equal(elsewhere, 0);
      return true;
    });
    await ada.close("Connection");
    assert.equal(await ada.page.getByRole("region", { name: "What you receive" }).count(), 0);
  },
);
