/** What the page says of devices: what they are doing by themselves, and whether the speaker works. */
import "../support/dom.ts";
import assert from "node:assert/strict";
import { act, cleanup, fireEvent, render } from "@testing-library/preact";
import type { DeviceNews, MediaState } from "../../client/media_state.ts";
import { CallNotices } from "../../components/CallNotices.tsx";
import { DevicePickers } from "../../components/DevicePickers.tsx";
import { Narration } from "../../components/Narration.tsx";
import { Stories } from "../../components/Stories.tsx";
import { en } from "../../locales/en.ts";
import { assertGone } from "../support/dom.ts";
import { FakePorts } from "../support/fake_ports.ts";
import { FakeSession, inCall, mediaState, participant } from "../support/fake_session.ts";

const { call: t } = en;
const UNPLUGGED: DeviceNews = { kind: "microphone", why: "unplugged", label: "Built-in" };
const SENTENCE = "Your microphone went away. You use \u2068Built-in\u2069 now.";

function pickers(session: FakeSession) {
  return render(<DevicePickers t={t} media={session.media.value} session={session} />);
}

function notices(session: FakeSession) {
  const participants = [participant("Ana"), participant("Bo")];
  session.call.value = inCall(participants);
  return render(
    <CallNotices
      t={t}
      locale="en"
      session={session}
      ports={new FakePorts("https://lagoon.example/r/quiet-otter-bay")}
      participants={participants}
    />,
  );
}

Deno.test("a device that changed by itself is told in passing, with what is used now", async () => {
  const session = new FakeSession();
  const page = notices(session);
  await act(() => void (session.media.value = mediaState({ news: UNPLUGGED })));
  page.getByText(SENTENCE);
  cleanup();
  // What was told before this was drawn is told no more.
  assertGone(notices(session).queryByText(SENTENCE));
  cleanup();
});

Deno.test("a device that is held back is told as long as it is", async () => {
  const session = new FakeSession();
  const page = notices(session);
  const held = (interrupted: MediaState["interrupted"]) =>
    act(() => void (session.media.value = mediaState({ interrupted })));
  await held(["camera", "microphone"]);
  page.getByText(t.devices.interrupted.camera);
  await held(["microphone"]);
  assertGone(page.queryByText(t.devices.interrupted.camera));
  page.getByText(t.devices.interrupted.microphone);
  cleanup();
});

Deno.test("what is wrong is told with the name of whose side it is, and not of somebody who left", async () => {
  const session = new FakeSession();
  const page = notices(session);
  const bo = participant("Bo").peer;
  await act(() =>
    void (session.quality.verdict.value = { about: "them", peer: bo, cause: "uplink" })
  );
  page.getByText("\u2068Bo\u2069's connection loses much of what they send.");
  await act(() =>
    void (session.quality.verdict.value = { about: "path", peer: participant("Cy").peer })
  );
  assertGone(page.queryByText(/path between/));
  cleanup();
});

Deno.test("what happens by itself is said aloud, each once", async () => {
  const session = new FakeSession();
  session.call.value = inCall([participant("Ana"), participant("Bo")]);
  const said: string[] = [];
  render(<Stories t={t} session={session} say={(sentence) => said.push(sentence)} />);
  await act(() => void (session.media.value = mediaState({ news: UNPLUGGED })));
  await act(() => void (session.media.value = mediaState({ news: UNPLUGGED, muted: true })));
  await act(() => void (session.media.value = mediaState({ interrupted: ["camera"] })));
  assert.deepEqual(said, [SENTENCE, t.devices.interrupted.camera]);
  cleanup();
});

Deno.test("inside a call it is said aloud that one has come in, and what is wrong, each once", async () => {
  const session = new FakeSession();
  const said: string[] = [];
  const link = "https://lagoon.example/r/quiet-otter-bay#AAAAAAAAAAAAAAAAAAAAAA";
  const room = {
    t,
    locale: "en",
    title: "Quiet otter bay",
    link,
    session,
    ports: new FakePorts(link),
    say: (sentence: string) => void said.push(sentence),
    onChooseLocale: () => Promise.resolve(),
  } as const;
  const call = inCall([participant("Ana"), participant("Bo")]);
  const page = render(<Narration {...room} call={call} />);
  await act(() => void (session.quality.verdict.value = { about: "ourselves", cause: "device" }));
  page.rerender(<Narration {...room} call={{ ...call }} />);
  assert.deepEqual(said, [t.announce.entered, t.quality.ourselves.device]);
  cleanup();
});

Deno.test("a chosen device that is not there leaves the choice to the browser", () => {
  const session = new FakeSession();
  session.media.value = mediaState({
    chosen: { microphone: "gone", camera: "", speaker: "" },
    devices: { microphone: [{ deviceId: "m1", label: "Built-in" }], camera: [], speaker: [] },
  });
  const box = pickers(session).getByRole("combobox", { name: "Microphone" }) as HTMLSelectElement;
  assert.equal(box.value, "");
  cleanup();
});

Deno.test("the speaker is tried by a press, and a failure is told", async () => {
  const session = new FakeSession();
  const page = pickers(session);
  fireEvent.click(page.getByRole("button", { name: "Play a test sound" }));
  assert.deepEqual(session.pressed, ["testSpeaker"]);
  const playing = await page.findByRole("button", { name: "Playing…" });
  assert.ok(playing.hasAttribute("disabled"));
  await act(() => session.speakerTested.resolve(false));
  await page.findByText(t.devices.testFailed);
  page.getByRole("button", { name: "Play a test sound" });
  cleanup();
});

Deno.test("a test sound that did not arrive says nothing of the speaker", async () => {
  const session = new FakeSession();
  const page = pickers(session);
  fireEvent.click(page.getByRole("button", { name: "Play a test sound" }));
  await act(() => session.speakerTested.reject(new TypeError("Failed to fetch")));
  await page.findByText(t.panels.failed.next);
  assertGone(page.queryByText(t.devices.testFailed));
  page.getByRole("button", { name: "Play a test sound" });
  cleanup();
});

Deno.test("there is a way to turn the camera round where another one looks the other way", () => {
  const session = new FakeSession();
  assertGone(pickers(session).queryByRole("button", { name: "Flip camera" }));
  cleanup();
  session.media.value = mediaState({ otherCamera: "back" });
  fireEvent.click(pickers(session).getByRole("button", { name: "Flip camera" }));
  assert.deepEqual(session.pressed, ["flipCamera"]);
  cleanup();
});
