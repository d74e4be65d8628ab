/** What stands before several instances: each connection goes to the next one that is there. */
export class Balancer implements AsyncDisposable {
  /** As `localhost:1234`; those that are gone are passed over. */
  readonly upstreams: string[];
  readonly #listener: Deno.TcpListener;
  readonly #connections = new Set<Deno.Conn>();
  readonly #pipes = new Set<Promise<void>>();
  /** Where each connection of ours leads, by its place in `upstreams`. */
  readonly #carriers = new Map<Deno.Conn, number>();
  readonly #accepting: Promise<void>;
  #next = 0;

  /** On any port that is free, unless one is named. */
  constructor(upstreams: string[], { port = 0 } = {}) {
    this.upstreams = upstreams;
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port });
    this.#accepting = this.#accept();
  }

  get host(): string {
    return `localhost:${this.#listener.addr.port}`;
  }

  get url(): string {
    return `ws://${this.host}`;
  }

  /** The place of the upstream that carries most: whoever was refused at one has gone to another. */
  get busiest(): number {
    const counts = this.upstreams.map((_, at) =>
      [...this.#carriers.values()].filter((carrier) => carrier === at).length
    );
    return counts.indexOf(Math.max(...counts));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    await this.#accepting;
    for (const connection of this.#connections) close(connection);
    await Promise.all(this.#pipes);
  }

  async #accept(): Promise<void> {
    try {
      for await (const client of this.#listener) {
        const piped = this.#serve(client).finally(() => this.#pipes.delete(piped));
        this.#pipes.add(piped);
      }
    } catch {
      // Closed while it was waiting for the next one.
    }
  }

  async #serve(client: Deno.Conn): Promise<void> {
    this.#connections.add(client);
    const server = await this.#connect();
    if (server === null) return this.#end(client);
    this.#connections.add(server);
    // A proxy that loses one side closes the other.
    const end = () => this.#end(client, server);
    await Promise.all([
      client.readable.pipeTo(server.writable).catch(() => {}).finally(end),
      server.readable.pipeTo(client.writable).catch(() => {}).finally(end),
    ]);
  }

  async #connect(): Promise<Deno.Conn | null> {
    for (let tries = 0; tries < this.upstreams.length; tries++) {
      const at = this.#next++ % this.upstreams.length;
      const [hostname, port] = this.upstreams[at]!.split(":");
      try {
        const connection = await Deno.connect({ hostname: hostname!, port: Number(port) });
        this.#carriers.set(connection, at);
        return connection;
      } catch {
        // Gone; the next one will do.
      }
    }
    return null;
  }

  #end(...connections: Deno.Conn[]): void {
    for (const connection of connections) {
      this.#connections.delete(connection);
      this.#carriers.delete(connection);
      close(connection);
    }
  }
}

function close(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch {
    // It is closed.
  }
}
