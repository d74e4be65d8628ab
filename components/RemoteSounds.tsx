/** Plays what the others say. Kept apart from their tiles, so that no change of layout interrupts anyone. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { CallMessages } from "../locales/en.ts";
import { Button } from "./Button.tsx";
import { SpeakerIcon } from "./icons.tsx";

export interface RemoteSound {
  peer: string;
  source: "microphone" | "screen-audio";
  track: MediaStreamTrack;
}

export interface RemoteSoundsProps {
  t: CallMessages;
  /** What each peer says, and what their shared screen plays. */
  sounds: readonly RemoteSound[];
  /** The chosen speaker; empty for the browser's own choice. */
  speaker: string;
}

export function RemoteSounds({ t, sounds, speaker }: RemoteSoundsProps) {
  const [blocked, setBlocked] = useState(false);
  const players = useRef<HTMLDivElement>(null);
  const play = () => {
    setBlocked(false);
    // Directly in the press of the button: browsers give sound to nothing less.
    for (const audio of players.current?.querySelectorAll("audio") ?? []) {
      audio.play().catch(() => setBlocked(true));
    }
  };
  return (
    <>
      <div ref={players} hidden>
        {sounds.map(({ peer, source, track }) => (
          <Sound
            key={`${peer} ${source}`}
            track={track}
            speaker={speaker}
            onBlocked={() => setBlocked(true)}
          />
        ))}
      </div>
      {blocked && sounds.length > 0 && (
        <div
          role="alert"
          class="float pointer-events-auto z-30 flex w-full flex-wrap items-center justify-center gap-3 rounded-tile bg-raised p-4 text-center"
        >
          <p>{t.controls.soundBlocked}</p>
          <Button look="primary" onClick={play}>
            <SpeakerIcon />
            {t.controls.playSound}
          </Button>
        </div>
      )}
    </>
  );
}

function Sound(props: { track: MediaStreamTrack; speaker: string; onBlocked: () => void }) {
  const { track, speaker, onBlocked } = props;
  const audio = useRef<HTMLAudioElement>(null);

  useEffect(() => {
    const element = audio.current;
    if (element === null) return;
    element.srcObject = new MediaStream([track]);
    element.play().catch((error: DOMException) => {
      // Anything else means that the track was replaced meanwhile.
      if (error.name === "NotAllowedError") onBlocked();
    });
    return () => {
      element.srcObject = null;
    };
  }, [track]);

  useEffect(() => {
    // Where the browser cannot choose a speaker, or the chosen one is gone, its own choice is right.
    audio.current?.setSinkId?.(speaker).catch(() => {});
  }, [speaker]);

  return <audio ref={audio} />;
}
