/** This person's camera and microphone: what is asked of the browser, and what is true of the result. */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { deviceErrorCode } from "./device_errors.ts";
import type {
  Capture,
  CaptureKind,
  DeviceChoice,
  DeviceErrorCode,
  DeviceKind,
  MediaState,
} from "./media_state.ts";
import type { MediaPort } from "./ports.ts";

export interface MediaWishes {
  camera: boolean;
  muted: boolean;
  chosen: Readonly<Record<DeviceKind, string>>;
}

const KIND_OF_INFO: Readonly<Record<MediaDeviceKind, DeviceKind>> = {
  audioinput: "microphone",
  audiooutput: "speaker",
  videoinput: "camera",
};

export class MediaSource implements Disposable {
  readonly #port: MediaPort;
  readonly #state: Signal<MediaState>;
  readonly #level = signal(0);
  readonly #unsubscribe: () => void;
  /** Which request for a device is the latest: the answer to an earlier one is let go. */
  readonly #requests: Record<CaptureKind, number> = { camera: 0, microphone: 0 };
  /** Whose answer we wait for. */
  readonly #asking = new Set<CaptureKind>();
  #cameraWanted: boolean;
  readonly #onLevel: (level: number) => void;
  #endLevel = () => {};

  /** `onLevel` hears every reading of the microphone's loudness, also those that are like the one before. */
  constructor(
    port: MediaPort,
    wishes: MediaWishes,
    onLevel: (level: number) => void = () => {},
  ) {
    this.#port = port;
    this.#onLevel = onLevel;
    this.#cameraWanted = wishes.camera;
    this.#state = signal<MediaState>({
      camera: { state: wishes.camera ? "starting" : "off" },
      microphone: { state: "starting" },
      muted: wishes.muted,
      devices: { camera: [], microphone: [], speaker: [] },
      chosen: wishes.chosen,
    });
    this.#unsubscribe = port.onDeviceChange(() => void this.#listDevices());
  }

  get state(): ReadonlySignal<MediaState> {
    return this.#state;
  }

  get level(): ReadonlySignal<number> {
    return this.#level;
  }

  /** Asks for whatever is wished for and not there: in one question if it can be one. */
  async start(): Promise<void> {
    const wanted: CaptureKind[] = this.#cameraWanted ? ["microphone", "camera"] : ["microphone"];
    const kinds = wanted.filter((kind) =>
      this.#state.peek()[kind].state !== "on" && !this.#asking.has(kind)
    );
    if (kinds.length === 0) return;
    if (!await this.#capture(kinds) && kinds.length > 1) {
      // One refusal hides what the other would have given. By now either may have been turned off.
      const failed = kinds.filter((kind) => this.#state.peek()[kind].state === "failed");
      await Promise.all(failed.map((kind) => this.#capture([kind])));
    }
    await this.#listDevices();
  }

  /** Releases both devices: the lights go off. `start` brings back what was wished for. */
  stop(): void {
    this.#release("camera", { state: "off" });
    this.#release("microphone", { state: "off" });
  }

  setMuted(muted: boolean): void {
    const { microphone } = this.#state.peek();
    if (microphone.state === "on") microphone.track.enabled = !muted;
    this.#change({ muted });
  }

  setCamera(on: boolean): void {
    this.#cameraWanted = on;
    if (on) this.retry("camera");
    else this.#release("camera", { state: "off" });
  }

  /** Asks for a device that is off or failed. */
  retry(kind: CaptureKind): void {
    if (this.#state.peek()[kind].state === "on" || this.#asking.has(kind)) return;
    void this.#capture([kind]).then(() => this.#listDevices());
  }

  /** Takes another device from now on, at once if one of that kind is in use. */
  choose(kind: DeviceKind, deviceId: string): void {
    this.#change({ chosen: { ...this.#state.peek().chosen, [kind]: deviceId } });
    if (kind === "speaker" || this.#state.peek()[kind].state === "off") return;
    void this.#capture([kind]).then(() => this.#listDevices());
  }

  [Symbol.dispose](): void {
    this.#unsubscribe();
    this.stop();
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
      const code = this.#port.available ? deviceErrorCode(error) : "insecure-origin";
      for (const [index, kind] of kinds.entries()) {
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
          ? { audio: audioConstraints(exact ? chosen.microphone : "") }
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

  #take(kind: CaptureKind, track: MediaStreamTrack): void {
    this.#stopTrack(kind);
    const deviceId = track.getSettings().deviceId ?? "";
    if (kind === "microphone") {
      track.enabled = !this.#state.peek().muted;
      this.#listen(track);
    }
    track.addEventListener("ended", () => this.#ended(kind, track));
    this.#set(kind, { state: "on", track, deviceId });
  }

  /**
   * A muted track is silent. The loudness is read from a copy that is not, and that goes nowhere else: whoever
   * talks without being heard should be told.
   */
  #listen(track: MediaStreamTrack): void {
    this.#endLevel();
    const ear = track.clone();
    ear.enabled = true;
    const stopWatching = this.#port.watchLevel(ear, (level) => {
      this.#level.value = level;
      this.#onLevel(level);
    });
    this.#endLevel = () => {
      stopWatching();
      ear.stop();
    };
  }

  /** The device went away by itself. Perhaps there is another one. */
  #ended(kind: CaptureKind, track: MediaStreamTrack): void {
    const capture = this.#state.peek()[kind];
    if (capture.state !== "on" || capture.track !== track) return;
    this.#fail(kind, "not-found");
    this.choose(kind, "");
  }

  #fail(kind: CaptureKind, code: DeviceErrorCode): void {
    // Another device could not be had, but the one in use still works.
    if (this.#liveTrack(kind)) return;
    this.#stopTrack(kind);
    this.#set(kind, { state: "failed", code });
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
    }
  }

  async #listDevices(): Promise<void> {
    if (!this.#port.available) return;
    const devices: Record<DeviceKind, DeviceChoice[]> = { camera: [], microphone: [], speaker: [] };
    for (const { kind, deviceId, label } of await this.#port.enumerateDevices().catch(() => [])) {
      if (deviceId !== "") devices[KIND_OF_INFO[kind]].push({ deviceId, label });
    }
    this.#change({ devices });
  }

  #set(kind: CaptureKind, capture: Capture): void {
    this.#change({ [kind]: capture });
  }

  #change(change: Partial<MediaState>): void {
    this.#state.value = { ...this.#state.peek(), ...change };
  }
}

/** Speech, cleaned of the room it is spoken in. */
function audioConstraints(deviceId: string): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...exactly(deviceId),
  };
}

/** Enough for a face among others: in a mesh every pixel is encoded once per peer. */
function videoConstraints(deviceId: string): MediaTrackConstraints {
  return {
    width: { ideal: 640 },
    height: { ideal: 360 },
    frameRate: { ideal: 30, max: 30 },
    ...exactly(deviceId),
  };
}

function exactly(deviceId: string): MediaTrackConstraints {
  return deviceId === "" ? {} : { deviceId: { exact: deviceId } };
}
