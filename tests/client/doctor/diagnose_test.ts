/** Every fault that the doctor knows, as the evidence it leaves, and what it must be called. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { diagnose, gravity } from "../../../client/doctor/diagnose.ts";
import type {
  Evidence,
  IceOutcome,
  IceServerEvidence,
  LinkEvidence,
} from "../../../client/doctor/evidence.ts";
import type { Finding } from "../../../client/doctor/findings.ts";

const ANSWERED: IceOutcome = { state: "answered", ms: 40 };
const SILENT: IceOutcome = { state: "silent", error: null };

function stun(outcome: IceOutcome = ANSWERED): IceServerEvidence {
  return { kind: "stun", transport: "udp", outcome };
}

function turn(outcome: IceOutcome, transport: "udp" | "tcp" | "tls" = "udp"): IceServerEvidence {
  return { kind: "turn", transport, outcome };
}

function refused(error: number): IceOutcome {
  return { state: "refused", error };
}

/** Somebody at home, for whom everything works. */
const WELL: Evidence = {
  secure: true,
  online: true,
  relayOnly: false,
  server: true,
  signaling: { state: "answered", ms: 30 },
  devices: { camera: "on", microphone: "on" },
  local: ["host"],
  servers: [stun(), turn(ANSWERED)],
  loopback: { state: "through", ms: 200 },
  link: null,
};

const LINK: LinkEvidence = {
  present: true,
  state: "lost",
  answers: true,
  asked: true,
  pairs: { failed: 4 },
  ours: { "host/udp": 2 },
  theirs: { "host/udp": 2 },
  selected: null,
};

const LIVE: LinkEvidence = {
  ...LINK,
  state: "live",
  pairs: { succeeded: 1 },
  selected: { ours: "host/udp", theirs: "srflx/udp" },
};

interface Fault {
  name: string;
  evidence: Partial<Evidence>;
  finding: Finding;
  also?: readonly Finding[];
}

const FAULTS: readonly Fault[] = [
  { name: "nothing is wrong", evidence: {}, finding: { code: "all-well" } },
  {
    name: "the site has no relay, and nobody needs one",
    evidence: { servers: [stun()], loopback: { state: "not-tried" } },
    finding: { code: "direct-only" },
  },
  {
    name: "a site without any server, on a network of its own",
    evidence: { servers: [], loopback: { state: "not-tried" } },
    finding: { code: "direct-only" },
  },
  {
    name: "the browser has no network",
    evidence: { online: false, server: false, signaling: { state: "silent", open: false } },
    finding: { code: "offline" },
  },
  {
    name: "the browser takes a network of its own for none, and the server answers all the same",
    evidence: { online: false },
    finding: { code: "all-well" },
  },
  {
    name: "the server is down",
    evidence: { server: false, signaling: { state: "closed", code: 1006, open: false } },
    finding: { code: "server-unreachable" },
  },
  {
    name: "a proxy refuses the upgrade",
    evidence: { signaling: { state: "closed", code: 1006, open: false } },
    finding: { code: "signaling-blocked" },
  },
  {
    name: "a proxy swallows the upgrade",
    evidence: { signaling: { state: "silent", open: false } },
    finding: { code: "signaling-blocked" },
  },
  {
    name: "a proxy upgrades and passes nothing on",
    evidence: { signaling: { state: "silent", open: true } },
    finding: { code: "signaling-blocked" },
  },
  {
    name: "the server has had too much of this address",
    evidence: { signaling: { state: "closed", code: 4429, open: true } },
    finding: { code: "server-refuses", close: 4429 },
  },
  {
    name: "the page is not secure",
    evidence: {
      secure: false,
      signaling: { state: "not-tried" },
      devices: { camera: "insecure-origin", microphone: "insecure-origin" },
    },
    finding: { code: "insecure-origin" },
  },
  {
    name: "the relay does not accept the credentials",
    evidence: { servers: [stun(), turn(refused(401))], loopback: { state: "unfinished" } },
    finding: { code: "turn-refuses", error: 401 },
  },
  {
    name: "the relay forbids",
    evidence: { servers: [turn(SILENT), turn(refused(403), "tcp")] },
    finding: { code: "turn-refuses", error: 403 },
  },
  {
    name: "the relay gives nobody any more",
    evidence: { servers: [stun(), turn(refused(486))] },
    finding: { code: "turn-full", error: 486 },
  },
  {
    name: "the relay has no capacity",
    evidence: { servers: [stun(), turn(refused(508))] },
    finding: { code: "turn-full", error: 508 },
  },
  {
    name: "the relay is down",
    evidence: { servers: [stun(), turn(SILENT)] },
    finding: { code: "turn-unreachable" },
  },
  {
    name: "one of two relays is down, and the other does for both",
    evidence: { servers: [stun(), turn(SILENT), turn(ANSWERED)] },
    finding: { code: "all-well" },
  },
  {
    name: "the relay takes us and passes nothing on",
    evidence: { loopback: { state: "stuck" } },
    finding: { code: "turn-carries-nothing" },
  },
  {
    name: "the relay was too slow to be judged",
    evidence: { loopback: { state: "unfinished" } },
    finding: { code: "all-well" },
  },
  {
    name: "UDP is blocked, and the relay answers over TCP",
    evidence: { servers: [stun(SILENT), turn(SILENT), turn(ANSWERED, "tcp")] },
    finding: { code: "udp-blocked" },
  },
  {
    name: "UDP is blocked, and the relay answers over TLS",
    evidence: { servers: [stun(SILENT), turn(ANSWERED, "tls")] },
    finding: { code: "udp-blocked" },
  },
  {
    name: "a relay over TCP alone says nothing about UDP",
    evidence: { servers: [turn(ANSWERED, "tcp")] },
    finding: { code: "all-well" },
  },
  {
    name: "the browser offers no address of its own, and a relay works",
    evidence: { local: [], servers: [turn(SILENT), turn(ANSWERED, "tcp")] },
    finding: { code: "only-relay-works" },
  },
  {
    name: "nothing from outside comes in, and there is no relay",
    evidence: { servers: [stun(SILENT)], loopback: { state: "not-tried" } },
    finding: { code: "no-turn-configured" },
  },
  {
    name: "the browser offers no address of its own, and there is no relay",
    evidence: { local: [], servers: [], loopback: { state: "not-tried" } },
    finding: { code: "no-turn-configured" },
  },
  {
    name: "the address is to be hidden, and there is no relay",
    evidence: { relayOnly: true, servers: [], loopback: { state: "not-tried" } },
    finding: { code: "relay-only-without-turn" },
  },
  {
    name: "the address is hidden behind a relay that works",
    evidence: { relayOnly: true, servers: [turn(ANSWERED)] },
    finding: { code: "all-well" },
  },
  {
    name: "the person refused the microphone",
    evidence: { devices: { camera: "on", microphone: "denied" } },
    finding: { code: "permission-denied", kind: "microphone", by: "site" },
  },
  {
    name: "the system refuses the camera",
    evidence: { devices: { camera: "denied-by-system", microphone: "on" } },
    finding: { code: "permission-denied", kind: "camera", by: "system" },
  },
  {
    name: "the person closed the question about the camera",
    evidence: { devices: { camera: "dismissed", microphone: "on" } },
    finding: { code: "permission-denied", kind: "camera", by: "dismissal" },
  },
  {
    name: "there is neither microphone nor camera",
    evidence: { devices: { camera: "not-found", microphone: "not-found" } },
    finding: { code: "no-device", kind: "microphone" },
    also: [{ code: "no-device", kind: "camera" }],
  },
  {
    name: "another program holds the camera",
    evidence: { devices: { camera: "busy", microphone: "on" } },
    finding: { code: "device-busy", kind: "camera" },
  },
  {
    name: "a camera that is off, or on its way, is nothing to speak of",
    evidence: { devices: { camera: "off", microphone: "starting" } },
    finding: { code: "all-well" },
  },
  {
    name: "the relay is down and the camera busy: the relay first",
    evidence: { servers: [turn(SILENT)], devices: { camera: "busy", microphone: "on" } },
    finding: { code: "turn-unreachable" },
    also: [{ code: "device-busy", kind: "camera" }],
  },
  {
    name: "UDP is blocked and the camera busy: what can be had comes after what cannot",
    evidence: {
      servers: [turn(SILENT), turn(ANSWERED, "tcp")],
      devices: { camera: "busy", microphone: "on" },
    },
    finding: { code: "device-busy", kind: "camera" },
    also: [{ code: "udp-blocked" }],
  },
  {
    name: "a link that lives",
    evidence: { link: LIVE },
    finding: { code: "all-well" },
  },
  {
    name: "a link that lives through a relay only",
    evidence: { link: { ...LIVE, selected: { ours: "host/udp", theirs: "relay/udp" } } },
    finding: { code: "only-relay-works" },
  },
  {
    name: "a link through a relay because we want it so",
    evidence: {
      relayOnly: true,
      link: { ...LIVE, selected: { ours: "relay/udp", theirs: "relay/udp" } },
    },
    finding: { code: "all-well" },
  },
  {
    name: "the other side is asked and answers nothing",
    evidence: { link: { ...LINK, answers: false } },
    finding: { code: "other-side-gone" },
  },
  {
    name: "the other side left while we looked",
    evidence: { link: { ...LINK, present: false } },
    finding: { code: "other-side-gone" },
  },
  {
    name: "no way to ask the other side: nobody knows whether it is there",
    evidence: { link: { ...LINK, answers: false, asked: false } },
    finding: { code: "other-side-unreachable" },
  },
  {
    name: "the other side answers, no path works although there is a relay",
    evidence: { link: LINK },
    finding: { code: "other-side-unreachable" },
  },
  {
    name: "the other side answers, no path works, and there is no relay",
    evidence: { servers: [stun()], link: LINK },
    finding: { code: "no-turn-configured" },
  },
  {
    name: "the other side answers, and our relay does not take us",
    evidence: { servers: [turn(refused(401))], link: LINK },
    finding: { code: "turn-refuses", error: 401 },
    also: [{ code: "other-side-unreachable" }],
  },
  {
    name: "the other side answers, we hide our address, and there is no relay",
    evidence: { relayOnly: true, servers: [], link: LINK },
    finding: { code: "relay-only-without-turn" },
    also: [{ code: "other-side-unreachable" }],
  },
  {
    name: "a lost link is not explained by a missing microphone",
    evidence: { devices: { camera: "on", microphone: "not-found" }, link: LINK },
    finding: { code: "other-side-unreachable" },
  },
];

for (const { name, evidence, finding, also = [] } of FAULTS) {
  Deno.test(`${name}: ${finding.code}`, () => {
    assert.deepEqual(diagnose({ ...WELL, ...evidence }), { finding, also });
  });
}

Deno.test("every finding is found by some fault", () => {
  const found = new Set(FAULTS.map(({ finding }) => finding.code));
  assert.equal(found.size, 20);
});

Deno.test("whatever the evidence, something is said, nothing twice, and trouble before the rest", () => {
  const outcome = fc.oneof(
    fc.constant(ANSWERED),
    fc.constant(SILENT),
    fc.constantFrom(401, 403, 437, 486, 508).map(refused),
  );
  const server = fc.record({
    kind: fc.constantFrom("stun" as const, "turn" as const),
    transport: fc.constantFrom("udp" as const, "tcp" as const, "tls" as const),
    outcome,
  });
  const device = fc.constantFrom("on", "off", "starting", "denied", "not-found", "busy", "unknown");
  const evidence = fc.record({
    secure: fc.boolean(),
    online: fc.boolean(),
    relayOnly: fc.boolean(),
    server: fc.boolean(),
    signaling: fc.constantFrom(
      { state: "answered", ms: 1 },
      { state: "silent", open: true },
      { state: "closed", code: 1006, open: false },
      { state: "closed", code: 4429, open: true },
      { state: "not-tried" },
    ),
    devices: fc.record({ camera: device, microphone: device }),
    local: fc.constantFrom([], ["host"]),
    servers: fc.array(server, { maxLength: 4 }),
    loopback: fc.constantFrom(
      { state: "not-tried" },
      { state: "stuck" },
      { state: "unfinished" },
      { state: "through", ms: 1 },
    ),
    link: fc.constantFrom(null, LINK, LIVE, { ...LINK, answers: false }),
  }) as fc.Arbitrary<Evidence>;
  fc.assert(fc.property(evidence, (evidence) => {
    const { finding, also } = diagnose(evidence);
    const all = [finding, ...also].map((one) => JSON.stringify(one));
    assert.equal(new Set(all).size, all.length);
    const grave = [finding, ...also].map((one) => gravity(one) === "trouble");
    assert.deepEqual(grave, grave.toSorted((a, b) => Number(b) - Number(a)));
  }));
});
