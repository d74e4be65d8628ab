/** A page that shows a session: what tests of the call press and read. */
import "../../support/dom.ts";
import { act, cleanup, render, type RenderResult } from "@testing-library/preact";
import type { CallState } from "../../../client/call_state.ts";
import type { MediaState } from "../../../client/media_state.ts";
import { LiveCall, ROOM } from "../../../components/LiveCall.tsx";
import { fetchPanels } from "../../../components/panels.ts";
import { en } from "../../../locales/en.ts";
import { playback } from "../../support/dom.ts";
import { FakePorts } from "../../support/fake_ports.ts";
import { FakeSession } from "../../support/fake_session.ts";

export const LINK = "https://lagoon.example/r/quiet-otter-bay#AAAAAAAAAAAAAAAAAAAAAA";

// What a call fetches later is here from the first test on; how it comes is told in `later_test.tsx`.
await ROOM.load();
await fetchPanels();

/** A page that shows a session until the end of the test. */
export function open(): Disposable & RenderResult & {
  session: FakeSession;
  ports: FakePorts;
} {
  const session = new FakeSession();
  const ports = new FakePorts(LINK);
  playback.allowed = true;
  const page = render(
    <LiveCall
      t={en.call}
      locale="en"
      title="Quiet otter bay"
      link={LINK}
      top={null}
      newCall="/r/amber-heron-cove#new"
      session={session}
      ports={ports}
      onChooseLocale={() => Promise.resolve()}
    />,
  );
  return Object.assign(page, { session, ports, [Symbol.dispose]: cleanup });
}

/** Sets the state of a session, and lets the page follow. */
export async function set(
  session: FakeSession,
  changes: { call?: CallState; media?: MediaState },
): Promise<void> {
  await act(() => {
    if (changes.call !== undefined) session.call.value = changes.call;
    if (changes.media !== undefined) session.media.value = changes.media;
  });
}

/** Lets promises that are kept at once be heard of. */
export async function settle(): Promise<void> {
  await act(() => new Promise<void>((resolve) => setImmediate(resolve)));
}
