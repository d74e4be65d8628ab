/** A proxy before the site that treats WebSockets as some proxies do. */

export type SocketTreatment =
  /** Knows no upgrades. */
  | "refuse"
  /** Upgrades, and passes nothing on. */
  | "swallow"
  /** Upgrades, and closes with this code. */
  | number;

export class SiteProxy implements AsyncDisposable {
  readonly origin: string;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;

  constructor(site: string, treatment: SocketTreatment) {
    this.#server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
      if (request.headers.get("upgrade") !== null) return treat(request, treatment);
      const { pathname, search } = new URL(request.url);
      const { method, headers } = request;
      return fetch(site + pathname + search, { method, headers, redirect: "manual" });
    });
    this.origin = `http://localhost:${this.#server.addr.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }
}

function treat(request: Request, treatment: SocketTreatment): Response {
  if (treatment === "refuse") return new Response(null, { status: 403 });
  const { socket, response } = Deno.upgradeWebSocket(request);
  if (treatment !== "swallow") socket.onopen = () => socket.close(treatment);
  return response;
}
