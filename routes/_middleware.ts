/** What every page has: a nonce, and a language, which is what its address asks for, else what the browser prefers. */
import { type Context, csp } from "fresh";
import { requestLocale } from "../locales/mod.ts";
import { define, type State } from "../state.ts";

/** Gives inline boot scripts their nonce, and says so in a policy that `server/security_headers.ts` narrows. */
const withNonce = csp<State>({ useNonce: true });

// What is for programs has neither, and upstream warns of answers without a nonce.
export default define.middleware((ctx) =>
  ctx.url.pathname.startsWith("/api/") ? ctx.next() : asPage(ctx)
);

async function asPage(ctx: Context<State>): Promise<Response> {
  ctx.state.locale = requestLocale(ctx.req);
  const response = await withNonce(ctx);
  // Only pages speak.
  if (response.headers.get("content-type")?.startsWith("text/html")) {
    response.headers.set("Content-Language", ctx.state.locale);
    response.headers.append("Vary", "Accept-Language");
    // Every page carries a fresh name for the next call.
    response.headers.set("Cache-Control", "no-cache");
  }
  return response;
}
