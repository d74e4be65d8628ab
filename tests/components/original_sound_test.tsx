/** The setting that leaves the microphone as it sounds. */
import "../support/dom.ts";
import assert from "node:assert/strict";
import { act, cleanup, fireEvent, render } from "@testing-library/preact";
import { OriginalSoundField } from "../../components/OriginalSoundField.tsx";
import { en } from "../../locales/en.ts";
import { fakeTrack } from "../sim/fake_media.ts";
import { FakeSession, mediaState } from "../support/fake_session.ts";

const { call: t } = en;

Deno.test("original sound is off until it is wished for, and says what it is for", async () => {
  const session = new FakeSession();
  const page = render(<OriginalSoundField t={t} session={session} />);
  const box = page.getByRole("checkbox", {
    name: /^Original sound/,
  }) as HTMLInputElement;
  assert.equal(box.checked, false);
  page.getByText(t.sound.hint);
  await act(() => void fireEvent.click(box));
  assert.deepEqual(session.pressed, ["prefer originalSound true"]);
  assert.equal(box.checked, true);
  cleanup();
});

Deno.test("a browser that goes on changing the sound is told of, and one that does not is not", async () => {
  const session = new FakeSession();
  const on = { state: "on", track: fakeTrack("audio"), deviceId: "m" } as const;
  session.prefer({ originalSound: true });
  session.media.value = mediaState({ microphone: on });
  const page = render(<OriginalSoundField t={t} session={session} />);
  page.getByText(t.sound.refused);
  await act(() => void (session.media.value = mediaState({ microphone: on, original: true })));
  page.getByText(t.sound.hint);
  // Without a microphone there is nothing to change.
  await act(() => void (session.media.value = mediaState()));
  page.getByText(t.sound.hint);
  cleanup();
});
