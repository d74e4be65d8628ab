/** One participant on the stage: their picture, or what stands in for it, and how they do. */
import { type ReadonlySignal, useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Participant } from "../client/call_state.ts";
import type { Speech } from "../client/voices.ts";
import type { CallMessages } from "../locales/en.ts";
import { cx } from "./cx.ts";
import { MicrophoneOffIcon } from "./icons.tsx";
import { HandIcon } from "./room_icons.tsx";
import { Initials } from "./Initials.tsx";
import { LinkIcon, LinkNote } from "./LinkNote.tsx";
import { displayName } from "./display_name.ts";
import { tileLabel } from "./participant_label.ts";
import { looksAtUs, Picture } from "./Picture.tsx";

export interface VideoTileProps {
  t: CallMessages;
  participant: Participant;
  camera: MediaStreamTrack | null;
  /** For the ring around whoever speaks. */
  speech: ReadonlySignal<Speech>;
  /** Which of the raised hands theirs is, where there are several. */
  hand: number | null;
  /** What they show for a moment. */
  reactions: ComponentChildren;
  /** The way to what can be done with the tile. */
  options: ComponentChildren;
  onFirstFrame: (participant: Participant) => void;
}

export function VideoTile({ t, participant, camera, ...props }: VideoTileProps) {
  const { link, self } = participant;
  const name = displayName(participant, t);
  const audible = participant.microphone === "on";
  // Drawn again when this one begins or ends to speak, not when anybody does.
  const speaking = useComputed(() => props.speech.value.speaking.has(participant.peer)).value;
  const shown = participant.camera === "on" && camera !== null;
  const waiting = link === "connecting";
  const lost = link === "lost";
  return (
    <figure
      aria-label={tileLabel(participant, t, props.hand)}
      data-peer={participant.peer}
      data-source="camera"
      data-link={link}
      data-self={self || undefined}
      data-speaking={speaking || undefined}
      class="group tile-place flex items-center justify-center overflow-hidden rounded-tile bg-surface"
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
      {props.reactions}
      {props.options}
      {participant.hand !== null && (
        <span
          title={t.tile.hand}
          class="tile-hand absolute start-2 top-2 flex h-8 min-w-[32px] items-center justify-center gap-1 rounded-full bg-spark px-2 text-small font-strong text-on-accent tabular"
        >
          <HandIcon small />
          {props.hand}
        </span>
      )}
      {link !== "live" && (
        <div class="tile-words absolute inset-x-2 bottom-11 flex justify-center">
          <LinkNote t={t} link={link} />
        </div>
      )}
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
        {link !== "live" && (
          <span title={t.tile[link]} class="tile-mark">
            <LinkIcon link={link} />
          </span>
        )}
        <bdi class="truncate">{name}</bdi>
        {self && <span class="tile-words flex-none">{t.you}</span>}
      </figcaption>
      <span
        class={cx(
          "ring pointer-events-none absolute inset-0 rounded-tile border-2 transition",
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
