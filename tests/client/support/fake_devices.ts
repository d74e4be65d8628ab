/** The cameras, microphones and loudspeakers of a machine, and the person who is asked about them. */
import type { CaptureKind } from "../../../client/media_state.ts";
import type { MediaPort } from "../../../client/ports.ts";
import { fakeStream, FakeTrack } from "../../sim/fake_media.ts";

const KINDS = {
  camera: { track: "video", info: "videoinput" },
  microphone: { track: "audio", info: "audioinput" },
} as const;

/** A track that knows its device. */
export class DeviceTrack extends FakeTrack {
  /** What was asked of it since it was given. */
  readonly asked: MediaTrackConstraints[] = [];
  /** Whether it does what it is asked while it runs. */
  obeys = true;
  readonly #deviceId: string;
  #settings: MediaTrackSettings = {};

  constructor(kind: CaptureKind, deviceId: string) {
    super(KINDS[kind].track, deviceId);
    this.#deviceId = deviceId;
  }

  override getSettings(): MediaTrackSettings {
    return { ...this.#settings, deviceId: this.#deviceId };
  }

  override applyConstraints(constraints: MediaTrackConstraints = {}): Promise<void> {
    this.asked.push(constraints);
    if (this.obeys) this.takeOn(constraints);
    return Promise.resolve();
  }

  /** Does to the sound what it is asked to. */
  takeOn(constraints: true | MediaTrackConstraints): void {
    if (constraints === true) return;
    const { echoCancellation, noiseSuppression, autoGainControl } = constraints;
    const asked = { echoCancellation, noiseSuppression, autoGainControl };
    this.#settings = Object.fromEntries(
      Object.entries(asked).filter(([, value]) => value !== undefined),
    );
  }

  /** The system holds back what the device gives, or lets it through again. */
  hold(muted: boolean): void {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? "mute" : "unmute"));
  }

  /** The device is pulled out. */
  unplug(): void {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }
}

export class FakeDevices implements MediaPort {
  available = true;
  canShareScreen = true;
  /** What is shared when a screen is asked for; `null` while the person chooses nothing. */
  screen: MediaStreamTrack | null = null;
  /** The devices that are there, the browser's own choice first. */
  present: Record<CaptureKind, string[]> = {
    camera: ["cam-1", "cam-2"],
    microphone: ["mic-1", "mic-2"],
  };
  /** Why a kind of device is not given, if it is not. */
  refusals: Partial<Record<CaptureKind, Error>> = {};
  listed: MediaDeviceInfo[] = [];
  readonly asked: MediaStreamConstraints[] = [];
  readonly given: DeviceTrack[] = [];
  readonly levels: { track: MediaStreamTrack; tell: (level: number) => void; ended: boolean }[] =
    [];
  /** What the site may do, as far as the browser tells. */
  permissions: Partial<Record<CaptureKind, PermissionState>> = {};
  /** On which speakers something was played. */
  readonly played: string[] = [];
  readonly #changeListeners = new Set<() => void>();
  readonly #permissionListeners = new Set<
    (kind: CaptureKind, permission: PermissionState) => void
  >();
  #gate: Promise<void> = Promise.resolve();

  /** Makes the person think about whatever is asked from now on, until the returned function is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = promise;
    return () => {
      resolve();
      this.#gate = Promise.resolve();
    };
  }

  async getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    this.asked.push(constraints);
    await this.#gate;
    const { audio, video } = constraints;
    const tracks = [
      ...(audio ? [this.#give("microphone", audio)] : []),
      ...(video ? [this.#give("camera", video)] : []),
    ];
    this.given.push(...tracks);
    return fakeStream(...tracks.map((track) => track as unknown as MediaStreamTrack));
  }

  getDisplayMedia(): Promise<MediaStream> {
    return this.screen === null
      ? Promise.reject(new DOMException("Permission denied", "NotAllowedError"))
      : Promise.resolve(fakeStream(this.screen));
  }

  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return Promise.resolve(this.listed);
  }

  onDeviceChange(listener: () => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  permission(kind: CaptureKind): Promise<PermissionState | "unknown"> {
    return Promise.resolve(this.permissions[kind] ?? "unknown");
  }

  onPermissionChange(
    listener: (kind: CaptureKind, permission: PermissionState) => void,
  ): () => void {
    this.#permissionListeners.add(listener);
    return () => this.#permissionListeners.delete(listener);
  }

  /** The person changes what the site may do. */
  permit(kind: CaptureKind, permission: PermissionState): void {
    this.permissions[kind] = permission;
    for (const listener of this.#permissionListeners) listener(kind, permission);
  }

  playSound(_file: Uint8Array, speaker: string): Promise<void> {
    this.played.push(speaker);
    return Promise.resolve();
  }

  watchLevel(track: MediaStreamTrack, tell: (level: number) => void): () => void {
    const watch = { track, tell, ended: false };
    this.levels.push(watch);
    return () => watch.ended = true;
  }

  /** A device was plugged in or out. */
  change(listed: MediaDeviceInfo[]): void {
    this.listed = listed;
    for (const listener of this.#changeListeners) listener();
  }

  get listeners(): number {
    return this.#changeListeners.size + this.#permissionListeners.size;
  }

  #give(kind: CaptureKind, constraints: true | MediaTrackConstraints): DeviceTrack {
    const refusal = this.refusals[kind];
    if (refusal) throw refusal;
    const wanted = exactDevice(constraints);
    const deviceId = this.present[kind].find((id) => wanted === undefined || id === wanted);
    if (deviceId === undefined) {
      throw new DOMException("", wanted ? "OverconstrainedError" : "NotFoundError");
    }
    const track = new DeviceTrack(kind, deviceId);
    track.takeOn(constraints);
    return track;
  }
}

/** The device that a request insists on. */
export function exactDevice(constraints: boolean | MediaTrackConstraints | undefined) {
  if (typeof constraints !== "object") return undefined;
  const { deviceId } = constraints;
  return typeof deviceId === "object" && "exact" in deviceId ? deviceId.exact : undefined;
}

export function deviceInfo(
  kind: CaptureKind | "speaker",
  deviceId: string,
  label = "",
): MediaDeviceInfo {
  const told = kind === "speaker" ? "audiooutput" : KINDS[kind].info;
  return { kind: told, deviceId, label } as MediaDeviceInfo;
}
