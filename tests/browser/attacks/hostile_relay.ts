/**
 * A server that means harm: sits between the browsers and a real Lagoon, sees every frame, and may change, keep,
 * repeat, invent or misdirect any of them. It has everything but the key.
 */
import type { BrowserContext, WebSocketRoute } from "playwright-core";

export type Frame = string | Buffer;

/** The socket of one person, as the relay holds it. */
export interface Line {
  name: string;
  toPage(frame: Frame): void;
  toServer(frame: Frame): void;
  /** Closes the socket as the server would. */
  close(code: number): void;
}

/** What becomes of a frame: what is passed on in its place, nothing to keep it. */
export type Mangle = (line: Line, frame: Frame) => readonly Frame[];

const honest: Mangle = (_line, frame) => [frame];

export class HostileRelay {
  /** From a page to the server, and back. */
  up: Mangle = honest;
  down: Mangle = honest;
  /** Everything that was seen, both ways, binary frames as Latin-1. */
  readonly seen: string[] = [];
  /** The newest socket of everyone. */
  readonly lines = new Map<string, Line>();

  /** Stands in the way of whoever uses that browser profile. */
  async intercept(context: BrowserContext, name: string): Promise<void> {
    await context.routeWebSocket(/\/api\/signal\//, (page) => this.#connect(page, name));
  }

  line(name: string): Line {
    return this.lines.get(name)!;
  }

  #connect(page: WebSocketRoute, name: string): void {
    const server = page.connectToServer();
    const line: Line = {
      name,
      toPage: (frame) => page.send(frame),
      toServer: (frame) => server.send(frame),
      close: (code) => void page.close({ code, reason: "" }),
    };
    this.lines.set(name, line);
    page.onMessage((frame) => {
      this.#see(frame);
      for (const one of this.up(line, frame)) server.send(one);
    });
    server.onMessage((frame) => {
      this.#see(frame);
      for (const one of this.down(line, frame)) page.send(one);
    });
  }

  #see(frame: Frame): void {
    this.seen.push(typeof frame === "string" ? frame : frame.toString("latin1"));
  }
}
