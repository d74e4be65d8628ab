/** Everyone's tile, as large as the room there is allows. What is in the light comes first. */
import { useComputed } from "@preact/signals";
import { useRef, useState } from "preact/hooks";
import type { Participant } from "../client/call_state.ts";
import { keepPlaces } from "../client/places.ts";
import { planStage, type Tile, tileKey } from "../client/stage_plan.ts";
import type { TracksBySource } from "../client/media_state.ts";
import type { CallSession } from "../client/session_types.ts";
import type { CallMessages } from "../locales/en.ts";
import type { PeerId } from "../protocol/ids.ts";
import type { Locale } from "../locales/locale.ts";
import { handPlaces } from "./hand_order.ts";
import { Menu } from "./Menu.tsx";
import { OwnScreenTile } from "./OwnScreenTile.tsx";
import { displayName } from "./display_name.ts";
import { ScreenTile } from "./ScreenTile.tsx";
import { StagePager } from "./StagePager.tsx";
import { tileActions } from "./tile_actions.ts";
import { TileOptions } from "./TileOptions.tsx";
import { TileReactions } from "./TileReactions.tsx";
import { useArrangement } from "./use_arrangement.ts";
import { useRoaming } from "./use_roaming.ts";
import { VideoTile } from "./VideoTile.tsx";

export interface CallStageProps {
  t: CallMessages;
  locale: Locale;
  session: CallSession;
  participants: readonly Participant[];
  /** What a participant shows and says now. */
  tracksOf: (participant: Participant) => TracksBySource;
  /** The tile that is to stay in the light, by its key. */
  pinned: string | null;
  onPin: (key: string | null) => void;
  /** Somebody wants to know how the connection to that person does. */
  onInspect: (peer: PeerId) => void;
  onFirstFrame: (participant: Participant) => void;
}

export function CallStage(props: CallStageProps) {
  const { t, session, participants, tracksOf, pinned } = props;
  const { stage: mode, selfHidden } = session.preferences.value;
  const [page, setPage] = useState(0);
  const [menu, setMenu] = useState<{ key: string; anchor: HTMLElement } | null>(null);
  // In a grid nobody's turn to speak moves anything, so nothing is drawn for it either.
  const floor =
    useComputed(() =>
      session.preferences.value.stage === "speaker" ? session.speech.value.floor : null
    ).value;
  const seated = usePlaces(participants);
  const plan = planStage(seated, floor, { mode, pinned, page, selfHidden });
  const hands = handPlaces(participants);
  const shown = inOrderOfPlaces(seated, [...plan.main, ...plan.side]);
  const stage = useArrangement(plan, (tiles) => session.see("page", tiles, devicePixelRatio));
  const { isStop, ...roaming } = useRoaming(shown.map(tileKey), stage);

  const chosen = menu === null ? undefined : shown.find((tile) => tileKey(tile) === menu.key);

  function options(tile: Tile) {
    const key = tileKey(tile);
    return (
      <TileOptions
        t={t}
        name={displayName(tile.participant, t)}
        open={menu?.key === key}
        tabIndex={isStop(key) ? 0 : -1}
        onOpen={(anchor) => setMenu(menu?.key === key ? null : { key, anchor })}
      />
    );
  }

  return (
    <>
      <div
        ref={stage}
        role="group"
        aria-label={t.stage.label}
        class="relative min-h-0 min-w-0 flex-1 overflow-hidden"
        {...roaming}
      >
        {shown.map((tile) => {
          const { participant } = tile;
          const key = tileKey(tile);
          const tracks = tracksOf(participant);
          if (tile.source === "camera") {
            return (
              <VideoTile
                key={key}
                t={t}
                participant={participant}
                hand={hands.get(participant.peer) ?? null}
                camera={tracks.camera ?? null}
                speech={session.speech}
                options={options(tile)}
                reactions={<TileReactions talk={session.talk} peer={participant.peer} />}
                onFirstFrame={props.onFirstFrame}
              />
            );
          }
          if (participant.self) {
            return (
              <OwnScreenTile
                key={key}
                t={t}
                participant={participant}
                share={session.screen.value}
                onHint={(hint) => session.setScreenHint(hint)}
                onStop={() => session.shareScreen(false)}
              />
            );
          }
          return (
            <ScreenTile
              key={key}
              t={t}
              participant={participant}
              track={tracks.screen ?? null}
              options={options(tile)}
            />
          );
        })}
      </div>
      {plan.pages > 1 && (
        <StagePager
          t={t}
          locale={props.locale}
          page={plan.page}
          pages={plan.pages}
          onTurn={setPage}
        />
      )}
      {menu !== null && chosen !== undefined && (
        <Menu
          label={displayName(chosen.participant, t)}
          anchor={menu.anchor}
          actions={tileActions({
            t,
            tile: chosen,
            pinned: pinned === menu.key,
            figure: menu.anchor.closest("figure"),
            onFlip: session.media.value.otherCamera === null ? null : () => session.flipCamera(),
            onInspect: () => props.onInspect(chosen.participant.peer),
            onPin: (on) => props.onPin(on ? menu.key : null),
            onHideSelf: () => session.prefer({ selfHidden: true }),
          })}
          onClose={() => setMenu(null)}
        />
      )}
    </>
  );
}

/** `participants` in the order of their places, which they keep when others come and go. */
function usePlaces(participants: readonly Participant[]): Participant[] {
  const places = useRef<readonly string[]>([]);
  places.current = keepPlaces(places.current, participants.map(({ peer }) => peer));
  const byPeer = new Map(
    participants.map((participant) => [participant.peer as string, participant]),
  );
  return places.current.map((peer) => byPeer.get(peer)!);
}

/** Whatever is in the light, its element stays where it is in the document: a picture that moves there starts anew. */
function inOrderOfPlaces(participants: readonly Participant[], tiles: readonly Tile[]): Tile[] {
  const place = ({ participant: { peer }, source }: Tile) =>
    participants.findIndex((other) => other.peer === peer) +
    (source === "screen" ? participants.length : 0);
  return tiles.toSorted((a, b) => place(a) - place(b));
}
