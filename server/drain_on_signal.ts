/** Hosts announce the end of a process with a signal and a few seconds: time enough to send everybody elsewhere. */
import type { Hub } from "./hub.ts";

const SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT"]
  : ["SIGINT", "SIGTERM"];

/**
 * At the first signal, drains the hub, lets the backend hear who is gone, and then calls `exit`; at the second, does
 * not wait.
 */
export function drainOnSignal(hub: Hub, exit: () => void): void {
  const stop = () => {
    if (hub.draining) return exit();
    Promise.resolve(hub[Symbol.asyncDispose]()).finally(exit);
  };
  for (const signal of SIGNALS) Deno.addSignalListener(signal, stop);
}
