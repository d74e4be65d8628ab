/** Programs that tests need: where they are, and how to get them where that is easy. */

/** The first of these names that is on the path; the variable, if it is set, is taken at its word. */
export function findProgram(names: readonly string[], variable: string): string | null {
  const named = Deno.env.get(variable);
  if (named) return isFile(named) ? named : null;
  const folders = (Deno.env.get("PATH") ?? "").split(":").filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => `${folder}/${name}`)).find(isFile) ?? null;
}

/** Installs a package on Debian, if that may be done. Whether it is there now. */
export async function install(name: string, say: (line: string) => void): Promise<boolean> {
  if (Deno.build.os !== "linux" || Deno.uid() !== 0 || !isFile("/etc/debian_version")) return false;
  say(`Installing ${name} with apt-get…`);
  await run("apt-get", "update", "-qq");
  return await run("apt-get", "install", "-y", "-qq", "--no-install-recommends", name);
}

export function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

async function run(command: string, ...args: string[]): Promise<boolean> {
  const quiet = { stdin: "null", stdout: "null", stderr: "null" } as const;
  // Tests start what they need by themselves, and end it: nothing should run by itself afterwards.
  const env = { DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  try {
    return (await new Deno.Command(command, { args, env, ...quiet }).output()).success;
  } catch {
    return false;
  }
}
