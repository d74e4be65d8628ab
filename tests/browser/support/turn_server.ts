/** A real coturn on this machine, as a test wants it: with a secret, a quota, over UDP or TCP alone, or down. */
import { createHmac } from "node:crypto";
import { createSocket } from "node:dgram";
import { findCoturn, HOW_TO_GET_COTURN } from "../../runner/coturn.ts";
import { freePort } from "../../support/free_port.ts";

export interface TurnOptions {
  /** @default {TURN_SECRET} */
  secret?: string;
  /** Over what it can be reached. @default {"both"} */
  transport?: "both" | "udp" | "tcp";
  /** How many allocations it gives to all together. */
  totalQuota?: number;
  /** Whether it passes anything on. @default {true} */
  carries?: boolean;
}

/** What the site and, unless a test wants it otherwise, coturn share. */
export const TURN_SECRET = "a secret of these tests";

/** Needed by a Chromium that is to reach a relay on this machine's loopback interface. */
export const LOOPBACK = "--allow-loopback-in-peer-connection";

const START_DEADLINE_MS = 10_000;

/** Has its port from the start, so that a site can be told of it; whether it runs is the test's to say. */
export class TurnServer implements AsyncDisposable {
  readonly port = freePort();
  #process: Deno.ChildProcess | null = null;
  #folder: string | null = null;

  url(transport: "udp" | "tcp" = "udp"): string {
    return `turn:127.0.0.1:${this.port}?transport=${transport}`;
  }

  /** Starts, or starts again, and waits until it listens. */
  async start(options: TurnOptions = {}): Promise<void> {
    await this.stop();
    const program = findCoturn();
    if (program === null) throw new Error(HOW_TO_GET_COTURN);
    this.#folder = await Deno.makeTempDir({ prefix: "lagoon-turn-" });
    this.#process = new Deno.Command(program, {
      args: argumentsFor(this.port, this.#folder, options),
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    const deadline = performance.now() + START_DEADLINE_MS;
    const listens = options.transport === "tcp" ? takesTcp : answersUdp;
    while (!(await listens(this.port))) {
      if (performance.now() > deadline) throw new Error("coturn does not listen");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (child === null) return;
    this.#process = null;
    child.kill("SIGKILL");
    await child.status;
    await Deno.remove(this.#folder!, { recursive: true });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

/** Credentials as the site makes them, good until `end`, in seconds since the epoch. */
export function turnCredentials(end: number): { username: string; credential: string } {
  const username = `${Math.round(end)}:test`;
  return {
    username,
    credential: createHmac("sha1", TURN_SECRET).update(username).digest("base64"),
  };
}

function argumentsFor(port: number, folder: string, options: TurnOptions): string[] {
  const { secret = TURN_SECRET, transport = "both", totalQuota, carries = true } = options;
  return [
    "-n",
    "--use-auth-secret",
    `--static-auth-secret=${secret}`,
    "--realm=lagoon.test",
    "--listening-ip=127.0.0.1",
    "--relay-ip=127.0.0.1",
    `--listening-port=${port}`,
    "--no-tls",
    "--no-dtls",
    "--no-cli",
    "--log-file=stdout",
    `--pidfile=${folder}/pid`,
    `--userdb=${folder}/userdb`,
    ...(transport === "udp" ? ["--no-tcp"] : []),
    ...(transport === "tcp" ? ["--no-udp"] : []),
    ...(totalQuota === undefined ? [] : [`--total-quota=${totalQuota}`]),
    carries ? "--allow-loopback-peers" : "--denied-peer-ip=0.0.0.0-255.255.255.255",
  ];
}

async function takesTcp(port: number): Promise<boolean> {
  try {
    (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    return true;
  } catch {
    return false;
  }
}

/** Asks for a binding ({@link https://www.rfc-editor.org/rfc/rfc8489 RFC 8489}), which anyone may. */
async function answersUdp(port: number): Promise<boolean> {
  const socket = createSocket("udp4");
  const request = new DataView(new ArrayBuffer(20));
  request.setUint16(0, 0x0001);
  request.setUint32(4, 0x2112a442);
  try {
    return await new Promise((resolve) => {
      socket.once("message", () => resolve(true));
      // A port on which nobody listens says so.
      socket.once("error", () => resolve(false));
      setTimeout(() => resolve(false), 200);
      socket.send(new Uint8Array(request.buffer), port, "127.0.0.1");
    });
  } finally {
    socket.close();
  }
}
