/** Faults made on purpose in real browsers, against a real coturn: each has its name within five seconds. */
import assert from "node:assert/strict";
import type { BrowserContext } from "playwright-core";
import type { FindingCode } from "../../../client/doctor/findings.ts";
import { en } from "../../../locales/en.ts";
import type { Person } from "../support/person.ts";
import { FAULT } from "../support/spy.ts";
import { type PersonOptions, scene, type Stage } from "../support/stage.ts";
import {
  LOOPBACK,
  TURN_SECRET,
  turnCredentials,
  type TurnOptions,
  TurnServer,
} from "../support/turn_server.ts";
import { check, openConnection, reads, type Report } from "./check.ts";
import { changeIceWords } from "./ice_words.ts";
import { SiteProxy, type SocketTreatment } from "./site_proxy.ts";

const turn = new TurnServer();
const RELAY = { TURN_URLS: turn.url(), TURN_SECRET };
const RELAY_AND_STUN = { ...RELAY, STUN_URLS: `stun:127.0.0.1:${turn.port}` };
const RELAY_BOTH_WAYS = { ...RELAY, TURN_URLS: `${turn.url("udp")},${turn.url("tcp")}` };
const NO_RELAY = {};

/** What a browser says in its console when it cannot reach what it was told to. */
const NETWORK_ERRORS = [/Failed to load resource/, /WebSocket connection to/];

interface Fault {
  name: string;
  code: FindingCode;
  /** What else must be true of the finding. */
  detail?: Readonly<Record<string, unknown>>;
  env: Readonly<Record<string, string>>;
  /** How coturn runs; it does not without. */
  relay?: TurnOptions;
  /** How the proxy treats sockets, if there is one. */
  proxy?: SocketTreatment;
  person?: PersonOptions;
  /** Done once the section is unfolded. */
  then?: (person: Person, stage: Stage) => Promise<void>;
}

const FAULTS: readonly Fault[] = [
  { name: "nothing", code: "all-well", env: RELAY_AND_STUN, relay: {} },
  { name: "a site without a relay", code: "direct-only", env: NO_RELAY },
  {
    name: "a browser without a network",
    code: "offline",
    env: NO_RELAY,
    then: async ({ page }) => await page.context().setOffline(true),
  },
  {
    name: "a proxy that knows no WebSockets",
    code: "signaling-blocked",
    env: NO_RELAY,
    proxy: "refuse",
  },
  {
    name: "a proxy that swallows WebSockets",
    code: "signaling-blocked",
    env: NO_RELAY,
    proxy: "swallow",
  },
  {
    name: "a server that has had too much of us",
    code: "server-refuses",
    detail: { close: 4429 },
    env: NO_RELAY,
    proxy: 4429,
  },
  {
    name: "a relay with another secret",
    code: "turn-refuses",
    detail: { error: 401 },
    env: RELAY,
    relay: { secret: "another secret" },
  },
  {
    name: "credentials that have ended",
    code: "turn-refuses",
    detail: { error: 401 },
    env: RELAY,
    relay: {},
    person: { prepare: giveOldCredentials },
  },
  {
    name: "a relay whose allocations are all taken",
    code: "turn-full",
    detail: { error: 486 },
    env: RELAY,
    relay: { totalQuota: 1 },
    then: async ({ page }) => await page.evaluate(takeAllocation, relayServer()),
  },
  { name: "a relay that is down", code: "turn-unreachable", env: RELAY },
  {
    name: "a relay that may pass nothing on",
    code: "turn-carries-nothing",
    env: RELAY,
    relay: { carries: false },
  },
  {
    name: "a network without UDP",
    code: "udp-blocked",
    env: RELAY_BOTH_WAYS,
    relay: { transport: "tcp" },
  },
  {
    name: "a browser that lets nothing but relays through",
    code: "only-relay-works",
    env: RELAY,
    relay: {},
    person: { prepare: (context) => context.addInitScript(allowRelaysOnly) },
  },
  {
    name: "a browser that lets nothing but relays through, where there is none",
    code: "no-turn-configured",
    env: NO_RELAY,
    person: { prepare: (context) => context.addInitScript(allowRelaysOnly) },
  },
  {
    name: "a STUN server that does not answer, and no relay",
    code: "no-turn-configured",
    env: { STUN_URLS: `stun:127.0.0.1:${turn.port}` },
  },
  {
    name: "a person who refuses camera and microphone",
    code: "permission-denied",
    detail: { by: "site", kind: "microphone" },
    env: NO_RELAY,
    person: { devices: "denied" },
  },
  {
    name: "a system that refuses the camera",
    code: "permission-denied",
    detail: { by: "system", kind: "camera" },
    env: NO_RELAY,
    person: { faults: { camera: FAULT.deniedBySystem } },
  },
  {
    name: "a machine without camera and microphone",
    code: "no-device",
    env: NO_RELAY,
    person: { devices: "none" },
  },
  {
    name: "a camera that another program holds",
    code: "device-busy",
    detail: { kind: "camera" },
    env: NO_RELAY,
    person: { faults: { camera: FAULT.cameraBusy } },
  },
];

for (const { name, code, detail, env, relay, proxy, person, then } of FAULTS) {
  scene(
    `with ${name}, the doctor finds ${code}`,
    { env, expect: NETWORK_ERRORS },
    async (stage) => {
      await using _relay = turn;
      if (relay !== undefined) await turn.start(relay);
      await using front = proxy === undefined ? null : new SiteProxy(stage.site.origin, proxy);
      const origin = front === null ? {} : { origin: front.origin };
      const ada = await stage.person("Ada", { flags: [LOOPBACK], ...origin, ...person });
      await openConnection(ada);
      await then?.(ada, stage);
      found(await check(ada), code, detail);
    },
  );
}

scene(
  "whoever hides their address where there is no relay is told so before joining",
  async (stage) => {
    const ada = await stage.person("Ada");
    await openConnection(ada);
    await ada.page.getByRole("checkbox", { name: en.call.doctor.hideAddress }).check();
    await reads(ada, en.call.doctor.findings["relay-only-without-turn"].title);
    found(await check(ada), "relay-only-without-turn");
    // Nor does anyone who comes back hidden have to ask.
    await ada.page.reload();
    await reads(ada, en.call.doctor.findings["relay-only-without-turn"].title);
  },
);

scene("a server that is gone is named, be it before or after the doctor was fetched", {
  env: { LOG_LEVEL: "warn" },
  expect: NETWORK_ERRORS,
}, async (stage) => {
  const [early, late] = [await stage.person("Ada"), await stage.person("Grace")];
  await openConnection(early);
  await stage.site.stop("SIGKILL");
  try {
    found(await check(early), "server-unreachable");
    await late.page.locator("summary").filter({ hasText: en.call.doctor.title }).click();
    await reads(late, en.call.doctor.findings["server-unreachable"].title);
  } finally {
    await stage.site.start();
  }
});

scene("an insecure origin is named", {
  expect: [/Cross-Origin-Opener-Policy header has been ignored/],
}, async (stage) => {
  const origin = `http://lagoon.test:${stage.site.port}`;
  const visitor = await stage.visitor(stage.path, { origin });
  await openConnection(visitor);
  found(await check(visitor), "insecure-origin");
});

scene(
  "a report has neither addresses nor names nor secrets in it",
  { env: RELAY_AND_STUN },
  async (stage) => {
    await using _relay = turn;
    await turn.start();
    const ada = await stage.person("Ada", {
      flags: [LOOPBACK],
      prepare: (context) => context.grantPermissions(["clipboard-read", "clipboard-write"]),
    });
    await openConnection(ada);
    await check(ada);
    await ada.press(en.call.doctor.copyReport);
    await reads(ada, en.call.doctor.reportCopied);
    const copied = await ada.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /all-well/);
    assert.doesNotMatch(copied, /\d+\.\d+\.\d+\.\d+|\.local|localhost|Ada/);
    for (const secret of [TURN_SECRET, String(turn.port), new URL(ada.page.url()).hash.slice(1)]) {
      assert.ok(!copied.includes(secret), secret);
    }
  },
);

function found(
  { findings: [first] }: Report,
  code: FindingCode,
  detail: Readonly<Record<string, unknown>> = {},
): void {
  assert.equal(first?.code, code, JSON.stringify(first));
  for (const [key, value] of Object.entries(detail)) assert.equal(first[key], value, key);
}

/** A server may be late with new ones, or its clock be wrong. */
async function giveOldCredentials(context: BrowserContext): Promise<void> {
  await changeIceWords(context, ({ iceServers }) => ({
    iceServers: iceServers.map((server) => ({
      ...server,
      ...turnCredentials(Date.now() / 1000 - 60),
    })),
  }));
}

function relayServer(): RTCIceServer {
  return { urls: turn.url(), ...turnCredentials(Date.now() / 1000 + 600) };
}

/** Runs in the page: takes the one allocation that there is, and keeps it. */
async function takeAllocation(server: RTCIceServer): Promise<void> {
  const connection = new RTCPeerConnection({ iceServers: [server], iceTransportPolicy: "relay" });
  const taken = new Promise((resolve) => connection.onicecandidate = resolve);
  connection.createDataChannel("");
  await connection.setLocalDescription();
  await taken;
}

/** Runs in the page: as browsers are where an administrator forbids direct connections. */
function allowRelaysOnly(): void {
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration: RTCConfiguration = {}) {
      super({ ...configuration, iceTransportPolicy: "relay" });
    }
  };
}
