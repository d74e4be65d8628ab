/** Chooses the language of every page: what its address asks for, else what the browser prefers. */
import type { Context } from "fresh";
import { requestLocale } from "../locales/mod.ts";
import { define, type State } from "../state.ts";

// A socket has no language, and many open at once.
export default define.middleware((ctx) => ctx.state.isUpgrade ? ctx.next() : inItsLanguage(ctx));

async function inItsLanguage(ctx: Context<State>): Promise<Response> {
  ctx.state.locale = requestLocale(ctx.req);
  const response = await ctx.next();
  // Only pages speak; the headers of an upgrade could not be changed anyway.
  if (response.headers.get("content-type")?.startsWith("text/html")) {
    response.headers.set("Content-Language", ctx.state.locale);
    response.headers.append("Vary", "Accept-Language");
    // Every page carries a fresh name for the next call.
    response.headers.set("Cache-Control", "no-cache");
  }
  return response;
}
