/** What every request carries, and the `define` helpers that know it. */
import { createDefine } from "fresh";
import type { Households } from "./server/households.ts";
import type { Hub } from "./server/hub.ts";
import type { Log } from "./server/log.ts";
import type { Metrics } from "./server/metrics.ts";
import type { Locale } from "./locales/mod.ts";

export interface State {
  /** Whether the request asks to become a socket. */
  isUpgrade: boolean;
  hub: Hub;
  households: Households;
  log: Log;
  metrics: Metrics;
  locale: Locale;
}

export const define = createDefine<State>();
