import type { Context } from "./context.ts";

/** Answers a request, or passes it on with `ctx.next()` and may change what comes back. */
export type Middleware<State> = (ctx: Context<State>) => Response | Promise<Response>;

/** The name Fresh 2's first releases had for {@linkcode Middleware}. */
export type MiddlewareFn<State> = Middleware<State>;

/** A middleware, or a function that imports one when the first request comes by. */
export type MaybeLazyMiddleware<State> = (
  ctx: Context<State>,
) => Response | Promise<Response | Middleware<State>>;

/**
 * Runs a chain from the outside in; `last` answers when every link passed the request on.
 *
 * `ctx.next` belongs to the link that is running, so it is put back when an inner one returns: a middleware may
 * await something else before it calls `ctx.next()`.
 */
export function runChain<State>(
  chain: readonly MaybeLazyMiddleware<State>[],
  ctx: Context<State>,
  last: () => Promise<Response>,
): Promise<Response> {
  async function run(index: number): Promise<Response> {
    const link = chain[index];
    if (link === undefined) return await last();

    const outerNext = ctx.next;
    ctx.next = () => run(index + 1);
    try {
      const result = await link(ctx);
      return typeof result === "function" ? await result(ctx) : result;
    } catch (error) {
      ctx.error = error;
      throw error;
    } finally {
      ctx.next = outerNext;
    }
  }
  return run(0);
}
