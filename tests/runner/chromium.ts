/** Finds the Chromium that the browser tests need, or gets it, or says in one sentence how to. */

/** Where Chromium and its kin live, the first that answers being taken. */
const CANDIDATES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

export const HOW_TO_GET_CHROMIUM =
  "The browser tests need Chromium: install it (on Debian: apt-get install chromium) or set CHROMIUM_PATH.";

/** The path of a Chromium that runs, or `null`. `CHROMIUM_PATH` is taken at its word. */
export async function findChromium(): Promise<string | null> {
  const named = Deno.env.get("CHROMIUM_PATH");
  for (const path of named ? [named] : CANDIDATES) {
    if (await runs(path, "--version")) return path;
  }
  return null;
}

/** As {@linkcode findChromium}, but on Debian, as root, installs what is missing. */
export async function ensureChromium(
  say: (line: string) => void,
): Promise<string | null> {
  const found = await findChromium();
  if (found || !mayInstall()) return found;
  say("Installing Chromium with apt-get…");
  const environment = { DEBIAN_FRONTEND: "noninteractive" };
  await runs("apt-get", "update", "-qq");
  const installed = await runsWith(environment, "apt-get", [
    "install",
    "-y",
    "-qq",
    "--no-install-recommends",
    "chromium",
  ]);
  return installed ? await findChromium() : null;
}

function mayInstall(): boolean {
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) return false;
  if (Deno.env.get("CHROMIUM_PATH")) return false;
  try {
    Deno.statSync("/etc/debian_version");
    return true;
  } catch {
    return false;
  }
}

function runs(command: string, ...args: string[]): Promise<boolean> {
  return runsWith({}, command, args);
}

async function runsWith(
  env: Record<string, string>,
  command: string,
  args: string[],
): Promise<boolean> {
  try {
    const child = new Deno.Command(command, {
      args,
      env,
      stdin: "null",
      stdout: "null",
      stderr: "null",
    });
    return (await child.output()).success;
  } catch {
    return false;
  }
}
