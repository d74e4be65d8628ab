/** Finds the Chromium that the browser tests need, or gets it, or says in one sentence how to. */

/** What Chromium and its kin are called, the first that is there being taken. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

export const HOW_TO_GET_CHROMIUM =
  "The browser tests need Chromium: install it (on Debian: apt-get install chromium) or set CHROMIUM_PATH.";

/** The path of a Chromium, or `null`. `CHROMIUM_PATH` is taken at its word. */
export function findChromium(): string | null {
  const named = Deno.env.get("CHROMIUM_PATH");
  if (named) return isFile(named) ? named : null;
  const folders = (Deno.env.get("PATH") ?? "").split(":").filter((folder) => folder !== "");
  const paths = NAMES.flatMap((name) => folders.map((folder) => `${folder}/${name}`));
  return [...paths, ...ELSEWHERE].find(isFile) ?? null;
}

/** As {@linkcode findChromium}, but on Debian, as root, installs what is missing. */
export async function ensureChromium(
  say: (line: string) => void,
): Promise<string | null> {
  const found = findChromium();
  if (found || !mayInstall()) return found;
  say("Installing Chromium with apt-get…");
  await run("apt-get", "update", "-qq");
  const installed = await run(
    "apt-get",
    "install",
    "-y",
    "-qq",
    "--no-install-recommends",
    "chromium",
  );
  return installed ? findChromium() : null;
}

function mayInstall(): boolean {
  if (Deno.build.os !== "linux" || Deno.uid() !== 0) return false;
  if (Deno.env.get("CHROMIUM_PATH")) return false;
  return isFile("/etc/debian_version");
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
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
