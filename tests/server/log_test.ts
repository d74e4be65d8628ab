import assert from "node:assert/strict";
import { createLog, type LogEvent, type LogOptions } from "../../server/log.ts";
import { peerOf, roomOf } from "./support/ids.ts";

const SEATED: LogEvent = {
  event: "seated",
  room: roomOf(1),
  peer: peerOf(1),
  resumed: false,
  others: 2,
};

Deno.test("a line of JSON tells the event, and of ids only the beginning", () => {
  const [line] = write({ format: "json" }, SEATED);
  assert.deepEqual(JSON.parse(line!), {
    time: "1970-01-01T00:00:01.000Z",
    level: "info",
    event: "seated",
    room: roomOf(1).slice(0, 6),
    peer: peerOf(1).slice(0, 6),
    resumed: false,
    others: 2,
  });
});

Deno.test("a line of text reads at a glance", () => {
  const lines = write({ format: "text" }, { event: "draining", sockets: 3 });
  assert.deepEqual(lines, ["00:00:01 info  draining sockets=3"]);
});

Deno.test("what came from outside cannot write lines of its own", () => {
  const origin = `https://evil.example"\n00:00:02 error failed where="bank"`;
  for (const format of ["json", "text"] as const) {
    const [line] = write({ format }, { event: "origin-refused", origin });
    assert.ok(!line!.includes("\n"));
  }
  const long = write({ format: "json" }, { event: "origin-refused", origin: "x".repeat(9999) });
  assert.ok(long[0]!.length < 400);
});

Deno.test("a level says from where on lines are written", () => {
  const events: LogEvent[] = [
    SEATED,
    { event: "refused", room: roomOf(1), code: "bad-json" },
    { event: "failed", where: "hello", error: "broken" },
  ];
  const count = (level: LogOptions["level"]) => write({ level }, ...events).length;
  assert.deepEqual(
    ["debug", "info", "warn", "error", "silent"].map((level) =>
      count(level as LogOptions["level"])
    ),
    [3, 3, 2, 1, 0],
  );
});

function write(options: Partial<LogOptions>, ...events: LogEvent[]): string[] {
  const lines: string[] = [];
  const log = createLog({
    level: "info",
    format: "text",
    now: () => 1000,
    write: (line) => lines.push(line),
    ...options,
  });
  for (const event of events) log(event);
  return lines;
}
