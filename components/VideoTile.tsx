/** One participant on the stage: their picture, or what stands in for it, and how they do. */
import type { ComponentChildren } from "preact";
import type { Participant } from "../client/call_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { cx } from "./cx.ts";
import { HandIcon, MicrophoneOffIcon } from "./icons.tsx";
import { Initials } from "./Initials.tsx";
import { LinkNote } from "./LinkNote.tsx";
import { displayName, tileLabel } from "./participant_label.ts";
import { looksAtUs, Picture } from "./Picture.tsx";
import { useSpeaking, type WatchLevel } from "./use_speaking.ts";

export interface VideoTileProps {
  t: CallMessages;
  participant: Participant;
  camera: MediaStreamTrack | null;
  /** Listened to for the speaking ring; its sound is played elsewhere. */
  microphone: MediaStreamTrack | null;
  watchLevel: WatchLevel;
  onFirstFrame: (participant: Participant) => void;
}

export function VideoTile({ t, participant, camera, ...props }: VideoTileProps) {
  const { link, self } = participant;
  const name = displayName(participant, t);
  const audible = participant.microphone === "on";
  const speaking = useSpeaking(audible ? props.microphone : null, props.watchLevel);
  const shown = participant.camera === "on" && camera !== null;
  const waiting = link === "connecting";
  const lost = link === "lost";
  return (
    <figure
      aria-label={tileLabel(participant, t)}
      data-peer={participant.peer}
      data-source="camera"
      data-link={link}
      data-self={self || undefined}
      data-speaking={speaking || undefined}
      class="group tile-size relative flex flex-none items-center justify-center overflow-hidden rounded-tile bg-surface"
    >
      {shown && (
        <div class={cx("size-full transition", lost && "opacity-30")}>
          <Picture
            track={camera}
            mirrored={self && looksAtUs(camera)}
            onFirstFrame={() => props.onFirstFrame(participant)}
          />
        </div>
      )}
      {!shown && (
        <span class={cx("flex transition", (waiting || lost) && "opacity-40")}>
          <Initials name={name} />
        </span>
      )}
      <div class="absolute inset-x-2 top-2 flex flex-wrap items-center gap-1">
        {participant.hand !== null && (
          <span
            title={t.tile.hand}
            class="flex size-8 flex-none items-center justify-center rounded-full bg-spark text-on-accent"
          >
            <HandIcon small />
          </span>
        )}
        {link !== "live" && (
          <div class="flex min-w-0 flex-auto justify-center">
            <LinkNote t={t} link={link} />
          </div>
        )}
      </div>
      <figcaption
        aria-hidden="true"
        class={cx(
          "absolute bottom-2 start-2 flex max-w-[calc(100%-1rem)] items-center gap-1 rounded-full bg-veil px-3 py-1 text-small text-on-veil transition",
          !speaking && "opacity-80 group-hover:opacity-100",
        )}
      >
        {!audible && (
          <Mark title={t.tile[participant.microphone === "none" ? "noMicrophone" : "muted"]}>
            <MicrophoneOffIcon small />
          </Mark>
        )}
        <span class="truncate">{name}{self && ` (${t.you})`}</span>
      </figcaption>
      <span
        class={cx(
          "pointer-events-none absolute inset-0 rounded-tile border-2 transition",
          speaking ? "border-accent" : "border-transparent",
        )}
      />
    </figure>
  );
}

/** A small icon of the name plate, with a name for those who point at it. */
function Mark(props: { title: string; children: ComponentChildren }) {
  return <span title={props.title} class="flex">{props.children}</span>;
}
