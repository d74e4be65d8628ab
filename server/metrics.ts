/**
 * What an operator watches. What happens seldom is counted where it is told to the log; what happens with every frame
 * is added up by the hub. There is nothing in it about anybody.
 */
import type { OpenBackend, SignalingBackend } from "./backend.ts";
import type { Clock } from "./clock.ts";
import { Histogram } from "./histogram.ts";
import type { HubCounts } from "./hub.ts";
import type { Log, LogEvent } from "./log.ts";
import { type Family, renderFamilies } from "./prometheus.ts";

/** Frames that were passed on; changed in place, since there is nothing cheaper. */
export interface Traffic {
  frames: number;
  bytes: number;
}

const BACKEND_BOUNDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const LAG_BOUNDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];
/** How often the event loop is asked how late it is, in milliseconds. */
const LAG_EVERY_MS = 500;

export class Metrics {
  readonly traffic: Traffic = { frames: 0, bytes: 0 };
  readonly #backend = new Histogram(BACKEND_BOUNDS);
  readonly #lag = new Histogram(LAG_BOUNDS);
  /** By the name of the event, and what sets some of a kind apart from others. */
  readonly #events = new Map<string, number>();

  /** A log that counts, and passes everything on. */
  counting(log: Log): Log {
    return (event) => {
      const key = keyOf(event);
      this.#events.set(key, (this.#events.get(key) ?? 0) + 1);
      log(event);
    };
  }

  /** A backend whose answers are timed. `now` is in milliseconds, and precise. */
  timing(open: OpenBackend, now: () => number): OpenBackend {
    return (events) => timed(open(events), now, this.#backend);
  }

  /** Watches how late timers are, until the process ends. `now` is in milliseconds, and precise. */
  watchLag(clock: Pick<Clock, "setTimer">, now: () => number): void {
    const due = now() + LAG_EVERY_MS;
    clock.setTimer(() => {
      this.#lag.observe(Math.max(0, now() - due) / 1000);
      this.watchLag(clock, now);
    }, LAG_EVERY_MS);
  }

  /** All of it, as Prometheus reads it. */
  render(counts: HubCounts): string {
    return renderFamilies(this.#families(counts));
  }

  #families({ rooms, seats, sockets }: HubCounts): Family[] {
    const counter = (name: string, help: string, samples: Samples): Family => ({
      type: "counter",
      name,
      help,
      samples,
    });
    const gauge = (name: string, help: string, value: number): Family => ({
      type: "gauge",
      name,
      help,
      samples: [{ value }],
    });
    return [
      gauge("lagoon_rooms", "Rooms in which somebody sits at this instance.", rooms),
      gauge("lagoon_seats", "Peers that sit at this instance.", seats),
      gauge("lagoon_sockets", "Sockets that are open at this instance.", sockets),
      counter("lagoon_joins_total", "Peers that were seated.", [
        { labels: { resumed: "no" }, value: this.#count("seated no") },
        { labels: { resumed: "yes" }, value: this.#count("seated yes") },
      ]),
      counter("lagoon_refusals_total", "Sockets that were refused or closed, by error code.", [
        ...this.#byCode("refused"),
        ...this.#one("too-slow", "too-slow"),
        ...this.#one("origin-refused", "origin"),
      ]),
      counter("lagoon_relayed_frames_total", "Frames passed on from peer to peer.", [
        { value: this.traffic.frames },
      ]),
      counter("lagoon_relayed_bytes_total", "Bytes of these frames.", [
        { value: this.traffic.bytes },
      ]),
      counter("lagoon_failures_total", "What should not have happened, and is in the log.", [
        { value: this.#count("failed") },
      ]),
      counter("lagoon_store_outages_total", "Times that what rooms are kept in went away.", [
        { value: this.#count("store-away") },
      ]),
      {
        type: "histogram",
        name: "lagoon_backend_seconds",
        help: "How long a room took to take something in.",
        histogram: this.#backend,
      },
      {
        type: "histogram",
        name: "lagoon_event_loop_lag_seconds",
        help: "How late timers were.",
        histogram: this.#lag,
      },
    ];
  }

  #count(key: string): number {
    return this.#events.get(key) ?? 0;
  }

  #one(key: string, code: string): Samples {
    const value = this.#count(key);
    return value === 0 ? [] : [{ labels: { code }, value }];
  }

  #byCode(event: string): Samples {
    return [...this.#events].filter(([key]) => key.startsWith(`${event} `))
      .map(([key, value]) => ({ labels: { code: key.slice(event.length + 1) }, value }));
  }
}

type Samples = { labels?: Record<string, string>; value: number }[];

function keyOf(event: LogEvent): string {
  switch (event.event) {
    case "seated":
      return event.resumed ? "seated yes" : "seated no";
    case "refused":
      return `refused ${event.code}`;
    default:
      return event.event;
  }
}

function timed(
  backend: SignalingBackend,
  now: () => number,
  histogram: Histogram,
): SignalingBackend {
  return {
    get instance() {
      return backend.instance;
    },
    get isReady() {
      return backend.isReady;
    },
    step(room, input) {
      const start = now();
      const stepped = backend.step(room, input);
      if (stepped === undefined) return histogram.observe((now() - start) / 1000);
      return stepped.finally(() => histogram.observe((now() - start) / 1000));
    },
    relay: (room, to, frame) => backend.relay(room, to, frame),
    [Symbol.asyncDispose]: () => backend[Symbol.asyncDispose](),
  };
}
