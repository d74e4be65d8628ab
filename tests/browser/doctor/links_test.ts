/** Links that cannot be made, or break: whoever sits before them is told why. */
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import type { FindingCode } from "../../../client/doctor/findings.ts";
import { en } from "../../../locales/en.ts";
import { serveChromium } from "../support/chromium.ts";
import { watchHoldUps } from "../support/hold_ups.ts";
import { seesMoving } from "../support/media.ts";
import { openPerson, type Person } from "../support/person.ts";
import { scene } from "../support/stage.ts";
import { LOOPBACK, TURN_SECRET, TurnServer } from "../support/turn_server.ts";
import { PROMISED_MS, readReport, reads } from "./check.ts";
import { freeze } from "./frozen.ts";

const turn = new TurnServer();
const { doctor } = en.call;

async function isTold(
  person: Person,
  code: Exclude<FindingCode, "no-device" | "device-busy" | "permission-denied">,
) {
  const heldUp = await watchHoldUps(person.page);
  await reads(person, doctor.findings[code].title);
  const { findings, took } = await readReport(person.page, doctor.report);
  assert.equal(findings[0]?.code, code);
  assert.ok(took - await heldUp() <= PROMISED_MS, `${took} ms`);
}

/** Runs in the page: no address of anybody arrives, as behind two networks that cannot reach each other. */
function hearOfNoAddress(): void {
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    /** What the doctor connects is within one page: no network lies between. */
    readonly #leavesPage: boolean;

    constructor(configuration: RTCConfiguration = {}) {
      super(configuration);
      this.#leavesPage = configuration.bundlePolicy === "max-bundle";
    }

    override async setRemoteDescription(
      { type, sdp = "" }: RTCSessionDescriptionInit,
    ): Promise<void> {
      const heard = this.#leavesPage ? sdp.replaceAll(/^a=candidate:.*\r\n/gm, "") : sdp;
      await super.setRemoteDescription({ type, sdp: heard });
    }

    override async addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
      if (!this.#leavesPage) await super.addIceCandidate(candidate);
    }
  } as typeof RTCPeerConnection;
}

for (
  const [relay, code] of [[false, "no-turn-configured"], [true, "other-side-unreachable"]] as const
) {
  const env: Record<string, string> = relay ? { TURN_URLS: turn.url(), TURN_SECRET } : {};
  scene(
    `two networks that cannot reach each other, ${relay ? "with" : "without"} a relay: ${code}`,
    { env },
    async (stage) => {
      await using _relay = turn;
      if (relay) await turn.start();
      const people: Person[] = [];
      for (const name of ["Ada", "Grace"]) {
        const person = await stage.person(name, { flags: [LOOPBACK] });
        await person.page.evaluate(hearOfNoAddress);
        people.push(person);
      }
      for (const person of people) await person.join();
      await isTold(people[0]!, code);
    },
  );
}

scene("a laptop that falls asleep: other-side-gone", async (stage) => {
  const server = await serveChromium({ frameRate: 10 });
  const browser = await chromium.connect(server.wsEndpoint());
  try {
    const ada = await stage.person("Ada");
    const context = await browser.newContext({ locale: "en-US" });
    const { origin } = stage.site;
    const grace = await openPerson(context, { name: "Grace", origin, words: en.call, faults: {} });
    await grace.page.goto(origin + stage.path);
    await grace.settles();
    await ada.join();
    await grace.join();
    await seesMoving(ada, "Grace");
    using _frozen = freeze(server.process().pid!);
    await isTold(ada, "other-side-gone");
  } finally {
    await server.kill();
  }
});
