import assert from "node:assert/strict";
import { MediaSource, type MediaWishes } from "../../client/media_source.ts";
import { deviceInfo, DeviceTrack, exactDevice, FakeDevices } from "./support/fake_devices.ts";

const WISHES: MediaWishes = {
  camera: true,
  muted: false,
  chosen: { camera: "", microphone: "", speaker: "" },
  original: false,
};

function newScene(wishes: Partial<MediaWishes> = {}, prepare?: (devices: FakeDevices) => void) {
  const devices = new FakeDevices();
  prepare?.(devices);
  const clock = { now: 0 };
  const source = new MediaSource(devices, { ...WISHES, ...wishes }, {
    now: () => clock.now,
  });
  /** What is true of both devices, in a word each. */
  const states = () => {
    const { camera, microphone } = source.state.peek();
    const tell = (capture: typeof camera) =>
      capture.state === "failed" ? capture.code : capture.state;
    return { camera: tell(camera), microphone: tell(microphone) };
  };
  /** The tracks that are running, by device. */
  const live = () =>
    devices.given.filter(({ readyState }) => readyState === "live").map(({ label }) => label)
      .sort();
  return { devices, source, states, live, clock };
}

/** Longer than any chain of promises in the source. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await null;
}

const denied = () => new DOMException("Permission denied", "NotAllowedError");
const busy = () => new DOMException("Could not start video source", "NotReadableError");

Deno.test("camera and microphone are asked for in one question", async () => {
  const { source, devices, states, live } = newScene();
  assert.deepEqual(states(), { camera: "starting", microphone: "starting" });
  await source.start();
  assert.equal(devices.asked.length, 1);
  assert.ok(devices.asked[0]?.audio && devices.asked[0].video);
  assert.deepEqual(states(), { camera: "on", microphone: "on" });
  assert.deepEqual(live(), ["cam-1", "mic-1"]);
  // What is there already is not asked for again.
  await source.start();
  assert.equal(devices.asked.length, 1);
});

Deno.test("where one is refused the other is still had, by a question of its own", async () => {
  const { source, devices, states, live } = newScene(
    {},
    (devices) => devices.refusals.camera = denied(),
  );
  await source.start();
  assert.equal(devices.asked.length, 3);
  assert.deepEqual(states(), { camera: "denied", microphone: "on" });
  assert.deepEqual(live(), ["mic-1"]);
});

Deno.test("where both are refused each says why", async () => {
  const { source, states } = newScene({}, (devices) => {
    devices.refusals = { camera: busy(), microphone: denied() };
  });
  await source.start();
  assert.deepEqual(states(), { camera: "busy", microphone: "denied" });
});

Deno.test("what the page asks for at its beginning was asked for by nobody, until it was had or a person asks", async () => {
  const { source, devices } = newScene({}, (devices) => devices.refusals.camera = denied());
  const asked = () => source.state.peek().asked;
  assert.deepEqual(asked(), []);
  await source.start();
  assert.deepEqual(asked(), ["microphone"]);
  source.setCamera(true);
  assert.deepEqual(asked(), ["microphone", "camera"]);
  devices.refusals = { camera: denied(), microphone: denied() };
  devices.given.find(({ label }) => label === "mic-1")!.unplug();
  await settle();
  assert.deepEqual(asked(), ["microphone", "camera"]);
});

Deno.test("two devices that failed are asked for again in one question", async () => {
  const { source, devices, states } = newScene({}, (devices) => {
    devices.refusals = { camera: denied(), microphone: denied() };
  });
  await source.start();
  const { length } = devices.asked;
  devices.refusals = {};
  source.retry("camera", "microphone");
  await settle();
  assert.deepEqual(states(), { camera: "on", microphone: "on" });
  assert.equal(devices.asked.length, length + 1);
});

Deno.test("without a wish for the camera only the microphone is asked for", async () => {
  const { source, devices, states } = newScene({ camera: false });
  await source.start();
  assert.deepEqual(devices.asked.map(({ audio, video }) => [!!audio, !!video]), [[true, false]]);
  assert.deepEqual(states(), { camera: "off", microphone: "on" });
});

Deno.test("[L7] camera off stops the track and lets the device go; on asks for it again", async () => {
  const { source, devices, states, live } = newScene();
  await source.start();
  source.setCamera(false);
  assert.deepEqual(states(), { camera: "off", microphone: "on" });
  assert.deepEqual(live(), ["mic-1"]);
  source.setCamera(true);
  await settle();
  assert.equal(devices.asked.length, 2);
  assert.deepEqual(live(), ["cam-1", "mic-1"]);
});

Deno.test("[L7] an answer that comes after camera off is stopped, whatever else it brings", async () => {
  const { source, devices, states, live } = newScene();
  const answer = devices.hold();
  const started = source.start();
  source.setCamera(false);
  answer();
  await started;
  assert.deepEqual(states(), { camera: "off", microphone: "on" });
  assert.deepEqual(live(), ["mic-1"]);
});

Deno.test("[L7] a refusal that comes after camera off does not ask for the camera again", async () => {
  const { source, devices, states } = newScene(
    {},
    (devices) => devices.refusals.microphone = denied(),
  );
  const answer = devices.hold();
  const started = source.start();
  source.setCamera(false);
  answer();
  await started;
  assert.deepEqual(states(), { camera: "off", microphone: "denied" });
  assert.deepEqual(devices.asked.map(({ video }) => !!video), [true, false]);
});

Deno.test("[L7] nothing is asked for or kept once the source is disposed", async () => {
  for (const refused of [false, true]) {
    const { source, devices, states, live } = newScene();
    if (refused) devices.refusals.camera = denied();
    const answer = devices.hold();
    const started = source.start();
    source[Symbol.dispose]();
    answer();
    await started;
    assert.deepEqual(states(), { camera: "off", microphone: "off" });
    assert.deepEqual(live(), []);
    assert.equal(devices.asked.length, 1);
    assert.equal(devices.listeners, 0);
  }
});

Deno.test("camera off and on again before the first answer keeps one track, the last", async () => {
  const { source, devices, live } = newScene({ camera: false });
  await source.start();
  const answer = devices.hold();
  source.setCamera(true);
  source.setCamera(false);
  source.setCamera(true);
  answer();
  await settle();
  assert.equal(devices.asked.length, 3);
  assert.deepEqual(live(), ["cam-1", "mic-1"]);
  const capture = source.state.peek().camera;
  assert.ok(capture.state === "on" && capture.track.readyState === "live");
});

Deno.test("asking twice while the person thinks asks once", async () => {
  const { source, devices } = newScene();
  const answer = devices.hold();
  const started = source.start();
  source.retry("camera");
  source.retry("microphone");
  void source.start();
  answer();
  await started;
  assert.equal(devices.asked.length, 1);
});

Deno.test("a failed device can be asked for again, once the person has allowed it", async () => {
  const { source, devices, states } = newScene({}, (devices) => devices.refusals.camera = denied());
  await source.start();
  devices.refusals = {};
  source.retry("camera");
  assert.deepEqual(states(), { camera: "starting", microphone: "on" });
  await settle();
  assert.deepEqual(states(), { camera: "on", microphone: "on" });
});

Deno.test("the devices chosen last time are taken, and insisted on", async () => {
  const chosen = { camera: "cam-2", microphone: "mic-2", speaker: "" };
  const { source, live } = newScene({ chosen });
  await source.start();
  assert.deepEqual(live(), ["cam-2", "mic-2"]);
});

Deno.test("a device chosen last time that is gone is replaced by any other", async () => {
  const chosen = { camera: "cam-9", microphone: "", speaker: "" };
  const { source, devices, states, live } = newScene({ chosen });
  await source.start();
  assert.deepEqual(devices.asked.map(({ video }) => exactDevice(video)), ["cam-9", undefined]);
  assert.deepEqual(states(), { camera: "on", microphone: "on" });
  assert.deepEqual(live(), ["cam-1", "mic-1"]);
});

Deno.test("a chosen device that is refused is not replaced behind the person's back", async () => {
  const chosen = { camera: "cam-2", microphone: "", speaker: "" };
  const { source, devices, states } = newScene({ chosen }, (devices) => {
    devices.refusals.camera = busy();
  });
  await source.start();
  assert.deepEqual(states(), { camera: "busy", microphone: "on" });
  assert.deepEqual(devices.asked.map(({ video }) => exactDevice(video)), [
    "cam-2",
    undefined,
    "cam-2",
  ]);
});

Deno.test("choosing another device while one is in use changes over without a gap", async () => {
  const { source, devices, states, live } = newScene();
  await source.start();
  const answer = devices.hold();
  source.choose("camera", "cam-2");
  await settle();
  assert.deepEqual(states(), { camera: "on", microphone: "on" });
  assert.deepEqual(live(), ["cam-1", "mic-1"]);
  answer();
  await settle();
  assert.deepEqual(live(), ["cam-2", "mic-1"]);
  const { camera, chosen } = source.state.peek();
  assert.equal(camera.state === "on" && camera.deviceId, "cam-2");
  assert.equal(chosen.camera, "cam-2");
});

Deno.test("another device that cannot be had leaves the one in use", async () => {
  const { source, devices, states, live } = newScene();
  await source.start();
  devices.refusals.camera = busy();
  source.choose("camera", "cam-2");
  await settle();
  assert.deepEqual(states(), { camera: "on", microphone: "on" });
  assert.deepEqual(live(), ["cam-1", "mic-1"]);
});

Deno.test("choosing a speaker, or a camera while it is off, asks for nothing", async () => {
  const { source, devices, live } = newScene();
  await source.start();
  source.setCamera(false);
  source.choose("speaker", "speaker-1");
  source.choose("camera", "cam-2");
  await settle();
  assert.equal(devices.asked.length, 1);
  source.setCamera(true);
  await settle();
  assert.deepEqual(live(), ["cam-2", "mic-1"]);
});

Deno.test("a device that is pulled out is replaced by another one", async () => {
  const chosen = { camera: "cam-2", microphone: "", speaker: "" };
  const { source, devices, states, live } = newScene({ chosen });
  await source.start();
  devices.present.camera = ["cam-1"];
  devices.given.find(({ label }) => label === "cam-2")!.unplug();
  await settle();
  assert.deepEqual(states(), { camera: "on", microphone: "on" });
  assert.deepEqual(live(), ["cam-1", "mic-1"]);
  // The wish remains: it comes true again when the device is back.
  assert.equal(source.state.peek().chosen.camera, "cam-2");
  assert.deepEqual(source.state.peek().news, {
    kind: "camera",
    why: "unplugged",
    label: "cam-1",
  });
});

Deno.test("when the other device goes as well nothing is said of it any more", async () => {
  const { source, devices, states } = newScene();
  await source.start();
  devices.present.camera = ["cam-2"];
  devices.given.find(({ label }) => label === "cam-1")!.unplug();
  await settle();
  assert.equal(source.state.peek().news?.label, "cam-2");
  devices.present.microphone = ["mic-2"];
  devices.given.find(({ label }) => label === "mic-1")!.unplug();
  await settle();
  devices.present.camera = [];
  devices.given.find(({ label }) => label === "cam-2")!.unplug();
  await settle();
  assert.deepEqual(states(), { camera: "not-found", microphone: "on" });
  assert.equal(source.state.peek().news?.label, "mic-2", "what is true of another still stands");
  devices.present.microphone = [];
  devices.given.find(({ label }) => label === "mic-2")!.unplug();
  await settle();
  assert.equal(source.state.peek().news, null);
});

Deno.test("a chosen device that is plugged in again is taken again, and that is said", async () => {
  const chosen = { camera: "", microphone: "mic-2", speaker: "" };
  const { source, devices, live } = newScene({ chosen });
  const first = [deviceInfo("microphone", "mic-1"), deviceInfo("camera", "cam-1")];
  devices.listed = [...first, deviceInfo("microphone", "mic-2")];
  await source.start();
  devices.present.microphone = ["mic-1"];
  devices.given.find(({ label }) => label === "mic-2")!.unplug();
  devices.change(first);
  await settle();
  assert.deepEqual(live(), ["cam-1", "mic-1"]);
  devices.present.microphone = ["mic-1", "mic-2"];
  devices.change([...first, deviceInfo("microphone", "mic-2")]);
  await settle();
  assert.deepEqual(live(), ["cam-1", "mic-2"]);
  assert.deepEqual(source.state.peek().news, {
    kind: "microphone",
    why: "returned",
    label: "mic-2",
  });
});

Deno.test("a device that goes away is told as that, however soon the browser tells of the others", async () => {
  const { source, devices } = newScene();
  devices.listed = [deviceInfo("microphone", "mic-1"), deviceInfo("microphone", "mic-2")];
  await source.start();
  const asked = devices.asked.length;
  devices.present.microphone = ["mic-2"];
  const answer = devices.hold();
  devices.given.find(({ label }) => label === "mic-1")!.unplug();
  devices.change([deviceInfo("microphone", "mic-2")]);
  await settle();
  answer();
  await settle();
  assert.equal(devices.asked.length, asked + 1);
  assert.equal(source.state.peek().news?.why, "unplugged");
});

Deno.test("a chosen device that was there and could not be had is not tried again because another one came", async () => {
  const { source, devices, live } = newScene();
  const both = [deviceInfo("camera", "cam-1"), deviceInfo("camera", "cam-2")];
  devices.listed = both;
  await source.start();
  devices.refusals.camera = busy();
  source.choose("camera", "cam-2");
  await settle();
  const asked = devices.asked.length;
  devices.change([...both, deviceInfo("camera", "cam-3")]);
  await settle();
  assert.equal(devices.asked.length, asked);
  assert.deepEqual(live(), ["cam-1", "mic-1"]);
});

Deno.test("a device that was missing is taken as soon as there is one", async () => {
  const { source, devices, states } = newScene({}, (devices) => devices.present.camera = []);
  await source.start();
  assert.equal(states().camera, "not-found");
  devices.present.camera = ["cam-1"];
  devices.change([deviceInfo("camera", "cam-1")]);
  await settle();
  assert.equal(states().camera, "on");
});

Deno.test("a device that was refused is not asked for again because another one came", async () => {
  const { source, devices } = newScene({}, (devices) => devices.refusals.camera = denied());
  await source.start();
  const asked = devices.asked.length;
  devices.change([deviceInfo("camera", "cam-1")]);
  await settle();
  assert.equal(devices.asked.length, asked);
});

Deno.test("when the person allows a device that was refused it is taken without a press", async () => {
  const { source, devices, states } = newScene({}, (devices) => devices.refusals.camera = denied());
  await source.start();
  devices.permit("microphone", "granted");
  devices.refusals = {};
  devices.permit("camera", "granted");
  await settle();
  assert.deepEqual(states(), { camera: "on", microphone: "on" });
});

Deno.test("where the site is allowed and refused all the same, the system refuses", async () => {
  const { source, states } = newScene({}, (devices) => {
    devices.refusals.camera = denied();
    devices.permissions = { camera: "granted" };
  });
  await source.start();
  assert.deepEqual(states(), { camera: "denied-by-system", microphone: "on" });
});

Deno.test("a device that is held back by the system is said to be, until it gives again", async () => {
  const { source, devices } = newScene();
  await source.start();
  const microphone = devices.given.find(({ label }) => label === "mic-1")!;
  microphone.hold(true);
  assert.deepEqual(source.state.peek().interrupted, ["microphone"]);
  microphone.hold(false);
  assert.deepEqual(source.state.peek().interrupted, []);
  microphone.hold(true);
  source.choose("microphone", "mic-2");
  await settle();
  assert.deepEqual(source.state.peek().interrupted, []);
});

Deno.test("a microphone of which nothing is heard is said to be silent, until it is heard or changed", async () => {
  const { source, devices, clock } = newScene();
  await source.start();
  const listen = (level: number, now: number) => {
    clock.now = now;
    devices.levels.at(-1)!.tell(level);
  };
  listen(0, 0);
  listen(0, 10_000);
  assert.equal(source.state.peek().silent, true);
  source.choose("microphone", "mic-2");
  await settle();
  assert.equal(source.state.peek().silent, false);
  listen(0, 11_000);
  listen(0, 30_000);
  assert.equal(source.state.peek().silent, true);
  listen(0.5, 31_000);
  assert.equal(source.state.peek().silent, false);
});

Deno.test("of a microphone that is muted nobody says that it is silent", async () => {
  const { source, devices, clock } = newScene({ muted: true });
  await source.start();
  for (clock.now = 0; clock.now < 60_000; clock.now += 5_000) devices.levels[0]!.tell(0);
  assert.equal(source.state.peek().silent, false);
});

Deno.test("a phone turns from the front camera to the back one and back, one running at a time", async () => {
  const { source, devices, live } = newScene();
  devices.listed = [
    deviceInfo("camera", "cam-1", "camera2 1, facing front"),
    deviceInfo("camera", "cam-2", "camera2 0, facing back"),
  ];
  await source.start();
  assert.equal(source.state.peek().otherCamera, "cam-2");
  const answer = devices.hold();
  source.flipCamera();
  assert.deepEqual(live(), ["mic-1"]);
  answer();
  await settle();
  assert.deepEqual(live(), ["cam-2", "mic-1"]);
  assert.equal(source.state.peek().otherCamera, "cam-1");
  source.flipCamera();
  await settle();
  assert.deepEqual(live(), ["cam-1", "mic-1"]);
});

Deno.test("where cameras do not look both ways there is none to turn to", async () => {
  const { source, devices } = newScene();
  devices.listed = [deviceInfo("camera", "cam-1", "Webcam"), deviceInfo("camera", "cam-2", "HD")];
  await source.start();
  assert.equal(source.state.peek().otherCamera, null);
  source.flipCamera();
  assert.equal(devices.asked.length, 1);
});

Deno.test("the speaker in use is the chosen one while it is there, and the browser's choice otherwise", async () => {
  const chosen = { camera: "", microphone: "", speaker: "out-2" };
  const { source, devices } = newScene({ chosen });
  const both = [
    deviceInfo("speaker", "out-1", "Screen"),
    deviceInfo("speaker", "out-2", "Headset"),
  ];
  devices.listed = both;
  await source.start();
  assert.equal(source.state.peek().speaker, "out-2");
  devices.change(both.slice(0, 1));
  await settle();
  assert.equal(source.state.peek().speaker, "");
  assert.deepEqual(source.state.peek().news, { kind: "speaker", why: "unplugged", label: "" });
  devices.change(both);
  await settle();
  assert.equal(source.state.peek().speaker, "out-2");
  assert.deepEqual(source.state.peek().news, {
    kind: "speaker",
    why: "returned",
    label: "Headset",
  });
});

Deno.test("when the system prefers another microphone, whoever left the choice to it gets that one", async () => {
  const { source, devices } = newScene();
  const preferred = (group: string) =>
    ({ ...deviceInfo("microphone", "default", "Default"), groupId: group }) as MediaDeviceInfo;
  devices.listed = [preferred("built-in")];
  await source.start();
  devices.change([preferred("built-in")]);
  await settle();
  assert.equal(devices.asked.length, 1);
  devices.change([preferred("headset")]);
  await settle();
  assert.equal(devices.asked.length, 2);
  assert.equal(source.state.peek().news?.why, "default-changed");
});

Deno.test("a device that is pulled out and was the only one is missing", async () => {
  const { source, devices, states } = newScene();
  await source.start();
  devices.present.microphone = [];
  devices.given.find(({ label }) => label === "mic-1")!.unplug();
  await settle();
  assert.deepEqual(states(), { camera: "on", microphone: "not-found" });
});

Deno.test("the end of a track that is no longer in use means nothing", async () => {
  const { source, devices, states } = newScene();
  await source.start();
  const first = devices.given.find(({ label }) => label === "cam-1")!;
  source.choose("camera", "cam-2");
  await settle();
  first.unplug();
  await settle();
  assert.equal(devices.asked.length, 2);
  assert.deepEqual(states(), { camera: "on", microphone: "on" });
});

Deno.test("[L7] a muted microphone keeps its track, disabled, and asks for nothing", async () => {
  const { source, devices, live } = newScene();
  await source.start();
  const microphone = devices.given.find(({ label }) => label === "mic-1") as DeviceTrack;
  source.setMuted(true);
  assert.equal(microphone.enabled, false);
  assert.equal(source.state.peek().muted, true);
  assert.deepEqual(live(), ["cam-1", "mic-1"]);
  source.setMuted(false);
  assert.equal(microphone.enabled, true);
  assert.equal(devices.asked.length, 1);
});

Deno.test("[L7] a microphone that comes while we are muted comes disabled", async () => {
  const { source, devices } = newScene({ muted: true });
  await source.start();
  source.choose("microphone", "mic-2");
  await settle();
  const enabled = devices.given.filter(({ kind }) => kind === "audio").map(({ enabled }) =>
    enabled
  );
  assert.deepEqual(enabled, [false, false]);
});

Deno.test("on an insecure origin both devices say so, and nothing is listed", async () => {
  const { source, states } = newScene({}, (devices) => {
    devices.available = false;
    const absent = new TypeError("Cannot read properties of undefined (reading 'getUserMedia')");
    devices.refusals = { camera: absent, microphone: absent };
    devices.listed = [deviceInfo("camera", "cam-1")];
  });
  await source.start();
  assert.deepEqual(states(), { camera: "insecure-origin", microphone: "insecure-origin" });
  assert.deepEqual(source.state.peek().devices.camera, []);
});

Deno.test("devices that come and go are listed by kind, those without a name for us left out", async () => {
  const { source, devices } = newScene();
  devices.change([
    deviceInfo("camera", "cam-1", "Front"),
    deviceInfo("microphone", "mic-1", "Headset"),
    deviceInfo("speaker", "out-1", "Headset"),
    // Before any permission browsers tell that there is one, and no more.
    deviceInfo("microphone", ""),
  ]);
  await settle();
  assert.deepEqual(source.state.peek().devices, {
    camera: [{ deviceId: "cam-1", label: "Front", facing: "user" }],
    microphone: [{ deviceId: "mic-1", label: "Headset" }],
    speaker: [{ deviceId: "out-1", label: "Headset" }],
  });
  devices.change([]);
  await settle();
  assert.deepEqual(source.state.peek().devices, { camera: [], microphone: [], speaker: [] });
});

Deno.test("loudness is that of the microphone in use, and none without one", async () => {
  const { source, devices } = newScene();
  await source.start();
  devices.levels[0]!.tell(0.7);
  assert.equal(source.level.value, 0.7);
  source.choose("microphone", "mic-2");
  await settle();
  assert.deepEqual(devices.levels.map(({ ended }) => ended), [true, false]);
  assert.equal(source.level.value, 0);
  devices.levels[1]!.tell(0.4);
  source.stop();
  assert.deepEqual(devices.levels.map(({ ended }) => ended), [true, true]);
  assert.equal(source.level.value, 0);
});

Deno.test("stop releases both devices, and start brings back what was wished for", async () => {
  const { source, states, live } = newScene();
  await source.start();
  source.stop();
  assert.deepEqual(states(), { camera: "off", microphone: "off" });
  assert.deepEqual(live(), []);
  await source.start();
  assert.deepEqual(live(), ["cam-1", "mic-1"]);
  source.setCamera(false);
  source.stop();
  await source.start();
  assert.deepEqual(live(), ["mic-1"]);
});

/** What is done to the sound of the microphone in use. */
function cleaning(source: MediaSource): boolean {
  const { microphone } = source.state.peek();
  assert.ok(microphone.state === "on");
  const { echoCancellation, noiseSuppression, autoGainControl } = microphone.track.getSettings();
  assert.ok(echoCancellation === noiseSuppression && noiseSuppression === autoGainControl);
  return echoCancellation!;
}

Deno.test("original sound comes and goes on the running track, which says what it is for", async () => {
  const { devices, source } = newScene();
  await source.start();
  const [microphone] = devices.given as [DeviceTrack];
  assert.equal(cleaning(source), true);
  void source.setOriginal(true);
  await settle();
  assert.equal(cleaning(source), false);
  assert.equal(microphone.contentHint, "music");
  void source.setOriginal(false);
  await settle();
  assert.equal(cleaning(source), true);
  assert.equal(microphone.contentHint, "");
  assert.equal(devices.asked.length, 1, "no device was asked for again");
});

Deno.test("a microphone that does not change while it runs is asked for anew", async () => {
  const { devices, source, live } = newScene();
  await source.start();
  devices.given[0]!.obeys = false;
  void source.setOriginal(true);
  await settle();
  assert.equal(cleaning(source), false);
  assert.equal(devices.given.at(-1)!.contentHint, "music");
  assert.deepEqual(live(), ["cam-1", "mic-1"]);
  assert.equal(devices.given[0]!.readyState, "ended");
});

Deno.test("what was wished for last holds, also while the microphone still changes", async () => {
  const { source } = newScene();
  await source.start();
  for (const original of [true, false, true, false]) void source.setOriginal(original);
  await settle();
  assert.equal(cleaning(source), true);
});

Deno.test("every microphone that comes later is original, too", async () => {
  const { devices, source } = newScene({ original: true });
  await source.start();
  assert.equal(cleaning(source), false);
  source.choose("microphone", "mic-2");
  await settle();
  assert.equal(cleaning(source), false);
  assert.equal(devices.given.at(-1)!.contentHint, "music");
});
