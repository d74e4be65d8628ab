/**
 * Prints the tables of `docs/scale.md`: what so many people in calls need, and where rooms land on several instances.
 * `deno task scale`
 */
// deno-lint-ignore-file no-console -- this is a command line tool
import { COSTS, CROWDS, HABITS } from "./costs.ts";
import { type Demand, demandOf } from "./demand.ts";
import { type Policy, simulateTown, type Traffic } from "./placement.ts";

const POLICIES: readonly Policy[] = ["round-robin", "least-sockets", "by-room"];
const TOWN = { seed: 1, instances: 10, rooms: 2_000, hours: 4, evictionsEveryHours: 2 };

console.log(await needs());
console.log(await placements());

async function needs(): Promise<string> {
  const { across, local } = await simulateTown({ ...TOWN, policy: "round-robin", hotShare: 0.05 });
  const crowds = CROWDS.flatMap((people) => [
    demandOf(people, COSTS, HABITS),
    demandOf(people, COSTS, { ...HABITS, acrossShare: across / (across + local) }),
  ]);
  const cells = crowds.map((demand, i) =>
    demandCells(demand, i % 2 === 0 ? "by room" : "by turns")
  );
  return table(
    [
      "people in calls",
      "placed",
      "joins/s",
      "frames/s",
      "pings and pongs/s",
      "cores",
      "memory",
      "instances",
      "Redis changes/s",
      "Redis publishes/s",
      "shards",
      "TURN",
      "servers",
      "TURN traffic",
    ],
    cells,
  );
}

function demandCells(demand: Demand, placed: string): string[] {
  const { dollarsPerHour: { servers, turn } } = demand;
  return [
    whole(demand.people),
    placed,
    figure(demand.joinsPerSecond),
    figure(demand.framesPerSecond),
    whole(demand.heartbeatsPerSecond),
    figure(demand.cores),
    `${figure(demand.memoryGib)} GiB`,
    whole(demand.instances),
    figure(demand.redisChangesPerSecond),
    figure(demand.redisPublishesPerSecond),
    whole(demand.redisShards),
    `${figure(demand.turnGigabitsPerSecond)} Gbit/s`,
    `$${figure(servers)}/h`,
    `$${figure(turn)}/h`,
  ];
}

async function placements(): Promise<string> {
  const rows: string[][] = [];
  for (const hotShare of [0, 0.3]) {
    for (const policy of POLICIES) {
      const traffic = await simulateTown({ ...TOWN, policy, hotShare });
      rows.push([policy, `${hotShare * 100} %`, ...trafficCells(traffic)]);
    }
  }
  return table(
    [
      "placed",
      "rooms that people enter and leave all the time",
      "joins",
      "came back after an eviction",
      "frames that cross",
      "rooms on several instances",
      "fullest instance by the average",
    ],
    rows,
  );
}

function trafficCells(
  { joins, returns, local, across, split, rooms, imbalance }: Traffic,
): string[] {
  return [
    whole(joins),
    whole(returns),
    `${(100 * across / (across + local)).toFixed(0)} %`,
    `${(100 * split / rooms).toFixed(0)} %`,
    `${imbalance.toFixed(2)}×`,
  ];
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [row(columns), row(columns.map((_, i) => i < 2 ? "---" : "--:")), ...rows.map(row), ""]
    .join("\n");
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function figure(value: number): string {
  return value >= 100 || value === 0 ? whole(value) : value.toPrecision(2);
}
