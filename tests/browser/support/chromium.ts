/** Chromium as the tests want it: headless, alone, and with the devices that a test asks for. */
import { type Browser, type BrowserServer, chromium, type LaunchOptions } from "playwright-core";
import { assertNever } from "../../../protocol/assert_never.ts";
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

export interface ChromiumOptions {
  devices?: Devices;
  /** How many frames a second the fake camera draws. */
  frameRate?: number;
  flags?: readonly string[];
}

export async function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  return await chromium.launch(await launchOptions(options));
}

/** A Chromium whose process the test knows. */
export async function serveChromium(options: ChromiumOptions = {}): Promise<BrowserServer> {
  return await chromium.launchServer(await launchOptions(options));
}

async function launchOptions(
  { devices = "fake", frameRate = 20, flags = [] }: ChromiumOptions,
): Promise<LaunchOptions> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(HOW_TO_GET_CHROMIUM);
  const film = devices === "modest"
    ? [`--use-file-for-fake-video-capture=${await writeModestFilm()}`]
    : [];
  return {
    executablePath,
    args: [...QUIET, ...deviceFlags(devices, frameRate), ...film, ...flags],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  };
}

function deviceFlags(devices: Devices, frameRate: number): string[] {
  // Of three cameras the second one sees depth and no colours; the third can take the place of the first.
  const fakes = `--use-fake-device-for-media-stream=fps=${frameRate},device-count=3`;
  switch (devices) {
    case "fake":
    case "modest":
      return [fakes, "--use-fake-ui-for-media-stream"];
    case "denied":
      return [fakes, "--deny-permission-prompts"];
    case "none":
      return ["--use-fake-ui-for-media-stream"];
    default:
      return assertNever(devices);
  }
}
