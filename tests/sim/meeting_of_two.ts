/** The smallest simulated call, for what needs no luck to go wrong. */
import type { PeerId, SeatSecret } from "../../protocol/ids.ts";
import { Network } from "./fake_peer_connection.ts";
import { FakeServer } from "./fake_server.ts";
import { createSimClient, newTab, type SimClient, type Tab } from "./sim_client.ts";
import { sealOfCall } from "./simulated_seal.ts";
import { World } from "./world.ts";

const SEED = 1;
const NAMES = ["Ada", "Bo"] as const;

/** Ada and Bo in a call, and how a page of theirs is opened. */
export async function meetingOfTwo() {
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
  return { world, server, ada, bo, open };
}

function peerOf(seat: SeatSecret): PeerId {
  return seat.slice(0, 22) as string as PeerId;
}
