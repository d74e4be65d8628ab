/** The island of a call with the real session behind it, in a world whose only server is the test. */
import "../support/dom.ts";
import assert from "node:assert/strict";
import { act, cleanup, fireEvent, render, type RenderResult } from "@testing-library/preact";
import { hydrate, render as draw } from "preact";
import { renderToString } from "preact-render-to-string";
import { later } from "../../components/later.ts";
import { ROOM } from "../../components/LiveCall.tsx";
import { fetchPanels } from "../../components/panels.ts";
import { LANGUAGES } from "../../components/languages.ts";
import Call from "../../islands/Call.tsx";
import { type CallMessages, en } from "../../locales/en.ts";
import { type Locale, messages } from "../../locales/mod.ts";
import { CloseCode } from "../../protocol/codes.ts";
import { PROTOCOL_VERSION } from "../../protocol/limits.ts";
import { decodeClientMessage } from "../../protocol/signaling.ts";
import { FakeTrack } from "../sim/fake_media.ts";
import { assertGone, trackOf, window } from "../support/dom.ts";
import { FakePorts } from "../support/fake_ports.ts";

const KEY = "AAAAAAAAAAAAAAAAAAAAAA";
const ADDRESS = "https://lagoon.example/r/quiet-otter-bay";

const WELCOME = {
  type: "welcome",
  version: PROTOCOL_VERSION,
  self: KEY,
  capacity: 8,
  resumed: false,
  participants: [],
  doors: { host: KEY, locked: false },
  knocks: [],
  iceServers: [],
};

const PROPS = {
  slug: "quiet-otter-bay",
  locale: "en",
  chosen: null,
  messages: en.call,
  nextSlug: "amber-heron-cove",
} as const;

await ROOM.load();
await fetchPanels();

type World = Disposable & RenderResult & { ports: FakePorts };

/** A page that opened `address`, until the end of the test. */
async function open(
  address: string,
  prepare: (ports: FakePorts) => void = () => {},
): Promise<World> {
  const ports = new FakePorts(address);
  prepare(ports);
  window.happyDOM.setURL(address);
  const page = render(<Call {...PROPS} ports={ports} />);
  await settle();
  return Object.assign(page, { ports, [Symbol.dispose]: cleanup });
}

/** Lets the cryptography and whatever waits for it come a step further. */
async function settle(): Promise<void> {
  await act(async () => {
    for (let turn = 0; turn < 20; turn++) {
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  });
}

/** Sealing takes threads, which a busy machine may let wait: what has not happened by then, in milliseconds, never will. */
const PATIENCE_MS = 30_000;

/** Waits until `assertion` holds, or fails as it does. */
async function eventually(assertion: () => unknown): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    try {
      return void assertion();
    } catch {
      await settle();
    }
  }
  assertion();
}

function phase({ container }: World): string | undefined {
  return container.querySelector<HTMLElement>("[data-phase]")?.dataset.phase;
}

async function press(page: World, name: string): Promise<void> {
  await act(() => void fireEvent.click(page.getByRole("button", { name })));
  await settle();
}

/** From the lobby into a call in which nobody else is. */
async function join(page: World): Promise<void> {
  await press(page, "Join call");
  await welcome(page);
}

/** Whoever stood in the lobby may have looked into the room on the same socket before. */
function isHello(message: unknown): boolean {
  const decoded = decodeClientMessage(String(message));
  return decoded.ok && decoded.value.type === "hello";
}

/** The server takes the newest socket, hears its hello and lets it in. */
async function welcome(page: World): Promise<void> {
  const unaccepted = () => page.ports.sockets.find(({ readyState }) => readyState === 0);
  await eventually(() => assert.ok(unaccepted()));
  const socket = unaccepted()!;
  await act(() => socket.accept());
  await eventually(() => assert.ok(socket.sent.some(isHello)));
  await act(() => socket.push(JSON.stringify(WELCOME)));
  await eventually(() => assert.equal(phase(page), "in-call"));
}

Deno.test("the way through a call: lobby, joining, in the call, ended, and back in", async () => {
  using page = await open(`${ADDRESS}#${KEY}`);
  assert.equal(phase(page), "lobby");
  await press(page, "Join call");
  assert.equal(phase(page), "joining");
  await press(page, "Cancel");
  assert.notEqual(phase(page), "joining");
  if (phase(page) === "ended") await press(page, "Rejoin");
  else await press(page, "Join call");
  await welcome(page);
  assert.equal(phase(page), "in-call");
  await press(page, "Leave");
  assert.equal(phase(page), "ended");
  await press(page, "Rejoin");
  assert.equal(phase(page), "joining");
  await welcome(page);
  assert.equal(phase(page), "in-call");
});

Deno.test("whoever turned to Join before has spoken to the server by the time the press is drawn", async () => {
  using page = await open(`${ADDRESS}#${KEY}`);
  await eventually(() => assert.equal(page.ports.sockets.length, 1));
  await act(() => page.ports.sockets[0]!.accept());
  const button = page.getByRole("button", { name: "Join call" });
  await act(() => void fireEvent.focusIn(button));
  await settle();
  fireEvent.click(button);
  assert.ok(page.ports.marks.includes("lagoon:signaling-open"));
  await settle();
});

Deno.test("alone in a call the invite link is the address without anyone's language", async () => {
  using page = await open(`${ADDRESS}?lang=en#${KEY}`);
  await join(page);
  const field = page.getByRole("textbox", { name: "Invite link" }) as HTMLInputElement;
  assert.equal(field.value, `${ADDRESS}#${KEY}`);
});

Deno.test("what Mute and the camera switch say is what the devices do", async () => {
  using page = await open(`${ADDRESS}#${KEY}`);
  await join(page);
  const [microphone, camera] = [
    page.ports.media.given.find(({ kind }) => kind === "audio")!,
    page.ports.media.given.find(({ kind }) => kind === "video")!,
  ];
  const own = page.getByRole("figure");
  assert.equal(trackOf(own.querySelector("video")), camera);

  await press(page, "Mute");
  page.getByRole("button", { name: "Unmute" });
  assert.match(own.getAttribute("aria-label")!, /microphone muted/);
  assert.equal(microphone.enabled, false);
  assert.equal(microphone.readyState, "live");

  await press(page, "Turn off camera");
  page.getByRole("button", { name: "Turn on camera" });
  assert.equal(camera.readyState, "ended");
  assertGone(own.querySelector("video"));
});

Deno.test("a hand goes up and down, and is down in the next call", async () => {
  using page = await open(`${ADDRESS}#${KEY}`);
  await join(page);
  await press(page, "Raise hand");
  page.getByRole("figure", { name: /hand raised/ });
  await press(page, "Lower hand");
  assert.equal(page.queryByRole("figure", { name: /hand raised/ }), null);
  await press(page, "Raise hand");
  await press(page, "Leave");
  await press(page, "Rejoin");
  await welcome(page);
  page.getByRole("button", { name: "Raise hand", pressed: false });
});

Deno.test("a screen is shared until its button, its tile or the browser ends it", async () => {
  using page = await open(`${ADDRESS}#${KEY}`);
  await join(page);
  const shared = () => page.queryByText(en.call.tile.ownScreen) !== null;
  const share = async () => {
    const screen = new FakeTrack("video");
    page.ports.media.screen = screen as unknown as MediaStreamTrack;
    await press(page, "Share screen");
    await eventually(() => assert.equal(shared(), true));
    return screen;
  };
  for (const name of ["Stop sharing", "Stop"]) {
    const screen = await share();
    await press(page, name);
    assert.equal(shared(), false);
    assert.equal(screen.readyState, "ended");
  }
  const screen = await share();
  await act(() => void screen.dispatchEvent(new Event("ended")));
  assert.equal(shared(), false);
  page.getByRole("button", { name: "Share screen" });
});

Deno.test("who thinks better of sharing shares nothing, and sees no error", async () => {
  using page = await open(`${ADDRESS}#${KEY}`);
  await join(page);
  await press(page, "Share screen");
  page.getByRole("button", { name: "Share screen" });
  assert.equal(page.queryByRole("alert"), null);
});

Deno.test("a new name is on the tile, as clean as everyone gets it", async () => {
  using page = await open(`${ADDRESS}#${KEY}`);
  await join(page);
  await press(page, "Settings");
  const field = page.getByRole("textbox", { name: "Your name" }) as HTMLInputElement;
  await act(() => void fireEvent.input(field, { target: { value: "  Ana  Ri " } }));
  await act(() => void fireEvent.change(field));
  page.getByRole("figure", { name: /^Ana Ri \(you\)/ });
  assert.equal(field.value, "Ana Ri");
});

Deno.test("leaving ends the call and lets go of the devices", async () => {
  using page = await open(`${ADDRESS}#${KEY}`);
  await join(page);
  await press(page, "Leave");
  assert.equal(phase(page), "ended");
  page.getByRole("heading", { name: en.call.ended.reasons.left.title });
  assert.deepEqual(page.ports.media.given.map(({ readyState }) => readyState), ["ended", "ended"]);
});

Deno.test("the screen stays bright for as long as the call goes, and no longer", async () => {
  using page = await open(`${ADDRESS}#${KEY}`);
  assert.equal(page.ports.awake, false);
  await join(page);
  assert.equal(page.ports.awake, true);
  await press(page, "Leave");
  assert.equal(page.ports.awake, false);
});

Deno.test("how a call is liked to look is remembered on this device", async () => {
  using page = await open(`${ADDRESS}#${KEY}`);
  await join(page);
  await press(page, "Layout");
  await act(() => void fireEvent.click(page.getAllByRole("radio").at(-1)!));
  const kept = page.ports.storage.read("device", "lagoon:preferences");
  assert.equal(JSON.parse(kept!).stage, "speaker");
});

Deno.test("original sound is off until it is wished for, changes the microphone at once, and is remembered on this device", async () => {
  using page = await open(`${ADDRESS}#${KEY}`);
  await join(page);
  const microphone = page.ports.media.given.find(({ kind }) => kind === "audio")!;
  await press(page, "Settings");
  const box = page.getByRole("checkbox", { name: /^Original sound/ }) as HTMLInputElement;
  assert.deepEqual([box.checked, microphone.getSettings().echoCancellation], [false, true]);
  await act(() => void fireEvent.click(box));
  assert.equal(box.checked, true);
  assert.equal(microphone.getSettings().echoCancellation, false);
  const kept = page.ports.storage.read("device", "lagoon:preferences");
  assert.equal(JSON.parse(kept!).originalSound, true);
});

Deno.test("who talks while muted is heard by the page alone, and told", async () => {
  using page = await open(`${ADDRESS}#${KEY}`);
  await join(page);
  await press(page, "Mute");
  const ear = page.ports.media.levels.at(-1)!;
  const microphone = page.ports.media.given.find(({ kind }) => kind === "audio")!;
  assert.equal(microphone.enabled, false);
  assert.equal(ear.track.enabled, true);
  for (let reading = 0; reading < 10; reading++, page.ports.time += 80) {
    await act(() => ear.tell(0.4));
  }
  await press(page, en.call.notices.unmute);
  page.getByRole("button", { name: "Mute" });
});

Deno.test("a seat opened elsewhere ends this one and says why", async () => {
  using page = await open(`${ADDRESS}#${KEY}`);
  await join(page);
  await act(() => page.ports.sockets[0]!.shut(CloseCode.replaced));
  await settle();
  await eventually(() => assert.equal(phase(page), "ended"));
  page.getByRole("heading", { name: en.call.ended.reasons.replaced.title });
});

Deno.test("a lost server is told and ends nothing", async () => {
  using page = await open(`${ADDRESS}#${KEY}`);
  await join(page);
  await act(() => page.ports.sockets[0]!.shut(1006));
  await settle();
  await eventually(() => page.getByText(en.call.stage.reconnecting));
  assert.equal(phase(page), "in-call");
});

Deno.test("#new makes a key and puts it into the address bar", async () => {
  using page = await open(`${ADDRESS}#new`);
  assert.match(page.ports.page.url().hash, /^#[\w-]{22}$/);
  assert.equal(phase(page), "lobby");
  page.getByRole("button", { name: "Join call" });
});

for (const fragment of ["", "#", "#tooshort", `#${KEY}x`]) {
  Deno.test(`a link that ends in "${fragment}" is not complete, and touches no device`, async () => {
    using page = await open(ADDRESS + fragment);
    page.getByRole("heading", { name: en.call.incomplete.title });
    const another = page.getByRole("link", { name: "Start a new call" });
    assert.equal(another.getAttribute("href"), "/r/amber-heron-cove#new");
    assert.deepEqual(page.ports.media.asked, []);
  });
}

Deno.test("a refused camera is explained, and one can join without it", async () => {
  using page = await open(`${ADDRESS}#${KEY}`, (ports) => {
    const denied = new DOMException("Permission denied", "NotAllowedError");
    ports.media.refusals = { camera: denied, microphone: denied };
  });
  await eventually(() => page.getByText(en.call.deviceErrors.both.denied.title));
  await join(page);
  page.getByRole("figure", { name: /no microphone, camera off/ });
});

Deno.test("changing the language keeps the call and the key", async () => {
  using page = await open(`${ADDRESS}#${KEY}`);
  await join(page);
  await press(page, "Settings");
  await act(() => void fireEvent.click(page.getByRole("link", { name: "中文" })));
  await eventually(() => page.getByRole("button", { name: "静音" }));
  assert.equal(phase(page), "in-call");
  assert.equal(page.ports.sockets.length, 1);
  assert.equal(document.documentElement.lang, "zh");
  assert.equal(location.href, `${ADDRESS}?lang=zh#${KEY}`);
});

/** Until the end of the test, words that `fetchWords` brings. */
function words(locale: Locale, fetchWords: () => Promise<CallMessages>): Disposable {
  const before = LANGUAGES.get(locale)!;
  LANGUAGES.set(locale, later(fetchWords));
  return { [Symbol.dispose]: () => void LANGUAGES.set(locale, before) };
}

/** Words of which nothing arrives `times` times. */
function lost(locale: Locale, times: number): Disposable {
  let tries = 0;
  return words(locale, () => {
    tries++;
    if (tries <= times) return Promise.reject(new TypeError("Failed to fetch"));
    return Promise.resolve(messages(locale).call);
  });
}

async function choose(page: World, name: string): Promise<void> {
  await act(() => void fireEvent.click(page.getByRole("link", { name })));
  await settle();
}

Deno.test("a language that does not arrive is told in the one that there is, which is spoken on, and can be chosen again", async () => {
  for (const inside of [false, true]) {
    using _lost = lost("zh", 1);
    using page = await open(`${ADDRESS}#${KEY}`);
    // What the test before chose is not ours.
    document.documentElement.lang = "en";
    if (inside) {
      await join(page);
      await press(page, "Settings");
    }
    await choose(page, "中文");
    const alert = page.getByRole("alert");
    assert.match(alert.textContent!, /^中文 did not arrive/);
    assert.ok(alert.textContent!.includes(en.call.panels.failed.next));
    assert.equal(document.documentElement.lang, "en");
    assert.equal(location.href, `${ADDRESS}#${KEY}`);
    page.getByRole("link", { name: "中文" });
    await choose(page, "中文");
    await eventually(() => page.getByRole("link", { name: "English" }));
    assert.equal(document.documentElement.lang, "zh");
    assertGone(page.queryByRole("alert"));
  }
});

Deno.test("the language that the page came in is there again without asking for it", async () => {
  using _lost = lost("en", Infinity);
  using page = await open(`${ADDRESS}#${KEY}`);
  await choose(page, "中文");
  await eventually(() => page.getByRole("link", { name: "English" }));
  await choose(page, "English");
  page.getByRole("button", { name: "Join call" });
  assert.equal(document.documentElement.lang, "en");
});

Deno.test("of two languages the one that was chosen last is spoken, whichever comes first", async () => {
  const slow = Promise.withResolvers<CallMessages>();
  using _slow = words("zh", () => slow.promise);
  using page = await open(`${ADDRESS}#${KEY}`);
  await choose(page, "中文");
  await choose(page, "العربية");
  await eventually(() => page.getByRole("link", { name: "English" }));
  await act(() => slow.resolve(messages("zh").call));
  await settle();
  assert.equal(document.documentElement.lang, "ar");
  page.getByRole("link", { name: "中文" });
});

Deno.test("closing the page leaves nothing behind", async () => {
  const page = await open(`${ADDRESS}#${KEY}`);
  await join(page);
  page[Symbol.dispose]();
  await settle();
  assert.deepEqual(page.ports.media.given.map(({ readyState }) => readyState), ["ended", "ended"]);
  assert.equal(page.ports.media.listeners, 0);
  assert.ok(page.ports.media.levels.every(({ ended }) => ended));
});

Deno.test("what the server draws is what the browser begins with", () => {
  const host = document.createElement("div");
  host.innerHTML = renderToString(<Call {...PROPS} />);
  const drawn = host.innerHTML;
  assert.match(drawn, /data-phase="lobby"/);
  assert.match(drawn, /<button[^>]* disabled[^>]*>Join call/);
  assert.doesNotMatch(drawn, /style=/);
  act(() => {
    hydrate(<Call {...PROPS} ports={new FakePorts(`${ADDRESS}#${KEY}`)} />, host);
    // Effects run at the end of `act`: this is the page before it comes to life.
    assert.equal(host.innerHTML, drawn);
    draw(null, host);
  });
});
