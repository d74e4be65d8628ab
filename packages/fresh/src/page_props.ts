import type { Context } from "./context.ts";

/** What every page, layout and app wrapper gets. */
export type PageProps<Data = unknown, State = unknown> =
  & Pick<
    Context<State>,
    | "config"
    | "url"
    | "req"
    | "route"
    | "params"
    | "info"
    | "state"
    | "isPartial"
    | "Component"
    | "error"
  >
  & { data: Data };
