import assert from "node:assert/strict";
import { Histogram } from "../../server/histogram.ts";
import { MemoryBackend } from "../../server/memory_backend.ts";
import { Metrics } from "../../server/metrics.ts";
import { renderFamilies } from "../../server/prometheus.ts";
import { frameTo, helloOf, HubBench } from "./support/hub_bench.ts";
import { peerOf } from "./support/ids.ts";
import { ManualClock } from "./support/manual_clock.ts";

/** The value of each sample by its name with labels. */
function samplesOf(text: string): Map<string, number> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => {
    const at = line.lastIndexOf(" ");
    return [line.slice(0, at), Number(line.slice(at + 1))];
  }));
}

function scene() {
  const metrics = new Metrics();
  const bench = new HubBench({ log: metrics.counting(() => {}), traffic: metrics.traffic });
  return { metrics, bench, read: () => samplesOf(metrics.render(bench.hub.counts)) };
}

Deno.test("metrics count who is there, who came, and what was passed on", () => {
  const { bench, read } = scene();
  const anna = bench.seat(1);
  bench.seat(2);
  bench.accept();
  const frame = frameTo(peerOf(2), "sealed");
  anna.hear(frame);
  anna.vanish();
  bench.seat(1);
  const samples = read();
  assert.equal(samples.get("lagoon_rooms"), 1);
  assert.equal(samples.get("lagoon_seats"), 2);
  assert.equal(samples.get("lagoon_sockets"), 3);
  assert.equal(samples.get(`lagoon_joins_total{resumed="no"}`), 2);
  assert.equal(samples.get(`lagoon_joins_total{resumed="yes"}`), 1);
  assert.equal(samples.get("lagoon_relayed_frames_total"), 1);
  assert.equal(samples.get("lagoon_relayed_bytes_total"), frame.byteLength);
});

Deno.test("metrics count refusals by code", () => {
  const { bench, read } = scene();
  const socket = bench.accept();
  socket.hear({ ...helloOf(1), version: 99 });
  assert.equal(read().get(`lagoon_refusals_total{code="version-mismatch"}`), 1);
  assert.equal(bench.hub.counts.seats, 0);
});

Deno.test("metrics time what a backend takes, at once or later, and pass on what it says", async () => {
  const metrics = new Metrics();
  let now = 0;
  const events = { deliver() {}, relayed: () => false };
  const open = metrics.timing((events) => {
    const memory = new MemoryBackend(events, { capacity: 2, clock: new ManualClock() });
    return {
      instance: memory.instance,
      isReady: true,
      step: (room, input) => {
        now += 3;
        if (input.type === "leave") return Promise.reject(new Error("away"));
        memory.step(room, input);
      },
      relay: () => false,
      [Symbol.asyncDispose]: () => Promise.resolve(memory[Symbol.asyncDispose]()),
    };
  }, () => now);
  const backend = open(events);
  const [peer, socket] = [peerOf(1), "memory/1"];
  backend.step("room" as never, { type: "hello", peer, socket, profile: "" });
  await assert.rejects(
    Promise.resolve(backend.step("room" as never, { type: "leave", peer, socket })),
    /away/,
  );
  const samples = samplesOf(metrics.render({ rooms: 0, seats: 0, sockets: 0 }));
  assert.equal(samples.get("lagoon_backend_seconds_count"), 2);
  assert.equal(samples.get(`lagoon_backend_seconds_bucket{le="0.0025"}`), 0);
  assert.equal(samples.get(`lagoon_backend_seconds_bucket{le="0.005"}`), 2);
  await backend[Symbol.asyncDispose]();
});

Deno.test("metrics tell how late timers are", () => {
  const metrics = new Metrics();
  const clock = new ManualClock();
  let late = 0;
  metrics.watchLag(clock, () => clock.now() - 1_700_000_000_000 + late);
  clock.advance(500);
  late += 80;
  clock.advance(500);
  const samples = samplesOf(metrics.render({ rooms: 0, seats: 0, sockets: 0 }));
  assert.equal(samples.get("lagoon_event_loop_lag_seconds_count"), 2);
  assert.equal(samples.get(`lagoon_event_loop_lag_seconds_bucket{le="0.001"}`), 1);
  assert.equal(samples.get(`lagoon_event_loop_lag_seconds_bucket{le="0.1"}`), 2);
});

Deno.test("a histogram adds up from bound to bound", () => {
  const histogram = new Histogram([1, 2]);
  for (const seconds of [0.5, 1, 1.5, 9]) histogram.observe(seconds);
  assert.deepEqual(histogram.cumulative(), [2, 3]);
  assert.equal(
    renderFamilies([{ type: "histogram", name: "h", help: "How long.", histogram }]),
    `# HELP h How long.
# TYPE h histogram
h_bucket{le="1"} 2
h_bucket{le="2"} 3
h_bucket{le="+Inf"} 4
h_sum 12
h_count 4
`,
  );
});
