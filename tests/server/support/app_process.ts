/** Servers of tests as processes of their own. */
export interface AppProcess extends AsyncDisposable {
  /** As `localhost:1234`. */
  readonly host: string;
  readonly url: string;
  kill(signal: Deno.Signal): void;
  readonly status: Promise<Deno.CommandStatus>;
}

/** The whole site. */
export function startApp(env: Record<string, string> = {}): Promise<AppProcess> {
  return start("./app_server.ts", env);
}

/** The whole site, in which anything can be made to go wrong. */
export function startFaultyApp(env: Record<string, string> = {}): Promise<AppProcess> {
  return start("./faulty_app_server.ts", env);
}

/** The signaling route alone: one of several instances, if `env` names what they share. */
export function startInstance(env: Record<string, string> = {}): Promise<AppProcess> {
  return start("./instance_server.ts", env);
}

async function start(script: string, env: Record<string, string>): Promise<AppProcess> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", new URL(script, import.meta.url).href],
    env: { LOG_LEVEL: "warn", ...env },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const port = await readPort(process.stdout);
  return {
    host: `localhost:${port}`,
    url: `ws://localhost:${port}`,
    kill: (signal) => process.kill(signal),
    status: process.status,
    async [Symbol.asyncDispose]() {
      try {
        process.kill("SIGKILL");
      } catch {
        // It has ended already.
      }
      await process.status;
    },
  };
}

async function readPort(stdout: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  let text = "";
  for await (const chunk of stdout.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const port = /^port (\d+)$/m.exec(text)?.[1];
    if (port !== undefined) return port;
  }
  throw new Error(`The site did not start: ${text}`);
}
