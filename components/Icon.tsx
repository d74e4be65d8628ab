/** One icon: 24 px, drawn with one round pen. The control that shows it carries its name. */
import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";

export interface IconProps {
  /** Beside small text. */
  small?: boolean;
}

export function Icon(props: IconProps & { children: ComponentChildren }) {
  return (
    <svg
      class={cx("flex-none", props.small === true ? "size-4" : "size-6")}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {props.children}
    </svg>
  );
}
