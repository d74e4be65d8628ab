/** The setting that leaves the microphone as it sounds. */
import "../support/dom.ts";
import assert from "node:assert/strict";
import { act, cleanup, fireEvent, render } from "@testing-library/preact";
import { OriginalSoundField } from "../../components/OriginalSoundField.tsx";
import { en } from "../../locales/en.ts";
import { FakeSession } from "../support/fake_session.ts";

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
