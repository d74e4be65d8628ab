/** Changes what the server says about STUN and TURN on its way to a page. */
import type { BrowserContext } from "playwright-core";
import type { IceServer } from "../../../protocol/signaling.ts";

interface IceWords {
  iceServers: IceServer[];
  iceTtl?: number;
}

/** In `welcome` and `ice`, of every page of this context. Counts how often `ice` was asked for. */
export async function changeIceWords(
  context: BrowserContext,
  change: (words: IceWords) => IceWords,
): Promise<{ asked: number }> {
  const counter = { asked: 0 };
  await context.routeWebSocket(/\/api\/signal\//, (page) => {
    const server = page.connectToServer();
    page.onMessage((message) => {
      if (typeof message === "string" && JSON.parse(message).type === "ice") counter.asked++;
      server.send(message);
    });
    server.onMessage((message) =>
      page.send(typeof message === "string" ? changed(message) : message)
    );
  });

  function changed(message: string): string {
    const json = JSON.parse(message);
    return "iceServers" in json ? JSON.stringify({ ...json, ...change(json) }) : message;
  }

  return counter;
}
