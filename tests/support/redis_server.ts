/** A real Redis of a test's own: on a port of its own, in memory alone, ended with the test. */
import { ensureRedis, HOW_TO_GET_REDIS } from "../runner/redis.ts";
import { freePort } from "./free_port.ts";

interface Running {
  process: Deno.ChildProcess;
  /** What it says must be read, or it would wait for somebody to do so. Done when it has ended. */
  silent: Promise<void>;
}

export class RedisServer implements AsyncDisposable {
  readonly port: number;
  readonly #path: string;
  #running: Running;

  private constructor(path: string, port: number, running: Running) {
    this.#path = path;
    this.port = port;
    this.#running = running;
  }

  static async start(): Promise<RedisServer> {
    const path = await ensureRedis(() => {});
    if (path === null) throw new Error(HOW_TO_GET_REDIS);
    const port = freePort();
    return new RedisServer(path, port, await startRedis(path, port));
  }

  get pid(): number {
    return this.#running.process.pid;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Ends it from one moment to the next; with it goes all that it knew. */
  async stop(): Promise<void> {
    this.kill();
    await this.#running.process.status;
    await this.#running.silent;
  }

  /** On the same port, empty. */
  async startAgain(): Promise<void> {
    this.#running = await startRedis(this.#path, this.port);
  }

  /** It is there, and answers nothing. */
  pause(): void {
    this.#running.process.kill("SIGSTOP");
  }

  resume(): void {
    this.#running.process.kill("SIGCONT");
  }

  /** Where nothing can be waited for. */
  kill(): void {
    try {
      this.#running.process.kill("SIGKILL");
    } catch {
      // It has ended already.
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

async function startRedis(path: string, port: number): Promise<Running> {
  const process = new Deno.Command(path, {
    args: ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ""; !text.includes("Ready to accept connections");) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`Redis did not start: ${text}`);
    text += value;
  }
  return { process, silent: drain(reader) };
}

async function drain(reader: ReadableStreamDefaultReader<string>): Promise<void> {
  while (!(await reader.read()).done);
}
