/** What people see of the connection doctor: in the lobby, and over a call whose links fail. */
import "../support/dom.ts";
import assert from "node:assert/strict";
import { act, cleanup, fireEvent, render, waitFor } from "@testing-library/preact";
import type { Examination } from "../../client/doctor/examine.ts";
import type { Finding, Gravity } from "../../client/doctor/findings.ts";
import { ConnectionCheck } from "../../components/ConnectionCheck.tsx";
import { ConnectionSection } from "../../components/ConnectionSection.tsx";
import { findingWords } from "../../components/finding_words.ts";
import { LinkTroubles } from "../../components/LinkTroubles.tsx";
import { en } from "../../locales/en.ts";
import { LOCALES, messages } from "../../locales/mod.ts";
import { FakePorts } from "../support/fake_ports.ts";
import { FakeSession, participant } from "../support/fake_session.ts";

const t = en.call;

Deno.test.afterEach(cleanup);

function examined(
  finding: Finding,
  { also = [], gravity = "trouble" }: { also?: Finding[]; gravity?: Gravity } = {},
): Promise<Examination> {
  return Promise.resolve({
    diagnosis: { finding, also },
    gravity,
    report: `report: ${finding.code}`,
  });
}

function bench() {
  const session = new FakeSession();
  const ports = new FakePorts("https://lagoon.example/r/quiet-otter-bay");
  return { t, session, ports, locale: "en" as const };
}

/** Lets `action` happen, and what follows from it. */
async function happens(action: () => void): Promise<void> {
  await act(async () => {
    action();
    await new Promise<void>((resolve) => setImmediate(resolve));
  });
}

const EVERY: readonly Finding[] = [
  { code: "all-well" },
  { code: "direct-only" },
  { code: "only-relay-works" },
  { code: "udp-blocked" },
  { code: "no-turn-configured" },
  { code: "relay-only-without-turn" },
  { code: "turn-refuses", error: 401 },
  { code: "turn-full", error: 486 },
  { code: "turn-unreachable" },
  { code: "turn-carries-nothing" },
  { code: "offline" },
  { code: "server-unreachable" },
  { code: "signaling-blocked" },
  { code: "server-refuses", close: 4429 },
  { code: "other-side-gone" },
  { code: "other-side-unreachable" },
  { code: "permission-denied", kind: "camera", by: "site" },
  { code: "permission-denied", kind: "microphone", by: "system" },
  { code: "permission-denied", kind: "camera", by: "dismissal" },
  { code: "no-device", kind: "microphone" },
  { code: "device-busy", kind: "camera" },
  { code: "insecure-origin" },
];

for (const locale of LOCALES) {
  Deno.test(`in ${locale} every finding has a sentence of its own, with its code where it has one, and a way on`, () => {
    const words = EVERY.map((finding) => findingWords(finding, messages(locale).call));
    assert.equal(new Set(words.map(({ title }) => title)).size, EVERY.length);
    for (const { title, next } of words) {
      assert.doesNotMatch(title + next, /[{}]/);
      assert.notEqual(next, "");
    }
    assert.match(
      findingWords({ code: "turn-refuses", error: 401 }, messages(locale).call).title,
      /401/,
    );
    assert.match(
      findingWords({ code: "server-refuses", close: 4429 }, messages(locale).call).title,
      /4429/,
    );
  });
}

Deno.test("a check says what is the matter, what to do, and what else there is", async () => {
  const { session, ...props } = bench();
  session.examination = examined({ code: "turn-refuses", error: 401 }, {
    also: [{ code: "device-busy", kind: "camera" }],
  });
  const page = render(<ConnectionCheck {...props} session={session} />);
  await happens(() => void fireEvent.click(page.getByRole("button", { name: "Check connection" })));
  page.getByText("The relay of this site refuses to serve it (code 401)");
  page.getByText(t.doctor.findings["turn-refuses"].next);
  page.getByText(new RegExp(t.deviceErrors.camera.busy.title));
  page.getByRole("button", { name: "Check again" });
});

Deno.test("the report is copied, or shown to be marked by hand where the clipboard takes nothing", async () => {
  const { session, ports, ...props } = bench();
  session.examination = examined({ code: "all-well" }, { gravity: "well" });
  const page = render(<ConnectionCheck {...props} ports={ports} session={session} />);
  await happens(() => void fireEvent.click(page.getByRole("button", { name: "Check connection" })));
  const details = page.container.querySelector("details")!;
  await happens(() => void fireEvent.click(page.getByRole("button", { name: "Copy report" })));
  assert.deepEqual(ports.copied, ["report: all-well"]);
  page.getByRole("button", { name: "Report copied" });
  assert.equal(details.open, false);
  ports.clipboard = false;
  await happens(() => void fireEvent.click(page.getByRole("button", { name: "Report copied" })));
  await waitFor(() => assert.equal(details.open, true));
});

Deno.test("whoever chooses to hide their address is checked without asking, and again by nobody", async () => {
  const { session, ...props } = bench();
  session.examination = examined({ code: "relay-only-without-turn" });
  const page = render(<ConnectionCheck {...props} session={session} />);
  assert.deepEqual(session.pressed, []);
  const choice = page.getByRole("checkbox", { name: new RegExp(t.doctor.hideAddress) });
  await happens(() => void fireEvent.click(choice));
  assert.deepEqual(session.pressed, ["setRelayOnly true", "examine "]);
  page.getByText(t.doctor.findings["relay-only-without-turn"].title);
  await happens(() => void fireEvent.click(choice));
  assert.equal(page.queryByText(t.doctor.findings["relay-only-without-turn"].title), null);
});

Deno.test("who comes with their address hidden finds the section open, and the check under way", async () => {
  const { session, ...props } = bench();
  session.relayOnly.value = true;
  const page = render(<ConnectionSection {...props} session={session} />);
  page.getByText(t.doctor.addressHidden);
  await waitFor(() => assert.deepEqual(session.pressed, ["examine "]));
});

Deno.test("whoever looks while no doctor can be fetched is told without asking, until one is there", async () => {
  const { session, ...props } = bench();
  session.hasDoctor = false;
  props.ports.askServer = () => Promise.resolve({ there: false });
  session.examination = examined({ code: "all-well" }, { gravity: "well" });
  const page = render(<ConnectionCheck {...props} session={session} />);
  const away = t.doctor.findings["server-unreachable"].title;
  await waitFor(() => page.getByText(away));
  await happens(() => void fireEvent.click(page.getByRole("button", { name: "Check connection" })));
  assert.equal(page.queryByText(away), null);
  page.getByText(t.doctor.findings["all-well"].title);
});

Deno.test("a doctor that cannot be fetched is a finding of its own", async () => {
  const { session, ...props } = bench();
  props.ports.askServer = () => Promise.resolve({ there: false });
  session.examination = Promise.reject(new TypeError("Failed to fetch"));
  const page = render(<ConnectionCheck {...props} session={session} />);
  await happens(() => void fireEvent.click(page.getByRole("button", { name: "Check connection" })));
  page.getByText(t.doctor.findings["server-unreachable"].title);
});

Deno.test("[V7] a doctor that is gone from a server which answers says so, and blames nobody's connection", async () => {
  const { session, ...props } = bench();
  session.examination = Promise.reject(new TypeError("Failed to fetch"));
  const page = render(<ConnectionCheck {...props} session={session} />);
  await happens(() => void fireEvent.click(page.getByRole("button", { name: "Check connection" })));
  page.getByText(t.panels.failed.next);
  assert.equal(page.queryByText(t.doctor.findings["server-unreachable"].title), null);
});

Deno.test("a link that stays lost is explained; one that comes back soon was nothing", async () => {
  const { session, ports, ...props } = bench();
  session.examination = examined({ code: "no-turn-configured" });
  const [self, grace, lost] = [
    participant("Ada", { self: true }),
    participant("Grace"),
    participant("Grace", { link: "lost" }),
  ];
  const screen = (participants = [self, lost]) => (
    <LinkTroubles {...props} ports={ports} session={session} participants={participants} />
  );
  const page = render(screen());
  await happens(() => ports.pass(1_000));
  page.rerender(screen([self, grace]));
  await happens(() => ports.pass(1_000));
  assert.deepEqual(session.pressed, []);
  page.rerender(screen());
  await happens(() => ports.pass(1_500));
  assert.deepEqual(session.pressed, ["examine grace"]);
  const notice = page.getByRole("region", { name: "No connection to Grace" });
  assert.ok(notice.textContent?.includes(t.doctor.findings["no-turn-configured"].title));
  page.getByRole("button", { name: "Copy report" });
  page.rerender(screen([self, grace]));
  assert.equal(page.queryByRole("region", { name: /No connection/ }), null);
});

Deno.test("a lost link whose doctor cannot be fetched says that, and asks for it again when told to", async () => {
  const { session, ports, ...props } = bench();
  session.examination = Promise.reject(new TypeError("Failed to fetch"));
  const participants = [participant("Ada", { self: true }), participant("Grace", { link: "lost" })];
  const page = render(
    <LinkTroubles {...props} ports={ports} session={session} participants={participants} />,
  );
  await happens(() => ports.pass(1_500));
  page.getByRole("region", { name: "No connection to Grace" });
  page.getByText(t.panels.failed.title);
  session.examination = examined({ code: "no-turn-configured" });
  await happens(() => void fireEvent.click(page.getByRole("button", { name: "Try again" })));
  page.getByText(t.doctor.findings["no-turn-configured"].title);
});

Deno.test("several links that are lost at once are one notice, and one examination", async () => {
  const { session, ports, ...props } = bench();
  session.examination = examined({ code: "turn-unreachable" });
  const participants = [
    participant("Ada", { self: true }),
    participant("Grace", { link: "lost" }),
    participant("Linus", { link: "lost" }),
  ];
  const page = render(
    <LinkTroubles {...props} ports={ports} session={session} participants={participants} />,
  );
  await happens(() => ports.pass(10_000));
  assert.deepEqual(session.pressed, ["examine grace"]);
  page.getByRole("region", { name: "No connection to Grace and Linus" });
  const close = "Close: No connection to Grace and Linus";
  await happens(() => void fireEvent.click(page.getByRole("button", { name: close })));
  assert.equal(page.queryByRole("region", { name: /No connection/ }), null);
});
