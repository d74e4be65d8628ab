/** Tells whether a microphone carries speech: an eager ear that is slow to let go. */
import { useEffect, useState } from "preact/hooks";

/** Follows the loudness of a track, 0 to 1, about 12 times a second. Returns what ends it. */
export type WatchLevel = (
  track: MediaStreamTrack,
  listener: (level: number) => void,
) => () => void;

/** Loud enough to be a voice rather than a room. */
const VOICE = 0.06;
/** Readings below it that end an utterance: pauses between words are shorter. */
const PAUSE = 8;

export function useSpeaking(track: MediaStreamTrack | null, watchLevel: WatchLevel): boolean {
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => {
    if (track === null) return;
    let quiet = PAUSE;
    const stop = watchLevel(track, (level) => {
      quiet = level >= VOICE ? 0 : quiet + 1;
      setSpeaking(quiet < PAUSE);
    });
    return () => {
      stop();
      setSpeaking(false);
    };
  }, [track]);
  return speaking;
}
