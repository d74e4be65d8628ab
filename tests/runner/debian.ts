/** Finds programs that tests need, and on Debian, as root, installs what is missing. */

/** The path of the first of `names` that is on the `PATH`, or `null`. */
export function findProgram(names: readonly string[]): string | null {
  const folders = (Deno.env.get("PATH") ?? "").split(":").filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => `${folder}/${name}`)).find(isFile) ?? null;
}

export function mayInstall(): boolean {
  return Deno.build.os === "linux" && Deno.uid() === 0 && isFile("/etc/debian_version");
}

/** Whether `name` is installed now. A service that comes with it is not started. */
export async function installPackage(name: string): Promise<boolean> {
  const policy = "/usr/sbin/policy-rc.d";
  const isOurs = !exists(policy);
  // Asked before a service is started; 101 forbids it (invoke-rc.d(8)).
  if (isOurs) await Deno.writeTextFile(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    // Somebody else may be at it already: then we wait.
    const quietly = ["-qq", "-o", "DPkg::Lock::Timeout=120"];
    await run("apt-get", "update", ...quietly);
    return await run("apt-get", "install", "-y", ...quietly, "--no-install-recommends", name);
  } finally {
    if (isOurs) await Deno.remove(policy);
  }
}

export function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

async function run(command: string, ...args: string[]): Promise<boolean> {
  const quiet = { stdin: "null", stdout: "null", stderr: "null" } as const;
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  try {
    return (await new Deno.Command(command, { args, env, ...quiet }).output()).success;
  } catch {
    return false;
  }
}
