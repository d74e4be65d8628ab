/** How the stage looks: everyone alike or the speaker first, with or without oneself, here or in a window of its own. */
import type { StageMode } from "../client/preferences.ts";
import type { CallMessages } from "../locales/en.ts";
import { Button } from "./Button.tsx";
import { Choice } from "./Choice.tsx";
import { canFillScreen, toggleFullscreen } from "./fullscreen.ts";
import { PanelScroll } from "./Panel.tsx";
import { FullscreenIcon, SmallWindowIcon, SpeakerViewIcon } from "./panel_icons.tsx";
import type { PanelProps } from "./panels.ts";
import { GridIcon } from "./room_icons.tsx";

export function LayoutPanel({ t, session, smallWindow }: PanelProps) {
  const { stage, selfHidden } = session.preferences.value;
  return (
    <PanelScroll>
      <fieldset class="flex flex-col gap-1 border-0 p-0">
        <legend class="pb-1 text-small text-quiet">{t.layout.view}</legend>
        {(["grid", "speaker"] as const).map((mode) => (
          <Choice
            key={mode}
            type="radio"
            name="view"
            label={t.layout[mode]}
            hint={t.layout.hints[mode]}
            icon={<ModeIcon mode={mode} />}
            checked={stage === mode}
            onChange={() => session.prefer({ stage: mode })}
          />
        ))}
      </fieldset>
      <Choice
        type="checkbox"
        name="hide-self"
        label={t.tile.hideSelf}
        checked={selfHidden}
        onChange={(on) => session.prefer({ selfHidden: on })}
      />
      <div class="flex flex-col gap-2">
        {smallWindow !== null && (
          <Button look="quiet" wide onClick={smallWindow.toggle}>
            <SmallWindowIcon />
            {smallWindow.isOpen ? t.layout.closeSmallWindow : t.layout.smallWindow}
          </Button>
        )}
        {canFillScreen() && <FillScreen t={t} />}
      </div>
    </PanelScroll>
  );
}

function ModeIcon({ mode }: { mode: StageMode }) {
  return mode === "grid" ? <GridIcon /> : <SpeakerViewIcon />;
}

function FillScreen({ t }: { t: CallMessages }) {
  return (
    <Button look="quiet" wide onClick={toggleFullscreen}>
      <FullscreenIcon />
      {t.layout.fullscreen}
    </Button>
  );
}
