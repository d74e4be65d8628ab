/** Which device to use when devices come and go by themselves. Pure. */
import type {
  CaptureKind,
  DeviceChoice,
  DeviceKind,
  DeviceNews,
  MediaState,
} from "./media_state.ts";

type Devices = MediaState["devices"];

/** A change of hands, and why. */
export interface DeviceMove {
  kind: DeviceKind;
  why: DeviceNews["why"];
}

/** What chromium calls the entry that stands for whatever the system prefers. */
const DEFAULT_ID = "default";

/** What follows from another list of devices. What ended by itself is told by its track, sooner. */
export function movesFor(state: MediaState, after: Devices): DeviceMove[] {
  return (["microphone", "camera", "speaker"] as const).flatMap((kind) => {
    const why = kind === "speaker" ? speakerMove(state, after) : captureMove(state, after, kind);
    return why === null ? [] : [{ kind, why }];
  });
}

/** The speaker to play on; empty for the browser's own choice, which is right when the chosen one is gone. */
export function speakerInUse(chosen: string, devices: Devices): string {
  return has(devices.speaker, chosen) ? chosen : "";
}

/** A camera that looks the other way than the one in use; `null` if there is none. */
export function otherCamera({ camera, devices }: MediaState): string | null {
  if (camera.state !== "on") return null;
  const { deviceId } = camera;
  const facing = devices.camera.find((device) => device.deviceId === deviceId)?.facing;
  if (facing === undefined) return null;
  const wanted = facing === "user" ? "environment" : "user";
  return devices.camera.find((device) => device.facing === wanted)?.deviceId ?? null;
}

/** Which way a camera looks, as far as the browser or its name tells. */
export function facingOf(info: MediaDeviceInfo): DeviceChoice["facing"] | null {
  if (info.kind !== "videoinput") return null;
  const { getCapabilities } = info as Partial<InputDeviceInfo>;
  const [told] = getCapabilities?.call(info).facingMode ?? [];
  if (told === "user" || told === "environment") return told;
  if (/\b(back|rear|environment)\b/i.test(info.label)) return "environment";
  return /\b(front|user)\b/i.test(info.label) ? "user" : null;
}

function captureMove(
  state: MediaState,
  after: Devices,
  kind: CaptureKind,
): DeviceMove["why"] | null {
  const capture = state[kind];
  const before = state.devices[kind];
  const wish = state.chosen[kind];
  // Nothing was known before, so nothing has come back.
  if (before.length === 0 && capture.state !== "failed") return null;
  switch (capture.state) {
    case "failed":
      return capture.code === "not-found" && after[kind].length > 0 ? "returned" : null;
    case "on":
      if (wish === "") return defaultMoved(before, after[kind]) ? "default-changed" : null;
      return capture.deviceId !== wish && returned(wish, before, after[kind]) ? "returned" : null;
    case "off":
    case "starting":
      return null;
  }
}

function speakerMove({ chosen, devices }: MediaState, after: Devices): DeviceMove["why"] | null {
  const wish = chosen.speaker;
  if (wish === "" || devices.speaker.length === 0) return null;
  if (returned(wish, devices.speaker, after.speaker)) return "returned";
  return has(devices.speaker, wish) && !has(after.speaker, wish) ? "unplugged" : null;
}

function returned(wish: string, before: readonly DeviceChoice[], after: readonly DeviceChoice[]) {
  return !has(before, wish) && has(after, wish);
}

/** The entry for the system's preference stands for another device than before: tracks stay with the old one. */
function defaultMoved(before: readonly DeviceChoice[], after: readonly DeviceChoice[]): boolean {
  const [was, is] = [before, after].map((list) =>
    list.find(({ deviceId }) => deviceId === DEFAULT_ID)?.group
  );
  return was !== undefined && is !== undefined && was !== is;
}

function has(devices: readonly DeviceChoice[], deviceId: string): boolean {
  return devices.some((device) => device.deviceId === deviceId);
}
