/** Everyone's tile, as large as the room there is allows. */
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Participant } from "../client/call_state.ts";
import { layOut } from "../client/layout.ts";
import type { TracksBySource } from "../client/media_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { VideoTile } from "./VideoTile.tsx";
import type { WatchLevel } from "./use_speaking.ts";

/** The distance between tiles; the class below says the same. */
const GAP_PX = 8;

export interface CallStageProps {
  t: CallMessages;
  participants: readonly Participant[];
  /** What a participant shows and says now. */
  tracksOf: (participant: Participant) => TracksBySource;
  watchLevel: WatchLevel;
  onFirstFrame: (participant: Participant) => void;
}

export function CallStage({ t, participants, tracksOf, ...rest }: CallStageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const count = participants.length;

  useLayoutEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const arrange = () => {
      const box = { width: element.clientWidth, height: element.clientHeight };
      const { tile, width } = layOut(count, box, GAP_PX);
      element.style.setProperty("--grid-width", `${width}px`);
      element.style.setProperty("--tile-width", `${tile.width}px`);
      element.style.setProperty("--tile-height", `${tile.height}px`);
    };
    arrange();
    const observer = new ResizeObserver(arrange);
    observer.observe(element);
    return () => observer.disconnect();
  }, [count]);

  return (
    <div
      ref={stage}
      role="group"
      aria-label={t.stage.label}
      class="flex min-h-0 min-w-0 flex-1 justify-center overflow-hidden"
    >
      <div class="grid-width flex flex-none flex-wrap content-center justify-center gap-2">
        {participants.map((participant) => {
          const tracks = tracksOf(participant);
          return (
            <VideoTile
              key={participant.peer}
              t={t}
              participant={participant}
              camera={tracks.camera ?? null}
              microphone={tracks.microphone ?? null}
              {...rest}
            />
          );
        })}
      </div>
    </div>
  );
}
