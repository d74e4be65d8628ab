/** Chooses the language of every page: what its address asks for, else what the browser prefers. */
import { requestLocale } from "../locales/mod.ts";
import { define } from "../state.ts";

export default define.middleware(async (ctx) => {
  // A socket has no language, and many open at once.
  if (ctx.state.isUpgrade) return await ctx.next();
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
});
