/** What this person's devices do, as states that say what is true. */

/** What a track shows or carries. */
export type Source = "camera" | "microphone" | "screen" | "screen-audio";
export const SOURCES = [
  "camera",
  "microphone",
  "screen",
  "screen-audio",
] as const satisfies readonly Source[];

export type CaptureKind = "camera" | "microphone";
export type DeviceKind = CaptureKind | "speaker";
/** What one sentence may be about. */
export type CaptureKinds = CaptureKind | "both";

/** Why a device gave nothing. Components turn each into a sentence and a way out. */
export type DeviceErrorCode =
  /** The person, or a remembered answer, refused this site. */
  | "denied"
  /** The person closed the question without an answer: it can be asked again. */
  | "dismissed"
  /** The operating system refuses the browser. */
  | "denied-by-system"
  /** There is no such device. */
  | "not-found"
  /** Another program holds it, or it failed to start. */
  | "busy"
  /** Browsers give devices to https and localhost only. */
  | "insecure-origin"
  | "unknown";

export type Capture =
  /** Released: the track is stopped, the light is off. */
  | { state: "off" }
  | { state: "starting" }
  | { state: "on"; track: MediaStreamTrack; deviceId: string }
  | { state: "failed"; code: DeviceErrorCode };

export interface DeviceChoice {
  deviceId: string;
  /** Empty until the person has allowed a device of this kind. */
  label: string;
  /** Which way a camera looks, where that is known. */
  facing?: "user" | "environment";
  /** What the browser says belongs to one piece of hardware. */
  group?: string;
}

/** Something that happened to our devices by itself, and what is used from now on. */
export interface DeviceNews {
  kind: DeviceKind;
  why:
    /** The device in use went away. */
    | "unplugged"
    /** The device that was chosen is back. */
    | "returned"
    /** The system prefers another one now. */
    | "default-changed";
  /** What is used from now on; empty if that has no name. */
  label: string;
}

export interface MediaState {
  camera: Capture;
  microphone: Capture;
  /** What this person asked for, or had. The rest nobody but the page asked for, at its beginning. */
  asked: readonly CaptureKind[];
  /** A muted microphone stays open and sends nothing. */
  muted: boolean;
  devices: Readonly<Record<DeviceKind, readonly DeviceChoice[]>>;
  /** The chosen device of each kind; empty for the browser's own choice. */
  chosen: Readonly<Record<DeviceKind, string>>;
  /** The speaker to play on; empty for the browser's own choice. */
  speaker: string;
  /** A camera that looks the other way than the one in use. */
  otherCamera: string | null;
  /** Devices that run and give nothing, because the system or another program holds them back. */
  interrupted: readonly CaptureKind[];
  /** Nothing was ever heard of the microphone in use. */
  silent: boolean;
  /** The latest of what happened by itself; `null` again once that device has failed. */
  news: DeviceNews | null;
}

export type TracksBySource = Readonly<
  Partial<Record<Source, MediaStreamTrack>>
>;
