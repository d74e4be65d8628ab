/** A server that returns is found by one and told to the others. */
import assert from "node:assert/strict";
import { meetingOfTwo } from "./meeting_of_two.ts";

/** How long the server is away: long enough for everyone to be on the highest rung of the ladder. */
const AWAY_MS = 60_000;
/** The way there and back, a few times: word over the link, a socket, hello. */
const AT_ONCE_MS = 500;

Deno.test("[K6] whoever hears that the server was seen tries at once, however long they were to wait", async () => {
  const { world, server } = await meetingOfTwo();
  for (let outage = 0; outage < 10; outage++) {
    server.crash();
    await world.run(AWAY_MS);
    server.restart();
    const found: number[] = [];
    while (found.length < 2) {
      if (server.seats.length > found.length) found.push(world.now);
      else await world.run(10);
    }
    const [first, second] = found as [number, number];
    assert.ok(second - first <= AT_ONCE_MS, `${second - first} ms after the first`);
  }
});
