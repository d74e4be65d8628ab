/** Chromium as the tests want it: headless, alone, and with the devices that a test asks for. */
import { type Browser, chromium } from "playwright-core";
import { findChromium, HOW_TO_GET_CHROMIUM } from "../../runner/chromium.ts";
import { writeModestFilm } from "./modest_film.ts";

/** What the machine has and allows. */
export type Devices =
  /** A camera that draws and a microphone that beeps, allowed without asking. */
  | "fake"
  /** The same with a picture so small and slow that a call of many fits on one machine. */
  | "modest"
  /** The same devices, but the person refuses. */
  | "denied"
  /** A machine with neither camera nor microphone. */
  | "none";

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // A name that browsers do not take for this machine, to see the site from an insecure origin.
  "--host-resolver-rules=MAP lagoon.test 127.0.0.1",
];

const FAKE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

const FLAGS: Readonly<Record<Devices, readonly string[]>> = {
  fake: FAKE,
  modest: FAKE,
  denied: ["--use-fake-device-for-media-stream", "--deny-permission-prompts"],
  none: ["--use-fake-ui-for-media-stream"],
};

export async function launchChromium(
  devices: Devices = "fake",
  flags: readonly string[] = [],
): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(HOW_TO_GET_CHROMIUM);
  const film = devices === "modest"
    ? [`--use-file-for-fake-video-capture=${await writeModestFilm()}`]
    : [];
  return await chromium.launch({
    executablePath,
    args: [...QUIET, ...FLAGS[devices], ...film, ...flags],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
