/** Nothing is drawn that nobody could see: an idle call stands still. */
import "../support/dom.ts";
import assert from "node:assert/strict";
import { act } from "@testing-library/preact";
import { options } from "preact";
import type { Participant } from "../../client/call_state.ts";
import { ROOM } from "../../components/LiveCall.tsx";
import { inCall, participant } from "../support/fake_session.ts";
import { open, set } from "../components/support/live_call.tsx";

await ROOM.load();

/** What is described to Preact while `task` runs: one for every element of everything that draws itself again. */
async function described(task: () => Promise<void>): Promise<number> {
  const before = options.vnode;
  let drawn = 0;
  options.vnode = (vnode) => {
    drawn++;
    before?.(vnode);
  };
  try {
    await task();
  } finally {
    if (before === undefined) delete options.vnode;
    else options.vnode = before;
  }
  return drawn;
}

/** The same for what is drawn at once in the end, however much it was. */
function drawnDuring(task: () => void): Promise<number> {
  return described(() => act(task));
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

Deno.test("each news of the seven who are met on joining draws the room once at most", async () => {
  using page = open();
  const inside: Participant[] = [participant("Ana")];
  await set(page.session, { call: inCall(inside) });
  let news = 0;
  const drawn = await described(async () => {
    for (let i = 1; i <= 7; i++) {
      for (const link of ["connecting", "live"] as const) {
        inside[i] = participant(`Guest ${i}`, { link });
        await set(page.session, { call: inCall(inside) });
        news++;
      }
    }
  });
  const room = await drawnDuring(() => {
    page.session.call.value = inCall(inside);
  });
  assert.ok(room > 0 && drawn <= news * room, `${drawn} for ${news} news, ${room} for the room`);
});
