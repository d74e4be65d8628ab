/** Servers and loads as processes of their own, so that the kernel tells what each has used. */
import { fileURLToPath } from "node:url";

export interface ServerProcess extends AsyncDisposable {
  /** As `localhost:1234`. */
  readonly host: string;
  readonly pid: number;
}

/** Starts a server that prints its port. */
export async function startServer(
  [command, ...args]: readonly [string, ...string[]],
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  const process = new Deno.Command(command, { args, env, stdout: "piped", stderr: "inherit" })
    .spawn();
  const { promise, resolve } = Promise.withResolvers<string>();
  // Read to the end, so that a server that logs is never held up.
  void process.stdout.pipeThrough(new TextDecoderStream()).pipeTo(
    new WritableStream({
      write(text) {
        const port = /^port (\d+)/m.exec(text)?.[1];
        if (port !== undefined) resolve(`localhost:${port}`);
      },
    }),
  );
  return {
    host: await promise,
    pid: process.pid,
    async [Symbol.asyncDispose]() {
      process.kill("SIGKILL");
      await process.status;
    },
  };
}

/** The command that starts one of `relay_servers/` in this Deno. */
export function denoServer(file: string): readonly [string, ...string[]] {
  return [Deno.execPath(), "run", "-A", serverFile(file)];
}

export function serverFile(file: string): string {
  return fileURLToPath(import.meta.resolve(`./relay_servers/${file}`));
}

/** Runs a script of this folder that takes an order as JSON, and answers in JSON what came of it. */
export async function runLoad<Result>(script: string, order: unknown): Promise<Result> {
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", fileURLToPath(import.meta.resolve(`./${script}`)), JSON.stringify(order)],
    stdout: "piped",
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`The load failed: ${JSON.stringify(order)}`);
  return JSON.parse(new TextDecoder().decode(stdout));
}
