/** What a tab keeps of a call, for a page that crashes and writes nothing down. */
import assert from "node:assert/strict";
import { continuesCall } from "../../client/remembered.ts";
import type { PeerId, SeatSecret } from "../../protocol/ids.ts";
import { Network } from "./fake_peer_connection.ts";
import { FakeServer } from "./fake_server.ts";
import {
  createSimClient,
  newTab,
  participants,
  recordIn,
  type SimClient,
  type Tab,
} from "./sim_client.ts";
import { sealOfCall } from "./simulated_seal.ts";
import { World } from "./world.ts";

const SEED = 1;
const NAMES = ["Ada", "Bo"] as const;

/** Ada and Bo in a call. */
async function meeting() {
  const world = new World(SEED);
  const network = new Network(world);
  const tabs = NAMES.map((name) => newTab(name, name.padEnd(43, "A") as SeatSecret));
  const server = new FakeServer(world, { capacity: 8, peerOfSeat: peerOf });
  const open = (name: string, tab: Tab) =>
    createSimClient({
      name,
      tab,
      self: peerOf(tab.seat),
      seal: sealOfCall(SEED, peerOf(tab.seat), (length) => new Uint8Array(length)),
      network,
      server,
      onConnection: () => {},
    });
  const [ada, bo] = tabs.map((tab, index) => open(NAMES[index]!, tab)) as [SimClient, SimClient];
  await world.run(5_000);
  return { world, ada, bo, open };
}

function peerOf(seat: SeatSecret): PeerId {
  return seat.slice(0, 22) as string as PeerId;
}

Deno.test("whoever crashes after a long while in which nothing changed continues the call", async () => {
  const { world, bo } = await meeting();
  await world.run(10 * 60_000);
  bo.vanish(false);
  await world.run(5_000);
  assert.equal(continuesCall(recordIn(bo.tab), world.now), true);
});

Deno.test("a tab knows how the doors are, though nothing else has changed since", async () => {
  const { world, ada, bo } = await meeting();
  assert.equal(recordIn(bo.tab)?.charter?.locked, false);
  ada.session.lock(true);
  bo.session.lock(true);
  await world.run(1_000);
  assert.equal(recordIn(bo.tab)?.charter?.locked, true);
});

Deno.test("a hand that is up stays up through a reload and a crash, since when it was", async () => {
  const { world, ada, bo, open } = await meeting();
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
