/** A control of the call: a round icon whose name is heard always and seen when pointed at. */
import type { ComponentChildren, Ref } from "preact";
import { cx } from "./cx.ts";

export interface RoundButtonProps {
  /** The accessible name. */
  label: string;
  /** Said for a moment, in place of the hint that shows the name to whoever points. */
  news?: string | undefined;
  onClick: () => void;
  /** `on` shows that something of ours is out; `off` that a device gives nothing; `danger` ends something. */
  look?: "plain" | "on" | "off" | "danger";
  /** Lies over a picture instead of the page. */
  overPicture?: boolean;
  /** The panel it opens is open. Leave out for buttons that open none. */
  expanded?: boolean;
  /** The id of what it opens, where that is not a panel beside the stage. */
  controls?: string;
  /** For what is either so or not so. Leave out for buttons that only do something. */
  pressed?: boolean;
  /** The name is written below for thumbs, which cannot point: in a menu on a phone. */
  captioned?: boolean | undefined;
  disabled?: boolean;
  /** A number beside the icon that the name need not repeat. */
  badge?: string | undefined;
  /** What the number means, for whoever does not see it. */
  description?: string | undefined;
  buttonRef?: Ref<HTMLButtonElement>;
  children: ComponentChildren;
}

export function RoundButton(props: RoundButtonProps) {
  const look = props.look ?? "plain";
  const off = look === "off";
  const danger = look === "danger";
  const lit = look === "on" || props.expanded;
  const plain = !off && !danger && !lit;
  return (
    <button
      type="button"
      ref={props.buttonRef ?? null}
      aria-label={props.label}
      aria-description={props.description}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={props.onClick}
      class={cx(
        "relative flex size-12 flex-none items-center justify-center rounded-full transition",
        "enabled:hover:brightness-110 disabled:opacity-60",
        plain && !props.overPicture && "bg-raised text-ink",
        plain && props.overPicture && "bg-veil text-on-veil",
        lit && "bg-accent text-on-accent",
        off && "bg-ink text-canvas",
        danger && "bg-danger text-on-danger",
      )}
    >
      {props.children}
      {props.badge !== undefined && (
        <span
          aria-hidden="true"
          // Drawn, not written: text that is seen would have to be part of the name.
          data-badge={props.badge}
          class="badge absolute -top-1 -end-1 min-w-[24px] rounded-full border-2 border-canvas bg-accent px-1 text-small font-strong leading-5 text-on-accent tabular"
        />
      )}
      <span
        aria-hidden="true"
        class={cx(
          "pointer-events-none absolute bottom-full z-10 mb-2 whitespace-nowrap rounded-control bg-veil px-2 py-1 text-small text-on-veil",
          props.news === undefined && "hint",
        )}
      >
        {props.news ?? props.label}
      </span>
      {props.captioned && (
        <span
          aria-hidden="true"
          class="pointer-events-none absolute top-full mt-1 whitespace-nowrap text-small text-quiet"
        >
          {props.label}
        </span>
      )}
    </button>
  );
}
