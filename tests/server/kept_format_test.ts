/** What instances keep and send each other is of one make for each number of it. */
import assert from "node:assert/strict";
import type { PeerId } from "../../protocol/ids.ts";
import type { CarriedOutput } from "../../server/backend.ts";
import { encodeMail } from "../../server/mail.ts";
import { emptyRoom, type RoomInput, type RoomState, stepRoom } from "../../server/room.ts";
import { KEPT_FORMAT, type RoomRecord } from "../../server/room_store.ts";
import { peerOf, roomOf } from "./support/ids.ts";

const [ANNA, BEN, CLEO, DORA] = [peerOf(1), peerOf(2), peerOf(3), peerOf(4)];

/** A change here takes the next `KEPT_FORMAT`. What `message` holds is for browsers, and of [V1] to [V5]. */
const SHAPES = {
  format: 1,
  record: `
    revision: number
    state.capacity: number
    state.doors.host: null
    state.doors.host: string
    state.doors.knocks[].peer: string
    state.doors.knocks[].profile: string
    state.doors.knocks[].socket: string
    state.doors.locked: boolean
    state.doors.members[]: string
    state.doors.removed[]: string
    state.doors.replacedUntil: null
    state.doors.replacedUntil: number
    state.onlookers[].socket: string
    state.onlookers[].until: number
    state.seats[].peer: string
    state.seats[].presence: string
    state.seats[].profile: string
    state.seats[].socket: string
    state.seats[].until: number
    told.other: number`,
  news: `
    after: number
    outputs[].code: number
    outputs[].message: …
    outputs[].peer: string
    outputs[].socket: string
    outputs[].to[]: string
    outputs[].type: "close"
    outputs[].type: "seat"
    outputs[].type: "send"
    revision: number
    room: string
    type: "news"`,
  frame: "AQEBAQEBAQEBAQEBAQEBAQFkiqXFefsw84r3RNl9bshABQY=",
};

Deno.test("[V8] what is kept and sent has the shape that goes with its number", () => {
  const { states, outputs } = liveThrough([
    { type: "look", socket: "o/1", now: 1 },
    hello(ANNA, "o/2"),
    hello(BEN, "o/3"),
    hello(CLEO, "o/4"),
    doors({ locked: true, members: [BEN], removed: [CLEO], host: ANNA }),
    hello(DORA, "o/5"),
    { type: "dropped", peer: BEN, socket: "o/3", now: 2 },
    { type: "update", peer: ANNA, socket: "o/2", profile: "a" },
    { type: "replace-link", peer: ANNA, socket: "o/2", now: 3 },
  ]);
  const records = states.map((state): RoomRecord => ({ revision: 1, state, told: { other: 1 } }));
  const news = { type: "news", room: roomOf(1), revision: 2, after: 1, outputs };
  const frame = Uint8Array.of(5, 6).buffer;
  const letter = encodeMail({ type: "frame", room: roomOf(1), to: peerOf(3), frame });
  assert.deepEqual(
    {
      format: KEPT_FORMAT,
      record: shapeOf(records),
      news: shapeOf([news]),
      frame: letter.toBase64(),
    },
    { ...SHAPES, record: lines(SHAPES.record), news: lines(SHAPES.news) },
  );
});

function hello(peer: PeerId, socket: string): RoomInput {
  return { type: "hello", peer, socket, profile: "" };
}

function doors(wanted: Extract<RoomInput, { type: "doors" }>["wanted"]): RoomInput {
  return { type: "doors", peer: ANNA, socket: "o/2", wanted };
}

function liveThrough(inputs: readonly RoomInput[]) {
  const states: RoomState[] = [emptyRoom(8)];
  const outputs: CarriedOutput[] = [];
  for (const input of inputs) {
    const step = stepRoom(states.at(-1)!, input);
    states.push(step.state);
    outputs.push(...step.outputs.filter((output) => output.type !== "schedule"));
  }
  return { states, outputs };
}

/** Every path that leads to a value in any of them, with what is there. */
function shapeOf(values: readonly object[]): string[] {
  const found = new Set<string>();
  const look = (value: unknown, path: string) => {
    if (path.endsWith(".message")) found.add(`${path}: …`);
    else if (path.endsWith("type")) found.add(`${path}: ${JSON.stringify(value)}`);
    else if (Array.isArray(value)) value.forEach((item) => look(item, `${path}[]`));
    else if (value === null || typeof value !== "object") {
      found.add(`${path}: ${value === null ? "null" : typeof value}`);
    } else {
      for (const [key, inner] of Object.entries(value)) look(inner, path ? `${path}.${key}` : key);
    }
  };
  for (const value of values) look(value, "");
  return [...found].sort();
}

function lines(text: string): string[] {
  return text.trim().split(/\s*\n\s*/).sort();
}
