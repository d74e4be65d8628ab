/** One icon: 24 px, drawn with one round pen. The control that shows it carries its name. */
import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";

export interface IconProps {
  /** Beside small text. */
  small?: boolean;
}

/** What the pen draws is written as the data of a path; `children` are drawn otherwise. */
export function Icon(props: IconProps & { strokes: string; children?: ComponentChildren }) {
  return (
    <svg
      class={cx("flex-none", props.small ? "size-4" : "size-6")}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={props.strokes} />
      {props.children}
    </svg>
  );
}

/** An icon that is drawn by the pen alone. */
// @__NO_SIDE_EFFECTS__
export function icon(...strokes: readonly string[]) {
  return (props: IconProps) => <Icon {...props} strokes={strokes.join("")} />;
}

/** A box with round corners. */
// @__NO_SIDE_EFFECTS__
export function box(x: number, y: number, width: number, height: number, radius: number): string {
  const across = width - 2 * radius;
  const down = height - 2 * radius;
  const corner = (dx: number, dy: number) => `a${radius} ${radius} 0 0 1 ${dx} ${dy}`;
  return `M${x + radius} ${y}h${across}${corner(radius, radius)}v${down}${
    corner(-radius, radius)
  }` +
    `h${-across}${corner(-radius, -radius)}v${-down}${corner(radius, -radius)}z`;
}

/** A circle. */
// @__NO_SIDE_EFFECTS__
export function ring(x: number, y: number, radius: number): string {
  const half = (across: number) => `a${radius} ${radius} 0 0 1 ${across} 0`;
  return `M${x - radius} ${y}${half(2 * radius)}${half(-2 * radius)}z`;
}
