/** Where the browser's half of live reload connects. */
const ALIVE = "/_frsh/alive";

/**
 * Wraps a handler so that pages learn when the server has restarted. Deno's `--watch` restarts the whole process on a
 * change; a page that reconnects and hears another revision reloads itself.
 */
export function withLiveReload<Info>(
  handler: (request: Request, info: Info) => Promise<Response>,
  revision: string,
): (request: Request, info: Info) => Promise<Response> {
  return async (request, info) => {
    if (new URL(request.url).pathname !== ALIVE) {
      return await handler(request, info);
    }
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
      return new Response("Live reload speaks WebSocket", { status: 501 });
    }
    const { socket, response } = Deno.upgradeWebSocket(request);
    socket.addEventListener("open", () => socket.send(revision));
    return response;
  };
}
