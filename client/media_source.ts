/** This person's camera and microphone: what is asked of the browser, and what is true of the result. */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { audioConstraints, isOriginal, videoConstraints } from "./capture_constraints.ts";
import { deviceErrorCode } from "./device_errors.ts";
import { type DeviceMove, facingOf, movesFor, otherCamera, speakerInUse } from "./device_choice.ts";
import { type Hearing, NOT_LISTENED, stepHearing } from "./hearing.ts";
import type {
  Capture,
  CaptureKind,
  DeviceChoice,
  DeviceErrorCode,
  DeviceKind,
  DeviceNews,
  MediaState,
} from "./media_state.ts";
import type { MediaPort } from "./ports.ts";

export interface MediaWishes {
  camera: boolean;
  muted: boolean;
  chosen: Readonly<Record<DeviceKind, string>>;
  /** Whether the microphone is to be left as it sounds. */
  original: boolean;
}

export interface MediaSourceOptions {
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Hears every reading of the microphone's loudness, also those that are like the one before. */
  onLevel?: (level: number) => void;
}

const CAPTURE_KINDS = ["microphone", "camera"] as const satisfies readonly CaptureKind[];

const KIND_OF_INFO: Readonly<Record<MediaDeviceKind, DeviceKind>> = {
  audioinput: "microphone",
  audiooutput: "speaker",
  videoinput: "camera",
};

export class MediaSource implements Disposable {
  readonly #port: MediaPort;
  readonly #state: Signal<MediaState>;
  readonly #level = signal(0);
  readonly #options: MediaSourceOptions;
  readonly #endings: readonly (() => void)[];
  /** Which request for a device is the latest: the answer to an earlier one is let go. */
  readonly #requests: Record<CaptureKind, number> = { camera: 0, microphone: 0 };
  /** Whose answer we wait for. */
  readonly #asking = new Set<CaptureKind>();
  #cameraWanted: boolean;
  #originalWanted: boolean;
  #hearing: Hearing = NOT_LISTENED;
  #endLevel = () => {};

  constructor(port: MediaPort, wishes: MediaWishes, options: MediaSourceOptions) {
    this.#port = port;
    this.#options = options;
    this.#cameraWanted = wishes.camera;
    this.#originalWanted = wishes.original;
    this.#state = signal<MediaState>({
      camera: { state: wishes.camera ? "starting" : "off" },
      microphone: { state: "starting" },
      asked: [],
      muted: wishes.muted,
      devices: { camera: [], microphone: [], speaker: [] },
      chosen: wishes.chosen,
      speaker: "",
      otherCamera: null,
      interrupted: [],
      silent: false,
      news: null,
    });
    this.#endings = [
      port.onDeviceChange(() => void this.#devicesChanged()),
      port.onPermissionChange((kind, permission) => {
        if (permission === "granted" && this.#failed(kind)) this.retry(kind);
      }),
    ];
  }

  get state(): ReadonlySignal<MediaState> {
    return this.#state;
  }

  get level(): ReadonlySignal<number> {
    return this.#level;
  }

  /** Asks for whatever is wished for and not there. */
  async start(): Promise<void> {
    await this.#obtain(this.#cameraWanted ? ["microphone", "camera"] : ["microphone"]);
  }

  /** Releases both devices: the lights go off. `start` brings back what was wished for. */
  stop(): void {
    this.#release("camera", { state: "off" });
    this.#release("microphone", { state: "off" });
  }

  setMuted(muted: boolean): void {
    const { microphone } = this.#state.peek();
    if (microphone.state === "on") microphone.track.enabled = !muted;
    // Nobody knows how a microphone does that nobody listens to.
    if (this.#hearing.state !== "heard") this.#hearing = NOT_LISTENED;
    this.#change({ muted, silent: false });
  }

  setCamera(on: boolean): void {
    this.#cameraWanted = on;
    if (on) this.retry("camera");
    else this.#release("camera", { state: "off" });
  }

  /** Sends the microphone as it sounds or cleaned as speech is: at once where browsers do that, or by asking for it anew. */
  async setOriginal(original: boolean): Promise<void> {
    if (original === this.#originalWanted) return;
    this.#originalWanted = original;
    const track = this.#microphone();
    await track?.applyConstraints(audioConstraints("", original)).catch(() => {});
    // It may have gone meanwhile, and what was wished for since is being done already.
    if (!track || track !== this.#microphone() || original !== this.#originalWanted) return;
    if (original !== isOriginal(track)) return void this.#capture(["microphone"]);
    track.contentHint = original ? "music" : "";
    // Whoever sends it sends it in another way from now on.
    this.#change({});
  }

  /** Asks for devices that are off or failed. */
  retry(...kinds: readonly CaptureKind[]): void {
    this.#asksFor(kinds);
    void this.#obtain(kinds);
  }

  /** Takes another device from now on, at once if one of that kind is in use. */
  choose(kind: DeviceKind, deviceId: string): void {
    this.#wish(kind, deviceId);
    if (kind === "speaker" || this.#state.peek()[kind].state === "off") return;
    this.#asksFor([kind]);
    void this.#capture([kind]).then(() => this.#listDevices());
  }

  /** Turns to the camera that looks the other way, if there is one. Most phones run only one at a time. */
  flipCamera(): void {
    const { otherCamera } = this.#state.peek();
    if (otherCamera === null) return;
    this.#wish("camera", otherCamera);
    this.#release("camera", { state: "starting" });
    void this.#capture(["camera"]).then(() => this.#listDevices());
  }

  [Symbol.dispose](): void {
    for (const end of this.#endings) end();
    this.stop();
  }

  /** In one question if it can be one. */
  async #obtain(wanted: readonly CaptureKind[]): Promise<void> {
    const kinds = wanted.filter((kind) =>
      this.#state.peek()[kind].state !== "on" && !this.#asking.has(kind)
    );
    if (kinds.length === 0) return;
    if (!await this.#capture(kinds) && kinds.length > 1) {
      // One refusal hides what the other would have given. By now either may have been turned off.
      const failed = kinds.filter((kind) => this.#failed(kind));
      await Promise.all(failed.map((kind) => this.#capture([kind])));
    }
    await this.#listDevices();
  }

  #asksFor(kinds: readonly CaptureKind[]): void {
    this.#change({ asked: [...this.#state.peek().asked, ...kinds] });
  }

  /** Whether the browser gave what was asked for. */
  async #capture(kinds: readonly CaptureKind[]): Promise<boolean> {
    const request = kinds.map((kind) => {
      if (!this.#liveTrack(kind)) this.#set(kind, { state: "starting" });
      this.#asking.add(kind);
      return ++this.#requests[kind];
    });
    // Whether this is the answer to the latest request; those to earlier ones are let go.
    const answered = (index: number) =>
      this.#requests[kinds[index]!] === request[index] && this.#asking.delete(kinds[index]!);
    try {
      const stream = await this.#request(kinds);
      for (const [index, kind] of kinds.entries()) {
        const track = kind === "camera" ? stream.getVideoTracks()[0] : stream.getAudioTracks()[0];
        if (answered(index)) this.#take(kind, track!);
        else track?.stop();
      }
      return true;
    } catch (error) {
      for (const [index, kind] of kinds.entries()) {
        const code = await this.#errorCode(kind, error);
        if (answered(index)) this.#fail(kind, code);
      }
      return false;
    }
  }

  async #request(kinds: readonly CaptureKind[]): Promise<MediaStream> {
    const { chosen } = this.#state.peek();
    const ask = (exact: boolean) =>
      this.#port.getUserMedia({
        ...(kinds.includes("microphone")
          ? { audio: audioConstraints(exact ? chosen.microphone : "", this.#originalWanted) }
          : {}),
        ...(kinds.includes("camera")
          ? { video: videoConstraints(exact ? chosen.camera : "") }
          : {}),
      });
    if (kinds.every((kind) => chosen[kind] === "")) return await ask(false);
    try {
      return await ask(true);
    } catch (error) {
      // The device that was chosen last time has been unplugged since: any other will do.
      if (deviceErrorCode(error) !== "not-found") throw error;
      return await ask(false);
    }
  }

  async #errorCode(kind: CaptureKind, error: unknown): Promise<DeviceErrorCode> {
    if (!this.#port.available) return "insecure-origin";
    return deviceErrorCode(error, await this.#port.permission(kind));
  }

  #take(kind: CaptureKind, track: MediaStreamTrack): void {
    this.#stopTrack(kind);
    const deviceId = track.getSettings().deviceId ?? "";
    if (kind === "microphone") {
      track.enabled = !this.#state.peek().muted;
      // Says what the sound is, and with it how it is sent.
      track.contentHint = this.#originalWanted ? "music" : "";
      this.#listen(track);
    }
    track.addEventListener("ended", () => void this.#ended(kind, track));
    for (const turn of ["mute", "unmute"]) {
      track.addEventListener(turn, () => this.#change({}));
    }
    this.#set(kind, { state: "on", track, deviceId });
  }

  #heard(level: number): void {
    this.#level.value = level;
    this.#options.onLevel?.(level);
    const { muted, silent } = this.#state.peek();
    if (muted) return;
    this.#hearing = stepHearing(this.#hearing, level, this.#options.now());
    const isSilent = this.#hearing.state === "silent";
    if (isSilent !== silent) this.#change({ silent: isSilent });
  }

  /**
   * A muted track is silent. The loudness is read from a copy that is not, and that goes nowhere else: whoever
   * talks without being heard should be told.
   */
  #listen(track: MediaStreamTrack): void {
    this.#endLevel();
    const ear = track.clone();
    ear.enabled = true;
    const stopWatching = this.#port.watchLevel(ear, (level) => this.#heard(level));
    this.#endLevel = () => {
      stopWatching();
      ear.stop();
    };
  }

  #microphone(): MediaStreamTrack | null {
    const { microphone } = this.#state.peek();
    return microphone.state === "on" ? microphone.track : null;
  }

  /** The device went away by itself. Perhaps there is another one. */
  async #ended(kind: CaptureKind, track: MediaStreamTrack): Promise<void> {
    const capture = this.#state.peek()[kind];
    if (capture.state !== "on" || capture.track !== track) return;
    this.#fail(kind, "not-found");
    await this.#move({ kind, why: "unplugged" });
    await this.#listDevices();
  }

  async #devicesChanged(): Promise<void> {
    const devices = await this.#devices();
    const moves = movesFor(this.#state.peek(), devices);
    this.#change({ devices });
    for (const move of moves) {
      // What is being asked for already will be the right one.
      if (move.kind === "speaker" || !this.#asking.has(move.kind)) await this.#move(move);
    }
  }

  /** Changes over to what is right now, and says so. */
  async #move({ kind, why }: DeviceMove): Promise<void> {
    if (kind !== "speaker" && !await this.#capture([kind])) return;
    this.#change({ news: { kind, why, label: this.#labelOf(kind) } });
  }

  /** What the device in use is called. */
  #labelOf(kind: DeviceKind): DeviceNews["label"] {
    const { devices, speaker, ...captures } = this.#state.peek();
    if (kind === "speaker") {
      return devices.speaker.find(({ deviceId }) => deviceId === speaker)?.label ?? "";
    }
    const capture = captures[kind];
    return capture.state === "on" ? capture.track.label : "";
  }

  #failed(kind: CaptureKind): boolean {
    return this.#state.peek()[kind].state === "failed";
  }

  #wish(kind: DeviceKind, deviceId: string): void {
    this.#change({ chosen: { ...this.#state.peek().chosen, [kind]: deviceId } });
  }

  #fail(kind: CaptureKind, code: DeviceErrorCode): void {
    // Another device could not be had, but the one in use still works.
    if (this.#liveTrack(kind)) return;
    this.#stopTrack(kind);
    this.#set(kind, { state: "failed", code });
    // Of what is used now nothing is true any more.
    if (this.#state.peek().news?.kind === kind) this.#change({ news: null });
  }

  #liveTrack(kind: CaptureKind): boolean {
    const capture = this.#state.peek()[kind];
    return capture.state === "on" && capture.track.readyState === "live";
  }

  #release(kind: CaptureKind, capture: Capture): void {
    this.#asking.delete(kind);
    this.#stopTrack(kind);
    this.#set(kind, capture);
  }

  #stopTrack(kind: CaptureKind): void {
    const capture = this.#state.peek()[kind];
    if (capture.state === "on") capture.track.stop();
    if (kind === "microphone") {
      this.#endLevel();
      this.#endLevel = () => {};
      this.#level.value = 0;
      this.#hearing = NOT_LISTENED;
      this.#change({ silent: false });
    }
  }

  async #listDevices(): Promise<void> {
    this.#change({ devices: await this.#devices() });
  }

  async #devices(): Promise<MediaState["devices"]> {
    const devices: Record<DeviceKind, DeviceChoice[]> = { camera: [], microphone: [], speaker: [] };
    if (!this.#port.available) return devices;
    for (const info of await this.#port.enumerateDevices().catch(() => [])) {
      const { kind, deviceId, label, groupId } = info;
      // Before any permission browsers tell that there is one, and no more.
      if (deviceId === "") continue;
      const facing = facingOf(info);
      devices[KIND_OF_INFO[kind]].push({
        deviceId,
        label,
        ...(facing && { facing }),
        ...(groupId && { group: groupId }),
      });
    }
    return devices;
  }

  #set(kind: CaptureKind, capture: Capture): void {
    this.#change({ [kind]: capture });
  }

  /** What follows from the rest is worked out anew with every change. */
  #change(change: Partial<MediaState>): void {
    const next = { ...this.#state.peek(), ...change };
    this.#state.value = {
      ...next,
      speaker: speakerInUse(next.chosen.speaker, next.devices),
      otherCamera: otherCamera(next),
      asked: CAPTURE_KINDS.filter((kind) => next.asked.includes(kind) || next[kind].state === "on"),
      interrupted: CAPTURE_KINDS.filter((kind) => {
        const capture = next[kind];
        return capture.state === "on" && capture.track.muted;
      }),
    };
  }
}
