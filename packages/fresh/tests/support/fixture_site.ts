import { fileURLToPath } from "node:url";
import { App, csp, staticFiles } from "fresh";
import { Builder } from "fresh/dev";
import type { State } from "../fixtures/site/state.ts";

/** The folder of a site that uses every kind of route file. */
export const SITE = fileURLToPath(new URL("../fixtures/site/", import.meta.url));

let built: ReturnType<Builder<State>["build"]> | undefined;

/** Requests a path of the fixture site, built into memory the first time. */
export async function requestSite(path: string, init?: RequestInit): Promise<Response> {
  built ??= new Builder<State>({ root: SITE }).build({ snapshot: "memory" });
  const app = new App<State>().use(csp({ useNonce: true })).use(staticFiles()).fsRoutes();
  (await built)(app);
  return await app.handler()(new Request(new URL(path, "http://localhost"), init));
}
