/** What browsers are told of how to encode, without any negotiation, and as far as each of them takes it. */
import type { Source } from "./media_state.ts";
import type { Encoding, PictureSource } from "./picture_policy.ts";

/** Until it is known how large a picture is drawn: the first one of a face is to be there soon, not sharp. */
const FIRST: Readonly<Record<PictureSource, Partial<Encoding>>> = {
  camera: { scaleResolutionDownBy: 2, begins: true },
  screen: { begins: true },
};

/** What sound gets that is to be sent as it is, in bits a second. */
export const MUSIC_BITRATE = 128_000;

/**
 * Encodes what `sender` sends as `source` like this from now on, unless it does so already. Sound goes first; of a narrow path a
 * face gives up sharpness and text its movement, since text that blurs cannot be read. A film that stutters cannot be watched.
 * Either keeps its sharpness while it begins: browsers begin with few bits, would give up most of it for them, and take ten
 * seconds and more until they have it back.
 */
export async function tuneSender(
  sender: RTCRtpSender,
  source: Source,
  encoding: Encoding | undefined,
): Promise<void> {
  const hint = sender.track?.contentHint;
  if (source === "microphone" || source === "screen-audio") {
    const maxBitrate = hint === "music" ? MUSIC_BITRATE : undefined;
    await set(sender, { maxBitrate, priority: "high", networkPriority: "high" });
    return;
  }
  const { begins, ...told } = encoding ?? FIRST[source];
  const keepsLines = begins || (source === "screen" && hint !== "motion");
  if (await set(sender, told, `maintain-${keepsLines ? "resolution" : "framerate"}`)) return;
  // There are browsers that take less.
  await set(sender, { active: encoding?.active });
}

/** Begins anew with a whole picture, {@link https://www.w3.org/TR/webrtc-extensions/#dom-rtcencodingoptions where browsers know how}. */
export async function refreshPicture(sender: RTCRtpSender): Promise<void> {
  const parameters = sender.getParameters();
  const encodingOptions = parameters.encodings.map(() => ({ keyFrame: true }));
  const setParameters: (
    parameters: RTCRtpSendParameters,
    options: { encodingOptions: { keyFrame: boolean }[] },
  ) => Promise<void> = sender.setParameters.bind(sender);
  await setParameters(parameters, { encodingOptions });
}

type Wanted = {
  [Key in keyof RTCRtpEncodingParameters]?: RTCRtpEncodingParameters[Key] | undefined;
};

/** Whether the browser does it now. */
async function set(
  sender: RTCRtpSender,
  wanted: Wanted,
  preference?: RTCDegradationPreference,
): Promise<boolean> {
  try {
    const parameters = sender.getParameters();
    const encoding = parameters.encodings[0] as Record<string, unknown>;
    const prefers = preference ?? parameters.degradationPreference;
    let changed = prefers !== parameters.degradationPreference;
    for (const [key, value] of Object.entries(wanted)) {
      changed ||= encoding[key] !== value;
      encoding[key] = value;
    }
    if (prefers) parameters.degradationPreference = prefers;
    if (changed) await sender.setParameters(parameters);
    return true;
  } catch {
    // Refused, or an encoder that is being taken away, or one that nobody can tell anything.
    return false;
  }
}
