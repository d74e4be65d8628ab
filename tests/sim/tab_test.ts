/** What a tab keeps of a call, for a page that crashes and writes nothing down. */
import assert from "node:assert/strict";
import { continuesCall } from "../../client/remembered.ts";
import { meetingOfTwo } from "./meeting_of_two.ts";
import { participants, recordIn, type SimClient } from "./sim_client.ts";

Deno.test("whoever crashes after a long while in which nothing changed continues the call", async () => {
  const { world, bo } = await meetingOfTwo();
  await world.run(10 * 60_000);
  bo.vanish(false);
  await world.run(5_000);
  assert.equal(continuesCall(recordIn(bo.tab), world.now), true);
});

Deno.test("a tab knows how the doors are, though nothing else has changed since", async () => {
  const { world, ada, bo } = await meetingOfTwo();
  assert.equal(recordIn(bo.tab)?.charter?.locked, false);
  ada.session.lock(true);
  bo.session.lock(true);
  await world.run(1_000);
  assert.equal(recordIn(bo.tab)?.charter?.locked, true);
});

Deno.test("a hand that is up stays up through a reload and a crash, since when it was", async () => {
  const { world, ada, bo, open } = await meetingOfTwo();
  bo.session.raiseHand(true);
  await world.run(1_000);
  const raised = handOf(bo, ada);
  assert.equal(typeof raised, "number");
  let page = bo;
  for (const goodbye of [true, false]) {
    page.vanish(goodbye);
    await world.run(1_000);
    page = open(bo.name, bo.tab);
    await world.run(5_000);
    assert.equal(handOf(page, page), raised);
    assert.equal(handOf(page, ada), raised);
  }
});

/** The hand of somebody as another sees it. */
function handOf({ self }: SimClient, watcher: SimClient): number | null | undefined {
  return participants(watcher).find(({ peer }) => peer === self)?.hand;
}
