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

/** Why a device gave nothing. Components turn each into a sentence and a way out. */
export type DeviceErrorCode =
  /** The person, or a remembered answer, refused this site. */
  | "denied"
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
}

export interface MediaState {
  camera: Capture;
  microphone: Capture;
  /** A muted microphone stays open and sends nothing. */
  muted: boolean;
  devices: Readonly<Record<DeviceKind, readonly DeviceChoice[]>>;
  /** The chosen device of each kind; empty for the browser's own choice. */
  chosen: Readonly<Record<DeviceKind, string>>;
}

export type TracksBySource = Readonly<
  Partial<Record<Source, MediaStreamTrack>>
>;
