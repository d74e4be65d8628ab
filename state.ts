/** What every request carries but those for sockets, and the `define` helpers that know it. */
import { createDefine } from "fresh";
import type { Households } from "./server/households.ts";
import type { Hub } from "./server/hub.ts";
import type { Metrics } from "./server/metrics.ts";
import type { Locale } from "./locales/mod.ts";

export interface State {
  hub: Hub;
  households: Households;
  metrics: Metrics;
  locale: Locale;
}

export const define = createDefine<State>();
