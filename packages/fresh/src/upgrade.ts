import { HttpError } from "./error.ts";

/** What to do with an upgraded socket. Every part is optional. */
export interface WebSocketHandlers {
  open?(socket: WebSocket): void;
  message?(socket: WebSocket, event: MessageEvent): void;
  close?(socket: WebSocket, code: number, reason: string): void;
  error?(socket: WebSocket, event: Event | ErrorEvent): void;
}

/** Passed on to `Deno.upgradeWebSocket`. */
export interface WebSocketUpgradeOptions {
  /** Seconds without a pong after which the socket is closed; 0 turns that off. */
  idleTimeout?: number;
  /** The sub-protocol to agree on. */
  protocol?: string;
}

/** Makes a socket of a request, or answers 400 to one that did not ask for it. */
export function upgradeRequest(
  req: Request,
  options: WebSocketUpgradeOptions | undefined,
): Deno.WebSocketUpgrade {
  if (req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    throw new HttpError(400, "Expected a WebSocket upgrade request");
  }
  return Deno.upgradeWebSocket(req, options);
}

/** Handlers are told from options by having at least one function under a handler's name. */
export function isWebSocketHandlers(value: object | undefined): value is WebSocketHandlers {
  if (value === undefined) return false;
  const names = ["open", "message", "close", "error"];
  return names.some((name) => typeof (value as Record<string, unknown>)[name] === "function");
}

/** Lets the handlers hear the socket. */
export function attachHandlers(socket: WebSocket, handlers: WebSocketHandlers): void {
  if (handlers.open) {
    socket.addEventListener("open", () => handlers.open?.(socket));
  }
  if (handlers.message) {
    socket.addEventListener("message", (event) => handlers.message?.(socket, event));
  }
  if (handlers.close) {
    socket.addEventListener("close", (event) => handlers.close?.(socket, event.code, event.reason));
  }
  if (handlers.error) {
    socket.addEventListener("error", (event) => handlers.error?.(socket, event));
  }
}
