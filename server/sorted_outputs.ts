/** What follows from a change of a room, by who must do it. */
import { assertNever } from "../protocol/assert_never.ts";
import { type CarriedOutput, instanceOf } from "./backend.ts";
import type { RoomOutput } from "./room.ts";

export interface SortedOutputs {
  /** For sockets of this instance. */
  own: readonly CarriedOutput[];
  /** For those of others, by instance. */
  abroad: ReadonlyMap<string, readonly CarriedOutput[]>;
  /** When the room wants to be looked at again. */
  schedules: readonly number[];
}

/** Keeps the order of what concerns one instance. */
export function sortOutputs(outputs: readonly RoomOutput[], instance: string): SortedOutputs {
  const byInstance = new Map<string, CarriedOutput[]>();
  const schedules: number[] = [];
  const add = (owner: string, output: CarriedOutput) => {
    const list = byInstance.get(owner);
    if (list) list.push(output);
    else byInstance.set(owner, [output]);
  };
  for (const output of outputs) {
    switch (output.type) {
      case "schedule":
        schedules.push(output.at);
        break;
      case "seat":
      case "close":
        add(instanceOf(output.socket), output);
        break;
      case "send":
        for (const [owner, to] of Map.groupBy(output.to, instanceOf)) {
          add(owner, { ...output, to });
        }
        break;
      default:
        assertNever(output);
    }
  }
  const own = byInstance.get(instance) ?? [];
  byInstance.delete(instance);
  return { own, abroad: byInstance, schedules };
}
