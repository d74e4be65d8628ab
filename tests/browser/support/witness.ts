/** Watches everything a page says and asks for, to hold it against what must never happen. */
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";

export class Witness {
  /** Every line of the console, and every uncaught error. */
  readonly console: string[] = [];
  /** Errors among them, reports of the content security policy included. */
  readonly errors: string[] = [];
  /** Requests to any other origin. */
  readonly foreign: string[] = [];
  /** What crossed the signaling sockets, both ways, binary frames as Latin-1. */
  readonly frames: string[] = [];

  constructor(page: Page, origin: string) {
    const host = new URL(origin).host;
    page.on("console", (message) => {
      this.console.push(`${message.type()}: ${message.text()}`);
      if (message.type() === "error") this.errors.push(message.text());
    });
    page.on("pageerror", (error) => {
      this.console.push(`uncaught: ${error.stack ?? error.message}`);
      this.errors.push(`uncaught: ${error.message}`);
    });
    page.on("request", (request) => {
      const url = new URL(request.url());
      const local = url.protocol === "data:" || url.protocol === "blob:";
      if (!local && url.host !== host) this.foreign.push(request.url());
    });
    page.on("websocket", (socket) => {
      if (new URL(socket.url()).host !== host) this.foreign.push(socket.url());
      socket.on(
        "framesent",
        ({ payload }) => this.frames.push(textOf(payload)),
      );
      socket.on(
        "framereceived",
        ({ payload }) => this.frames.push(textOf(payload)),
      );
    });
  }

  /** What must not have happened, besides errors that match one of `expected`. */
  complaints(expected: readonly RegExp[]): readonly string[] {
    const errors = this.errors.filter((error) => !expected.some((pattern) => pattern.test(error)));
    return [
      ...errors,
      ...this.foreign.map((url) => `request to another origin: ${url}`),
    ];
  }
}

function textOf(payload: string | Uint8Array): string {
  // What the encoding standard calls Latin-1 is another encoding.
  return typeof payload === "string" ? payload : Buffer.from(payload).toString("latin1");
}
