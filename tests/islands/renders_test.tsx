/** Nothing is drawn that nobody could see: an idle call stands still. */
import "../support/dom.ts";
import assert from "node:assert/strict";
import { act } from "@testing-library/preact";
import { options } from "preact";
import { ROOM } from "../../components/LiveCall.tsx";
import { inCall, participant } from "../support/fake_session.ts";
import { open, set } from "../components/support/live_call.tsx";

await ROOM.load();

/** What is described to Preact while `task` runs: one for every element of everything that draws itself again. */
async function drawnDuring(task: () => void): Promise<number> {
  const before = options.vnode;
  let drawn = 0;
  options.vnode = (vnode) => {
    drawn++;
    before?.(vnode);
  };
  try {
    await act(task);
  } finally {
    if (before === undefined) delete options.vnode;
    else options.vnode = before;
  }
  return drawn;
}

const six = ["Ana", "Bo", "Cy", "Di", "Ed", "Fo"].map((name) => participant(name));

Deno.test("readings of loudness draw nothing", async () => {
  using page = open();
  await set(page.session, { call: inCall(six) });
  const drawn = await drawnDuring(() => {
    for (let reading = 0; reading < 100; reading++) page.session.level.value = reading / 100;
  });
  assert.equal(drawn, 0);
});

Deno.test("time that passes draws nothing besides the clock", async () => {
  using page = open();
  await set(page.session, { call: inCall(six) });
  await act(() => page.ports.pass(10_000));
  assert.equal(await drawnDuring(() => page.ports.pass(600_000)), 0);
});

Deno.test("in a grid, whoever takes the floor moves nothing", async () => {
  using page = open();
  await set(page.session, { call: inCall(six) });
  const quiet = { speaking: new Set<never>(), unheard: false };
  const drawn = await drawnDuring(() => {
    for (const { peer } of six) page.session.speech.value = { ...quiet, floor: peer };
  });
  assert.equal(drawn, 0);
});

Deno.test("one who begins to speak draws one tile", async () => {
  using page = open();
  await set(page.session, { call: inCall(six) });
  const one = await drawnDuring(() => {
    const speaking = new Set([six[1]!.peer]);
    page.session.speech.value = { speaking, floor: null, unheard: false };
  });
  const all = await drawnDuring(() => {
    page.session.call.value = inCall(six);
  });
  assert.ok(one > 0 && one * 6 < all, `${one} of ${all}`);
});
