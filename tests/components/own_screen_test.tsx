/** One's own screen, as the one who shares it sees it. */
import "../support/dom.ts";
import assert from "node:assert/strict";
import { cleanup, fireEvent, render } from "@testing-library/preact";
import type { ScreenShare } from "../../client/screen_source.ts";
import { OwnScreenTile } from "../../components/OwnScreenTile.tsx";
import { en } from "../../locales/en.ts";
import { fakeTrack } from "../sim/fake_media.ts";
import { assertGone } from "../support/dom.ts";
import { participant } from "../support/fake_session.ts";

function draw(change: Partial<ScreenShare>, pressed: string[] = []) {
  const share = {
    video: fakeTrack("video"),
    audio: null,
    hint: "detail",
    sound: "none",
    ...change,
  } as const;
  return render(
    <OwnScreenTile
      t={en.call}
      participant={participant("Ana", { self: true, screen: "on" })}
      share={share}
      onHint={(hint) => pressed.push(hint)}
      onStop={() => pressed.push("stop")}
    />,
  );
}

Deno.test("what a screen is shared as is shown, and changed by a press", () => {
  const pressed: string[] = [];
  const page = draw({ hint: "detail" }, pressed);
  page.getByRole("group", { name: "Share as" });
  const choice = (name: string) => page.getByRole("button", { name }).getAttribute("aria-pressed");
  assert.deepEqual([choice("Text"), choice("Video")], ["true", "false"]);
  fireEvent.click(page.getByRole("button", { name: "Video" }));
  fireEvent.click(page.getByRole("button", { name: "Stop" }));
  assert.deepEqual(pressed, ["motion", "stop"]);
  cleanup();
});

Deno.test("sound that was left out is told, and sound that is shared goes without saying", () => {
  draw({ sound: "left-out" }).getByText(en.call.tile.soundLeftOut);
  cleanup();
  assertGone(draw({ sound: "shared" }).queryByText(en.call.tile.soundLeftOut));
  cleanup();
});
