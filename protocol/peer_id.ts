/** A peer id on the wire. */
import * as v from "valibot";
import { isPeerId, type PeerId } from "./ids.ts";

export const peerId = v.custom<PeerId>((x) => typeof x === "string" && isPeerId(x));
