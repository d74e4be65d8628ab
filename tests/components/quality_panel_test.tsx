/** The panel about the connection to one person. */
import assert from "node:assert/strict";
import { act, fireEvent, within } from "@testing-library/preact";
import type { LinkQuality } from "../../client/link_quality.ts";
import { fetchPanels } from "../../components/panels.ts";
import { assertGone } from "../support/dom.ts";
import { inCall, participant } from "../support/fake_session.ts";
import { open, set, settle } from "./support/live_call.tsx";

await fetchPanels();

const [ana, bo] = [participant("Ana", { self: true }), participant("Bo")];

const FIGURES: LinkQuality = {
  roundTrip: 41.7,
  path: "relayed",
  received: {
    bitrate: 1_240_000,
    loss: 0.0234,
    pictures: [
      { source: "camera", width: 640, height: 360, framesPerSecond: 29.6, codec: "VP8" },
      { source: "screen", width: 1920, height: 1080, framesPerSecond: 5, codec: "" },
    ],
    freezes: 2,
  },
  sent: { bitrate: 310_400, loss: null, pictures: [], limitation: "cpu" },
};

async function inspect(page: ReturnType<typeof open>): Promise<HTMLElement> {
  await set(page.session, { call: inCall([ana, bo]) });
  await act(() => void fireEvent.click(page.getByRole("button", { name: "People" })));
  await act(() => void fireEvent.click(page.getByRole("button", { name: "Connection to Bo" })));
  await settle();
  return page.getByRole("complementary", { name: "Connection" });
}

function linesOf(section: HTMLElement): string[] {
  return [...section.querySelectorAll("dl > div")].map((line) =>
    [...line.children].map(({ textContent }) => textContent).join(": ")
  );
}

Deno.test("figures are written as people read them, and what is not known is not made up", async () => {
  using page = open();
  const panel = await inspect(page);
  within(panel).getByText("Measuring…");
  await act(() => void (page.session.quality.figures.value = new Map([[bo.peer, FIGURES]])));
  within(panel).getByText("42 ms");
  within(panel).getByText("Relayed by a TURN server");
  assert.deepEqual(linesOf(within(panel).getByRole("region", { name: "What you receive" })), [
    "Bit rate: 1.2 Mb/s",
    "Lost: 2.3%",
    "Camera: 640 × 360, 30 a second, VP8",
    "Screen: 1920 × 1080, 5 a second",
    "Freezes: 2",
  ]);
  assert.deepEqual(linesOf(within(panel).getByRole("region", { name: "What you send" })), [
    "Bit rate: 310 kb/s",
    "Lost: –",
  ]);
  within(panel).getByText("Held back by your device");
});

Deno.test("links are looked at closely as long as somebody reads, and now and then otherwise", async () => {
  using page = open();
  const { observed } = page.session.quality;
  await inspect(page);
  assert.deepEqual(observed.toSorted(), ["closely", "now-and-then"]);
  await act(() => void fireEvent.click(page.getByRole("button", { name: "Close: Connection" })));
  assert.deepEqual(observed, ["now-and-then"]);
  await set(page.session, { call: { phase: "ended", reason: "left", duration: 1 } });
  assert.deepEqual(observed, []);
});

Deno.test("what is wrong with the call is said aloud when it is found", async () => {
  using page = open();
  const said = () => page.getByRole("status").textContent;
  await set(page.session, { call: inCall([ana, bo]) });
  await act(() => page.ports.pass(2_000));
  assert.equal(said(), "");
  const { verdict } = page.session.quality;
  await act(() => void (verdict.value = { about: "them", peer: bo.peer, cause: "uplink" }));
  assert.equal(said(), "\u2068Bo\u2069's connection loses much of what they send.");
});

Deno.test("of whoever has left the panel says so", async () => {
  using page = open();
  const panel = await inspect(page);
  await set(page.session, { call: inCall([ana]) });
  within(panel).getByText("They have left the call.");
  assertGone(within(panel).queryByText("Measuring…"));
});

Deno.test("there is nothing to say of the connection to oneself", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo]) });
  await act(() => void fireEvent.click(page.getByRole("button", { name: "People" })));
  assertGone(page.queryByRole("button", { name: "Connection to Ana" }));
});
