/** A call in a small window: whoever speaks, and the controls that are needed at once. */
import type { ReadonlySignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import type { Participant } from "../client/call_state.ts";
import { Initials } from "./Initials.tsx";
import { displayName } from "./display_name.ts";
import { Picture } from "./Picture.tsx";
import { RoundButton } from "./RoundButton.tsx";
import type { InCall, RoomProps } from "./room_props.ts";
import { LeaveIcon } from "./icons.tsx";
import { CameraToggle, MuteToggle } from "./toggles.tsx";

/** However small the window is now, it can be pulled larger. */
export const IN_SMALL_WINDOW = { height: 400 };

export interface SmallCallProps extends Omit<RoomProps, "call"> {
  call: ReadonlySignal<InCall>;
}

export function SmallCall({ t, title, call, session }: SmallCallProps) {
  const seen = whoIsSeen(call.value.participants, session.speech.value.floor);
  const source = seen.screen === "on" && !seen.self ? "screen" : "camera";
  const key = `${seen.peer} ${source}`;
  useLayoutEffect(() => session.see("small-window", new Map([[key, IN_SMALL_WINDOW]])), [key]);
  const media = session.media.value;
  const tracks = session.tracks.value.get(seen.peer);
  const own = media.camera.state === "on" ? media.camera.track : null;
  const picture = seen.self ? own : tracks?.[source] ?? null;
  const name = displayName(seen, t);
  return (
    <main class="relative flex h-page flex-col overflow-hidden bg-surface">
      <h1 class="sr-only">{title}</h1>
      <figure aria-label={name} class="flex min-h-0 flex-1 items-center justify-center">
        {picture === null
          ? <Initials name={name} />
          : <Picture track={picture} mirrored={seen.self} whole={source === "screen"} />}
        <figcaption
          aria-hidden="true"
          class="absolute top-2 start-2 max-w-[calc(100%-1rem)] truncate rounded-full bg-veil px-3 py-1 text-small text-on-veil"
        >
          <bdi>{name}</bdi>
        </figcaption>
      </figure>
      <div class="absolute inset-x-0 bottom-2 flex justify-center gap-3">
        <MuteToggle t={t} media={media} session={session} overPicture />
        <CameraToggle t={t} media={media} session={session} overPicture />
        <RoundButton label={t.controls.leave} look="danger" onClick={() => session.leave()}>
          <LeaveIcon />
        </RoundButton>
      </div>
    </main>
  );
}

/** Whoever shares a screen, else who has the floor, else the first of the others; oneself if alone. */
function whoIsSeen(participants: readonly Participant[], floor: string | null): Participant {
  const others = participants.filter(({ self }) => !self);
  return others.find(({ screen }) => screen === "on") ??
    others.find(({ peer }) => peer === floor) ?? others[0] ?? participants[0]!;
}
