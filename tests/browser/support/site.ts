/** The built site, served by a process of its own, so that it can be killed in the middle of a call. */
import { freePort } from "../../support/free_port.ts";

const START_DEADLINE_MS = 20_000;
const STOP_DEADLINE_MS = 6_000;

export class Site implements AsyncDisposable {
  readonly origin: string;
  readonly #port: number;
  readonly #env: Readonly<Record<string, string>>;
  #process: Deno.ChildProcess | null = null;
  #log = "";

  private constructor(port: number, env: Readonly<Record<string, string>>) {
    this.#port = port;
    this.#env = env;
    this.origin = `http://localhost:${port}`;
  }

  /** Serves on a free port with `env` on top of the environment. */
  static async start(
    env: Readonly<Record<string, string>> = {},
  ): Promise<Site> {
    const site = new Site(freePort(), env);
    await site.start();
    return site;
  }

  get port(): number {
    return this.#port;
  }

  get host(): string {
    return `localhost:${this.#port}`;
  }

  /** Of the process that serves it now, if one does. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** What the process has printed so far. */
  get log(): string {
    return this.#log;
  }

  /**
   * Starts, or starts again on the same port, and waits until it answers. `aside`: with what the pages leave of the
   * processor, for figures that should not show what another machine would do in life.
   */
  async start({ aside = false } = {}): Promise<void> {
    const [command, ...args] = [...aside ? ["nice", "-n", "19"] : [], Deno.execPath()];
    const child = new Deno.Command(command!, {
      args: [...args, "run", "-A", "serve.ts"],
      env: { HOST: "127.0.0.1", ...this.#env, PORT: String(this.#port) },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#process = child;
    this.#record(child.stdout);
    this.#record(child.stderr);
    const deadline = performance.now() + START_DEADLINE_MS;
    while (!(await this.#answers())) {
      if (performance.now() > deadline) {
        await this.stop("SIGKILL");
        throw new Error(
          `The site does not answer on ${this.origin}:\n${this.#log}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Ends the process: kindly by default, like a crash with `SIGKILL`. */
  async stop(signal: "SIGINT" | "SIGKILL" = "SIGINT"): Promise<void> {
    const child = this.#process;
    if (!child) return;
    this.#process = null;
    const kill = setTimeout(() => child.kill("SIGKILL"), STOP_DEADLINE_MS);
    try {
      child.kill(signal);
    } catch {
      // It has ended by itself.
    }
    await child.status;
    clearTimeout(kill);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop("SIGKILL");
  }

  async #answers(): Promise<boolean> {
    try {
      const response = await fetch(this.origin);
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }

  async #record(stream: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      this.#log += decoder.decode(chunk, { stream: true });
    }
  }
}
