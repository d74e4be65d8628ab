import assert from "node:assert/strict";
import type { Evidence } from "../../../client/doctor/evidence.ts";
import { readSigns } from "../../../client/doctor/link_signs.ts";
import { browserOf, writeReport } from "../../../client/doctor/report.ts";

/** What statistics say of a connection, with everything in it that must not get out. */
const STATISTICS = [
  { id: "T", type: "transport", selectedCandidatePairId: "P1", bytesSent: 9 },
  {
    id: "P1",
    type: "candidate-pair",
    state: "succeeded",
    localCandidateId: "L2",
    remoteCandidateId: "R1",
  },
  {
    id: "P2",
    type: "candidate-pair",
    state: "failed",
    localCandidateId: "L1",
    remoteCandidateId: "R1",
  },
  {
    id: "L1",
    type: "local-candidate",
    candidateType: "host",
    protocol: "udp",
    address: "192.168.7.9",
    ip: "192.168.7.9",
    port: 50_123,
    networkType: "wifi",
    usernameFragment: "Uf4g",
  },
  {
    id: "L2",
    type: "local-candidate",
    candidateType: "relay",
    protocol: "udp",
    relayProtocol: "tcp",
    address: "203.0.113.77",
    url: "turn:turn.example.org:3478",
  },
  {
    id: "R1",
    type: "remote-candidate",
    candidateType: "srflx",
    protocol: "udp",
    address: "2001:db8::77",
    port: 61_000,
  },
  {
    id: "R2",
    type: "remote-candidate",
    candidateType: "host 10.0.0.1",
    protocol: "udp",
    address: "c0ffee.local",
  },
];

function reportOf(entries: readonly { id: string }[]): RTCStatsReport {
  return new Map(entries.map((entry) => [entry.id, entry])) as unknown as RTCStatsReport;
}

Deno.test("the signs of a link are counts of kinds, and the pair in use", () => {
  assert.deepEqual(readSigns(reportOf(STATISTICS)), {
    pairs: { succeeded: 1, failed: 1 },
    ours: { "host/udp": 1, "relay/tcp": 1 },
    theirs: { "srflx/udp": 1, "unknown/udp": 1 },
    selected: { ours: "relay/tcp", theirs: "srflx/udp" },
  });
});

Deno.test("Firefox names the pair in use on the pair itself", () => {
  const [, pair, ...rest] = STATISTICS;
  const selected = { ...pair!, selected: true };
  const report = reportOf([selected, ...rest]);
  assert.equal(readSigns(report).selected?.ours, "relay/tcp");
});

Deno.test("a connection without statistics leaves no signs", () => {
  assert.deepEqual(readSigns(null), { pairs: {}, ours: {}, theirs: {}, selected: null });
});

Deno.test("a report tells kinds, codes and durations, and neither who nor where", () => {
  const evidence: Evidence = {
    secure: true,
    online: true,
    relayOnly: false,
    server: true,
    signaling: { state: "answered", ms: 31 },
    devices: { camera: "busy", microphone: "on" },
    local: ["host"],
    servers: [{ kind: "turn", transport: "udp", outcome: { state: "refused", error: 401 } }],
    loopback: { state: "unfinished" },
    link: {
      present: true,
      state: "lost",
      answers: true,
      asked: true,
      ...readSigns(reportOf(STATISTICS)),
    },
  };
  const report = writeReport({
    evidence,
    diagnosis: { finding: { code: "turn-refuses", error: 401 }, also: [] },
    took: 812,
    userAgent:
      "Mozilla/5.0 (X11; Linux x86_64; secret-model) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.8078.79 Safari/537.36",
  });
  for (const word of ["turn-refuses", "401", '"took": 812', "Chromium 156", "relay/tcp"]) {
    assert.ok(report.includes(word), word);
  }
  assert.doesNotMatch(
    report,
    /\d+\.\d+\.\d+\.\d+|2001:|\.local|example\.org|Uf4g|50123|secret-model/,
  );
  JSON.parse(report.slice(report.indexOf("\n")));
});

Deno.test("a browser is told by family and main version", () => {
  const cases: [userAgent: string, browser: string][] = [
    ["Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox 130"],
    [
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36 Edg/129.0.1",
      "Edge 129",
    ],
    [
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36",
      "Chromium 156",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
      "Safari 18",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
      "Safari 18",
    ],
    ["curl/8", "unknown"],
  ];
  for (const [userAgent, browser] of cases) assert.equal(browserOf(userAgent), browser);
});
