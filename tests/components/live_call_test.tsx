/** What a person sees and can press, driven by the signals of a session. */
import assert from "node:assert/strict";
import { act, fireEvent, within } from "@testing-library/preact";
import type { DoorState, EndReason } from "../../client/call_state.ts";
import type { CaptureKind, DeviceErrorCode, MediaState } from "../../client/media_state.ts";
import { en } from "../../locales/en.ts";
import type { PeerId } from "../../protocol/ids.ts";
import { fakeTrack } from "../sim/fake_media.ts";
import {
  assertFocused,
  assertGone,
  PHONE,
  playback,
  speakerOf,
  trackOf,
  WIDE,
  window,
} from "../support/dom.ts";
import { inCall, mediaState, participant } from "../support/fake_session.ts";
import { FakeTalk } from "../support/fake_talk.ts";
import { LINK, open, set, settle } from "./support/live_call.tsx";

const ana = participant("Ana");
const bo = participant("Bo");

Deno.test("the lobby offers a name, the two switches, the three devices and the way in", () => {
  using page = open();
  page.getByRole("textbox", { name: "Your name" });
  page.getByRole("button", { name: "Mute" });
  page.getByRole("button", { name: "Turn on camera" });
  for (const name of ["Microphone", "Camera", "Speaker"]) {
    page.getByRole("combobox", { name, hidden: true });
  }
  fireEvent.input(page.getByRole("textbox", { name: "Your name" }), { target: { value: "Ana" } });
  fireEvent.click(page.getByRole("button", { name: "Mute" }));
  fireEvent.click(page.getByRole("button", { name: "Turn on camera" }));
  fireEvent.click(page.getByRole("button", { name: "Join call" }));
  assert.deepEqual(page.session.pressed, ["rename Ana", "setMuted true", "setCamera true", "join"]);
});

Deno.test("the space between two names outlasts what happens between two keys", async () => {
  using page = open();
  const field = page.getByRole("textbox", { name: "Your name" }) as HTMLInputElement;
  await act(() => void fireEvent.input(field, { target: { value: "Ana " } }));
  // What is remembered has no space at its end, and the lobby is drawn anew when a device answers.
  await set(page.session, { media: mediaState({ muted: true }) });
  assert.equal(field.value, "Ana ");
  await act(() => void fireEvent.blur(field));
  assert.equal(field.value, page.session.name.value);
});

Deno.test("a muted microphone offers to unmute, an open camera to be turned off", async () => {
  using page = open();
  const camera = fakeTrack("video");
  await set(page.session, {
    media: mediaState({ muted: true, camera: { state: "on", track: camera, deviceId: "c" } }),
  });
  fireEvent.click(page.getByRole("button", { name: "Unmute" }));
  fireEvent.click(page.getByRole("button", { name: "Turn off camera" }));
  assert.deepEqual(page.session.pressed, ["setMuted false", "setCamera false"]);
  assert.equal(trackOf(page.container.querySelector("video")), camera);
});

Deno.test("the preview lets go of a camera that is turned off", async () => {
  using page = open();
  const track = fakeTrack("video");
  await set(page.session, { media: mediaState({ camera: { state: "on", track, deviceId: "c" } }) });
  const video = page.container.querySelector("video");
  await set(page.session, { media: mediaState({ camera: { state: "off" } }) });
  assertGone(page.container.querySelector("video"));
  assert.equal(trackOf(video), undefined);
  page.getByText(en.call.lobby.cameraOff);
});

Deno.test("the level is shown only while it is sent", async () => {
  using page = open();
  const microphone = { state: "on", track: fakeTrack("audio"), deviceId: "m" } as const;
  await set(page.session, { media: mediaState({ microphone }) });
  const meter = page.getByRole("meter", { name: "Microphone level" });
  assert.equal(meter.getAttribute("aria-valuenow"), "0");
  await act(() => {
    page.session.level.value = 1;
  });
  assert.equal(meter.getAttribute("aria-valuenow"), "5");
  await set(page.session, { media: mediaState({ microphone, muted: true }) });
  assertGone(page.queryByRole("meter"));
});

Deno.test("the lobby says what others get of who comes without picture or sound", async () => {
  using page = open();
  const camera = { state: "on", track: fakeTrack("video"), deviceId: "c" } as const;
  const microphone = { state: "on", track: fakeTrack("audio"), deviceId: "m" } as const;
  const denied = { state: "failed", code: "denied" } as const;
  const { shownAs } = en.call.lobby;
  const sentences = new Set<string>(Object.values(shownAs));
  const said = async (changes: Partial<MediaState>) => {
    await set(page.session, { media: mediaState(changes) });
    const texts = page.queryAllByRole("status").map(({ textContent }) => textContent ?? "");
    return texts.filter((text) => sentences.has(text));
  };
  assert.deepEqual(await said({ camera, microphone }), []);
  assert.deepEqual(await said({ camera: { state: "starting" }, microphone }), []);
  assert.deepEqual(await said({ microphone }), [shownAs.sound]);
  assert.deepEqual(await said({ microphone, camera: denied }), [shownAs.sound]);
  assert.deepEqual(await said({ camera, microphone, muted: true }), [shownAs.picture]);
  assert.deepEqual(await said({ camera }), [shownAs.picture]);
  assert.deepEqual(await said({ microphone, muted: true }), [shownAs.neither]);
  assert.deepEqual(await said({ camera: denied, microphone: denied }), [shownAs.neither]);
});

Deno.test("a name that is markup is a name, wherever it is shown or said", async () => {
  using page = open();
  const name = "<img src=x onerror=alert(1)>";
  const eve = participant("Eve", { name });
  const doors: DoorState = {
    host: ana.peer,
    hosting: true,
    locked: true,
    waiting: [{ peer: "mal" as PeerId, name }],
  };
  await set(page.session, { call: inCall([ana]) });
  await set(page.session, { call: inCall([ana, eve], { doors }) });
  page.getByRole("figure", { name: new RegExp(`^${name.replace(/[()]/g, "\\$&")}`) });
  page.getByText(`\u2068${name} 2\u2069 asks to join`);
  await act(() => void fireEvent.click(page.getByRole("button", { name: "People" })));
  assert.ok(page.getAllByText(name).length > 1);
  assertGone(document.querySelector("img, [onerror]"));
});

Deno.test("choosing a device asks the session for it", async () => {
  using page = open();
  const devices = {
    microphone: [{ deviceId: "m1", label: "Headset" }],
    camera: [{ deviceId: "c1", label: "" }],
    speaker: [],
  };
  await set(page.session, { media: mediaState({ devices }) });
  const box = page.getByRole("combobox", { name: "Camera", hidden: true });
  within(box).getByRole("option", { name: "Camera 1", hidden: true });
  fireEvent.change(box, { target: { value: "c1" } });
  assert.deepEqual(page.session.pressed, ["choose camera c1"]);
});

for (const kind of ["camera", "microphone"] as const satisfies readonly CaptureKind[]) {
  for (const code of Object.keys(en.call.deviceErrors[kind]) as DeviceErrorCode[]) {
    Deno.test(`a ${kind} that is ${code} has its sentence and its way out`, async () => {
      using page = open();
      await set(page.session, { media: mediaState({ [kind]: { state: "failed", code } }) });
      const alert = page.getByRole("alert");
      within(alert).getByText(en.call.deviceErrors[kind][code].title);
      within(alert).getByText(en.call.deviceErrors[kind][code].next, { exact: false });
      const retry = within(alert).queryByRole("button", { name: `Try again: ${kind}` });
      assert.equal(retry !== null, code !== "insecure-origin");
      if (retry !== null) fireEvent.click(retry);
      assert.deepEqual(page.session.pressed, retry === null ? [] : [`retry ${kind}`]);
      // Everything but a page without keys can go on without the device.
      const join = page.getByRole("button", { name: "Join call" });
      const barred = kind === "camera" && code === "insecure-origin";
      assert.equal(join.hasAttribute("disabled"), barred);
    });
  }
}

Deno.test("both devices that fail alike have one sentence and one way out, others one each", async () => {
  using page = open();
  const denied = { state: "failed", code: "denied" } as const;
  const microphone = { state: "failed", code: "busy" } as const;
  await set(page.session, { media: mediaState({ camera: denied, microphone: denied }) });
  within(page.getByRole("alert")).getByText(en.call.deviceErrors.both.denied.title);
  fireEvent.click(page.getByRole("button", { name: "Try again: camera and microphone" }));
  assert.deepEqual(page.session.pressed, ["retry microphone camera"]);
  await set(page.session, { media: mediaState({ camera: denied, microphone }) });
  assert.equal(page.getAllByRole("alert").length, 2);
  page.getByRole("button", { name: "Try again: camera" });
  page.getByRole("button", { name: "Try again: microphone" });
});

for (const kind of ["camera", "microphone"] as const satisfies readonly CaptureKind[]) {
  for (const code of Object.keys(en.call.deviceErrors[kind]) as DeviceErrorCode[]) {
    Deno.test(`nobody who has joined is advised to join when their ${kind} is ${code}`, async () => {
      using page = open();
      await set(page.session, { call: inCall([ana, bo]) });
      await set(page.session, { media: mediaState({ [kind]: { state: "failed", code } }) });
      const alert = page.getByRole("alert");
      within(alert).getByText(en.call.deviceErrors[kind][code].title);
      const { goesOn } = en.call.notices;
      const next = goesOn[kind][code] ?? en.call.deviceErrors[kind][code].next;
      within(alert).getByText(next, { exact: false });
      assert.doesNotMatch(alert.textContent!, /join|Devices/);
    });
  }
}

Deno.test("while joining the button says so, and only long silence gets a sentence", async () => {
  using page = open();
  await set(page.session, { call: { phase: "joining", attempts: 2, toldMs: 0, knocking: false } });
  const button = page.getByRole("button", { name: "Joining…" });
  assert.equal(button.hasAttribute("disabled"), true);
  assertGone(page.queryByText(en.call.lobby.stillTrying));
  await set(page.session, { call: { phase: "joining", attempts: 3, toldMs: 0, knocking: false } });
  page.getByText(en.call.lobby.stillTrying);
  const told = { phase: "joining", attempts: 3, toldMs: 30_400, knocking: false } as const;
  await set(page.session, { call: told });
  page.getByText("The server has too much to do just now. Trying again in 31 s.");
  assertGone(page.queryByText(en.call.lobby.stillTrying));
  fireEvent.click(page.getByRole("button", { name: "Cancel" }));
  assert.deepEqual(page.session.pressed, ["leave"]);
});

Deno.test("each participant has one tile that says who they are and how they do", async () => {
  using page = open();
  const muted = participant("Cy", { microphone: "muted", camera: "off", link: "weak" });
  await set(page.session, { call: inCall([ana, bo, muted]) });
  assert.deepEqual(
    page.getAllByRole("figure").map((tile) => tile.getAttribute("aria-label")),
    ["Ana (you)", "Bo", "Cy, microphone muted, camera off, weak connection"],
  );
  const tile = page.getByRole("figure", { name: /^Cy/ });
  assert.deepEqual({ ...tile.dataset }, { peer: "cy", source: "camera", link: "weak" });
  const own = page.getByRole("figure", { name: /^Ana/ });
  assert.equal(own.hasAttribute("data-self"), true);
});

Deno.test("a tile shows the camera of its peer, and its initials when there is none", async () => {
  using page = open();
  const camera = fakeTrack("video");
  page.session.tracks.value = new Map([[bo.peer, { camera }]]);
  await set(page.session, { call: inCall([ana, bo]) });
  const tile = page.getByRole("figure", { name: /^Bo/ });
  assert.equal(trackOf(tile.querySelector("video")), camera);
  await set(page.session, { call: inCall([ana, { ...bo, camera: "off" }]) });
  assertGone(tile.querySelector("video"));
  within(tile).getByText("B");
});

Deno.test("only the others are heard, each once, and through the speaker in use", async () => {
  using page = open();
  const own = { state: "on", track: fakeTrack("audio"), deviceId: "m" } as const;
  const microphone = fakeTrack("audio");
  page.session.tracks.value = new Map([[bo.peer, { microphone }]]);
  const media = mediaState({ microphone: own, speaker: "headphones" });
  await set(page.session, { call: inCall([ana, bo]), media });
  const players = [...page.container.querySelectorAll("audio")];
  assert.deepEqual(players.map(trackOf), [microphone]);
  assert.deepEqual(players.map(speakerOf), ["headphones"]);
});

Deno.test("held back sound has a button that plays it", async () => {
  using page = open();
  playback.allowed = false;
  page.session.tracks.value = new Map([[bo.peer, { microphone: fakeTrack("audio") }]]);
  await set(page.session, { call: inCall([ana, bo]) });
  await settle();
  const button = page.getByRole("button", { name: "Play sound" });
  playback.allowed = true;
  await act(() => void fireEvent.click(button));
  assertGone(page.queryByRole("button", { name: "Play sound" }));
});

Deno.test("whoever is alone gets the invite link instead of an empty grid", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana]) });
  page.getByRole("heading", { name: "Nobody else is here" });
  const field = page.getByRole("textbox", { name: "Invite link" });
  assert.equal((field as HTMLInputElement).value, LINK);
  await act(() => void fireEvent.click(page.getByRole("button", { name: "Copy" })));
  assert.deepEqual(page.ports.copied, [LINK]);
  await settle();
  page.getByRole("button", { name: "Link copied" });
  await set(page.session, { call: inCall([ana, bo]) });
  assertGone(page.queryByRole("textbox", { name: "Invite link" }));
  await set(page.session, { call: inCall([ana]) });
  page.getByRole("heading", { name: "Nobody else is here" });
  page.getByRole("textbox", { name: "Invite link" });
});

Deno.test("an invitation that does not reach the clipboard is shown to be copied by hand", async () => {
  using page = open();
  page.ports.clipboard = false;
  await set(page.session, { call: inCall([ana, bo]) });
  await act(() => void fireEvent.click(page.getByRole("button", { name: "Invite" })));
  await settle();
  const panel = page.getByRole("complementary", { name: "Invite" });
  within(panel).getByRole("textbox", { name: "Invite link" });
});

Deno.test("People lists everyone, takes the focus, and gives it back", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, { ...bo, microphone: "muted" }]) });
  const button = page.getByRole("button", { name: "People" });
  await act(() => void fireEvent.click(button));
  assert.equal(button.getAttribute("aria-expanded"), "true");
  const panel = page.getByRole("complementary", { name: "People" });
  assert.deepEqual(
    within(panel).getAllByRole("listitem").map((item) => item.textContent),
    ["AAna(you)host", "BBomicrophone muted"],
  );
  within(panel).getByText("2 people in the call · Room for 8");
  assertFocused(within(panel).getByRole("heading", { name: "People" }));
  await act(() => void fireEvent.keyDown(panel, { key: "Escape" }));
  assertGone(page.queryByRole("complementary"));
  assertFocused(button);
});

Deno.test("a lost server is a quiet line, and the call goes on", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo], { signaling: "reconnecting" }) });
  page.getByText(en.call.stage.reconnecting);
  assert.equal(page.getAllByRole("figure").length, 2);
  await set(page.session, { call: inCall([ana, bo]) });
  assertGone(page.queryByText(en.call.stage.reconnecting));
});

Deno.test("a server that will have nothing to do with the page is told apart from one that is away, and the call goes on", async () => {
  using page = open();
  for (const signaling of ["outdated", "closed"] as const) {
    await set(page.session, { call: inCall([ana, bo], { signaling }) });
    page.getByText(en.call.stage[signaling]);
    assertGone(page.queryByText(en.call.stage.reconnecting));
    assert.equal(page.getAllByRole("figure").length, 2);
  }
});

Deno.test("whose seat another tab has taken reads so at once, while the links of this one come to their end", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo], { signaling: "replaced" }) });
  page.getByText(en.call.ended.reasons.replaced.title);
});

Deno.test("what happens is said aloud, one sentence after the other", async () => {
  using page = open();
  const said = () => page.getByRole("status").textContent;
  await set(page.session, { call: inCall([ana]) });
  assert.equal(said(), "You are in the call.");
  await set(page.session, { call: inCall([ana, bo]) });
  assert.equal(said(), "You are in the call.");
  await act(() => page.ports.pass(2_000));
  assert.equal(said(), "Bo joined.");
  await act(() => page.ports.pass(2_000));
  assert.equal(said(), "");
});

Deno.test("of several nameless people, who has gone keeps the number in what is said of them", async () => {
  using page = open();
  const talk = new FakeTalk();
  page.session.talk.value = talk;
  const gus = participant("", { peer: "gus" as PeerId });
  const hal = participant("", { peer: "hal" as PeerId });
  await set(page.session, { call: inCall([ana, gus, hal]) });
  await act(() => {
    talk.reactions.shown.value = [{ key: 1, peer: hal.peer, code: "clap" }];
  });
  await set(page.session, { call: inCall([ana, gus]) });
  const heard = new Set<string | null>();
  for (let ms = 0; ms < 10_000; ms += 100) {
    await act(() => page.ports.pass(100));
    heard.add(page.getByRole("status").textContent);
  }
  assert.ok(heard.has("Guest 2 left.") && heard.has("Applause from Guest 2."), [...heard].join());
});

Deno.test("a device that fails during a call is explained, once, until it is asked for again", async () => {
  using page = open();
  const busy = mediaState({ camera: { state: "failed", code: "busy" } });
  await set(page.session, { call: inCall([ana, bo]), media: busy });
  assertGone(page.queryByRole("alert"), "it was known before the call");
  await set(page.session, { media: mediaState({ camera: { state: "starting" } }) });
  await set(page.session, { media: busy });
  const alert = page.getByRole("alert");
  within(alert).getByText(en.call.deviceErrors.camera.busy.title);
  fireEvent.click(within(alert).getByRole("button", { name: "Try again: camera" }));
  assert.deepEqual(page.session.pressed, ["retry camera"]);
  const close = `Close: ${en.call.deviceErrors.camera.busy.title}`;
  await act(() => void fireEvent.click(page.getByRole("button", { name: close })));
  assertGone(page.queryByRole("alert"));
});

Deno.test("a device that only the page asked for is not brought up, however late it fails", async () => {
  using page = open();
  const starting = { state: "starting" } as const;
  const denied = { state: "failed", code: "denied" } as const;
  const asked = mediaState({ camera: starting, microphone: starting, asked: [] });
  await set(page.session, { call: inCall([ana, bo]), media: asked });
  await set(page.session, { media: { ...asked, camera: denied, microphone: denied } });
  assertGone(page.queryByRole("alert"));
  // Turned on by a press, it is news.
  await set(page.session, { media: { ...asked, microphone: denied, asked: ["camera"] } });
  const camera = mediaState({ camera: denied, microphone: denied, asked: ["camera"] });
  await set(page.session, { media: camera });
  within(page.getByRole("alert")).getByText(en.call.deviceErrors.camera.denied.title);
});

Deno.test("Unmute asks again for a microphone that failed", async () => {
  using page = open();
  const media = mediaState({ microphone: { state: "failed", code: "busy" } });
  await set(page.session, { call: inCall([ana, bo]), media });
  fireEvent.click(page.getByRole("button", { name: "Unmute" }));
  assert.deepEqual(page.session.pressed, ["retry microphone", "setMuted false"]);
});

Deno.test("Leave leaves", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo]) });
  fireEvent.click(page.getByRole("button", { name: "Leave" }));
  assert.deepEqual(page.session.pressed, ["leave"]);
});

/** The button that helps, where something we can do would help. */
const WAYS_BACK: Readonly<Record<EndReason, string | null>> = {
  "left": "Rejoin",
  "replaced": "Rejoin",
  "room-full": "Try again",
  "unreachable": "Try again",
  "version-mismatch": "Reload the page",
  "refused": "Reload the page",
  "locked": "Ask to join",
  "declined": "Ask to join",
  "removed": null,
  "link-replaced": null,
  "idle": "Rejoin",
};

for (const reason of Object.keys(WAYS_BACK) as EndReason[]) {
  Deno.test(`a call that ended because of ${reason} says so, and what to do`, async () => {
    using page = open();
    await set(page.session, { call: { phase: "ended", reason, duration: 0 } });
    const { title, next } = en.call.ended.reasons[reason];
    assertFocused(page.getByRole("heading", { name: title }));
    page.getByText(next);
    const button = WAYS_BACK[reason];
    if (button !== null) page.getByRole("button", { name: button });
    const another = page.getByRole("link", { name: "Start a new call" });
    assert.equal(another.getAttribute("href"), "/r/amber-heron-cove#new");
  });
}

Deno.test("after a call its length is told, and Rejoin goes back into it", async () => {
  using page = open();
  await set(page.session, { call: { phase: "ended", reason: "left", duration: 754_000 } });
  page.getByText("The call lasted 12 minutes.");
  fireEvent.click(page.getByRole("button", { name: "Rejoin" }));
  assert.deepEqual(page.session.pressed, ["join"]);
});

Deno.test("Raise hand raises it, Lower hand lowers it, and the button says which", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo]) });
  const raise = page.getByRole("button", { name: "Raise hand", pressed: false });
  fireEvent.click(raise);
  await set(page.session, { call: inCall([{ ...ana, hand: 0 }, bo]) });
  fireEvent.click(page.getByRole("button", { name: "Lower hand", pressed: true }));
  assert.deepEqual(page.session.pressed, ["raiseHand true", "raiseHand false"]);
});

Deno.test("raised hands are marked on their tiles, and come first in People, in their order", async () => {
  using page = open();
  const cy = participant("Cy", { hand: 20 });
  const di = participant("Di", { hand: 10 });
  await set(page.session, { call: inCall([ana, bo, cy, di]) });
  const marked = page.getAllByTitle(en.call.tile.hand).map((mark) =>
    mark.closest("figure")!.dataset.peer
  );
  assert.deepEqual(marked, ["cy", "di"]);
  await act(() => void fireEvent.click(page.getByRole("button", { name: "People" })));
  assert.deepEqual(
    page.getAllByRole("listitem").map((item) => item.textContent),
    [
      "DDihand raised, number 1 in line1",
      "CCyhand raised, number 2 in line2",
      "AAna(you)host",
      "BBo",
    ],
  );
  // One hand is no line.
  await set(page.session, { call: inCall([ana, bo, cy]) });
  page.getByText("hand raised");
  page.getByRole("figure", { name: "Cy, hand raised" });
});

Deno.test("Share screen shares, Stop sharing ends it, from the bar and from the tile", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, bo]) });
  fireEvent.click(page.getByRole("button", { name: "Share screen" }));
  await set(page.session, { call: inCall([{ ...ana, screen: "on" }, bo]) });
  fireEvent.click(page.getByRole("button", { name: "Stop sharing" }));
  const tile = page.getByRole("figure", { name: "Ana's screen (you)" });
  assert.deepEqual(Object.keys(tile.dataset).sort(), ["link", "peer", "self", "source"]);
  assert.equal(tile.dataset.source, "screen");
  within(tile).getByText(en.call.tile.ownScreen);
  fireEvent.click(within(tile).getByRole("button", { name: "Stop" }));
  assert.deepEqual(page.session.pressed, [
    "shareScreen true",
    "shareScreen false",
    "shareScreen false",
  ]);
});

Deno.test("a browser that cannot share a screen does not offer it", async () => {
  using page = open();
  page.ports.media.canShareScreen = false;
  await set(page.session, { call: inCall([ana, bo]) });
  assert.equal(page.queryByRole("button", { name: "Share screen" }), null);
  page.getByRole("button", { name: "Raise hand" });
});

Deno.test("a shared screen has a tile of its own, whole and not mirrored, beside the camera", async () => {
  using page = open();
  const [camera, screen] = [fakeTrack("video"), fakeTrack("video")];
  page.session.tracks.value = new Map([[bo.peer, { camera, screen }]]);
  await set(page.session, { call: inCall([ana, { ...bo, screen: "on" }]) });
  const tile = page.getByRole("figure", { name: "Bo's screen" });
  assert.deepEqual({ ...tile.dataset }, { peer: "bo", source: "screen", link: "live" });
  const video = tile.querySelector("video")!;
  assert.equal(trackOf(video), screen);
  assert.equal(video.classList.contains("object-contain"), true);
  assert.equal(video.classList.contains("mirror"), false);
  const face = page.getByRole("figure", { name: "Bo" }).querySelector("video")!;
  assert.equal(trackOf(face), camera);
  await set(page.session, { call: inCall([ana, bo]) });
  assert.equal(page.queryByRole("figure", { name: "Bo's screen" }), null);
  assert.equal(page.getByRole("figure", { name: "Bo" }).querySelector("video"), face);
});

Deno.test("a screen that is not here yet has its tile already", async () => {
  using page = open();
  await set(page.session, { call: inCall([ana, { ...bo, screen: "on" }]) });
  const tile = page.getByRole("figure", { name: "Bo's screen" });
  within(tile).getByText(en.call.tile.screenStarting);
  assert.equal(tile.querySelector("video"), null);
});

Deno.test("the sound of a shared screen is heard beside the voice of who shares it", async () => {
  using page = open();
  const [microphone, sound] = [fakeTrack("audio"), fakeTrack("audio")];
  page.session.tracks.value = new Map([[bo.peer, { microphone, "screen-audio": sound }]]);
  await set(page.session, { call: inCall([ana, { ...bo, screen: "on" }]) });
  const players = () => [...page.container.querySelectorAll("audio")].map(trackOf);
  assert.deepEqual(players(), [microphone, sound]);
  await act(() => {
    page.session.tracks.value = new Map([[bo.peer, { microphone }]]);
  });
  assert.deepEqual(players(), [microphone]);
});

for (const link of ["connecting", "weak", "lost"] as const) {
  Deno.test(`a ${link} link is named on its tiles, and stops nothing else`, async () => {
    using page = open();
    await set(page.session, { call: inCall([ana, { ...bo, link, screen: "on" }]) });
    for (const name of ["Bo", "Bo's screen"]) {
      const tile = page.getByRole("figure", { name: `${name}, ${en.call.tile[link]}` });
      assert.equal(tile.dataset.link, link);
      within(tile).getByText(en.call.tile[link]);
    }
    assert.equal(page.queryByRole("dialog"), null);
    fireEvent.click(page.getByRole("button", { name: "Mute" }));
    assert.deepEqual(page.session.pressed, ["setMuted true"]);
  });
}

Deno.test("a new name is told when it is finished, not letter by letter", async () => {
  using page = open();
  page.session.name.value = "Ana";
  await set(page.session, { call: inCall([ana, bo]) });
  await act(() => void fireEvent.click(page.getByRole("button", { name: "Settings" })));
  const field = page.getByRole("textbox", { name: "Your name" }) as HTMLInputElement;
  assert.equal(field.value, "Ana");
  await act(() => void fireEvent.input(field, { target: { value: "Ana Ri" } }));
  // Whatever happens in the call meanwhile leaves what is typed alone.
  await set(page.session, { call: inCall([ana, { ...bo, microphone: "muted" }]) });
  assert.equal(field.value, "Ana Ri");
  assert.deepEqual(page.session.pressed, []);
  await act(() => void fireEvent.change(field, { target: { value: " Ana Ri " } }));
  assert.deepEqual(page.session.pressed, ["rename  Ana Ri "]);
  await act(() => {
    page.session.name.value = "Ana Ri";
  });
  assert.equal(field.value, "Ana Ri");
});

Deno.test("More opens the rest of the bar on a phone, and whatever is chosen there closes it", async () => {
  window.happyDOM.setViewport(PHONE);
  using page = open();
  using _wide = { [Symbol.dispose]: () => window.happyDOM.setViewport(WIDE) };
  await set(page.session, { call: inCall([ana, bo]) });
  const more = page.getByRole("button", { name: "More" });
  const isOpen = () => more.getAttribute("aria-expanded") === "true";
  const press = (element: Element) => act(() => void fireEvent.click(element));
  assert.equal(page.queryByRole("button", { name: "People" }), null);
  await press(more);
  assert.equal(isOpen(), true);
  const card = document.getElementById(more.getAttribute("aria-controls")!)!;
  assertFocused(within(card).getAllByRole("button")[0]!);
  await act(() => void fireEvent.keyDown(card, { key: "Escape" }));
  assert.equal(isOpen(), false);
  assertFocused(more);
  await press(more);
  await act(() => void fireEvent.pointerDown(document.body));
  assert.equal(isOpen(), false);
  await press(more);
  await press(page.getByRole("button", { name: "Share screen" }));
  assert.deepEqual(page.session.pressed, ["shareScreen true"]);
  assert.equal(isOpen(), false);
  await press(more);
  await press(page.getByRole("button", { name: "People" }));
  assert.equal(isOpen(), false);
  const panel = page.getByRole("complementary", { name: "People" });
  await act(() => void fireEvent.keyDown(panel, { key: "Escape" }));
  assertFocused(more);
});
