/** Everyone's tile, as large as the room there is allows; what they share of their screens comes first. */
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Participant } from "../client/call_state.ts";
import { layOut, layOutShared } from "../client/layout.ts";
import type { TracksBySource } from "../client/media_state.ts";
import type { ScreenHint, ScreenShare } from "../client/screen_source.ts";
import type { CallMessages } from "../locales/en.ts";
import { OwnScreenTile } from "./OwnScreenTile.tsx";
import { ScreenTile } from "./ScreenTile.tsx";
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
  /** What we share of our screen. */
  share: ScreenShare | null;
  onScreenHint: (hint: ScreenHint) => void;
  onStopSharing: () => void;
}

export function CallStage(
  { t, participants, tracksOf, share, onScreenHint, onStopSharing, ...rest }: CallStageProps,
) {
  const stage = useRef<HTMLDivElement>(null);
  const sharing = participants.filter(({ screen }) => screen === "on");
  const screens = sharing.filter(({ self }) => !self);
  // Nobody looks at their own screen in here: a small tile says that it is shared.
  const own = sharing.find(({ self }) => self);
  const small = participants.length + (own === undefined ? 0 : 1);

  useLayoutEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const arrange = () => {
      const properties = arrangement(screens.length, small, element);
      for (const [name, value] of Object.entries(properties)) {
        element.style.setProperty(name, value);
      }
    };
    arrange();
    const observer = new ResizeObserver(arrange);
    observer.observe(element);
    return () => observer.disconnect();
  }, [screens.length, small]);

  return (
    <div
      ref={stage}
      role="group"
      aria-label={t.stage.label}
      class="stage-flow flex min-h-0 min-w-0 flex-1 items-center justify-center gap-2 overflow-hidden"
    >
      {screens.length > 0 && (
        <div key="screens" class="screens-width flex flex-none flex-wrap justify-center gap-2">
          {screens.map((participant) => (
            <ScreenTile
              key={participant.peer}
              t={t}
              participant={participant}
              track={tracksOf(participant).screen ?? null}
            />
          ))}
        </div>
      )}
      {/* Keyed, so that no picture starts anew when a screen comes or goes beside it. */}
      <div
        key="cameras"
        class="grid-width flex flex-none flex-wrap content-center justify-center gap-2"
      >
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
        {own !== undefined && (
          <OwnScreenTile
            key="own-screen"
            t={t}
            participant={own}
            share={share}
            onHint={onScreenHint}
            onStop={onStopSharing}
          />
        )}
      </div>
    </div>
  );
}

/** Where everything goes, as the custom properties that the classes of the stage read. */
function arrangement(
  screens: number,
  cameras: number,
  { clientWidth, clientHeight }: HTMLElement,
): Record<string, string> {
  const box = { width: clientWidth, height: clientHeight };
  const shared = screens === 0 ? null : layOutShared({ screens, cameras }, box, GAP_PX);
  const { tile, width } = shared?.cameras ?? layOut(cameras, box, GAP_PX);
  return {
    "--grid-width": `${width}px`,
    "--tile-width": `${tile.width}px`,
    "--tile-height": `${tile.height}px`,
    ...(shared !== null && {
      "--stage-flow": shared.flow,
      "--screens-width": `${shared.screens.width}px`,
      "--screen-width": `${shared.screens.tile.width}px`,
      "--screen-height": `${shared.screens.tile.height}px`,
    }),
  };
}
