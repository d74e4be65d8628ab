/** The icons of what the connection doctor says, in the lobby as well as in a call. */
import { box, Icon, icon, type IconProps } from "./Icon.tsx";

export const CopyIcon = icon(
  box(8.5, 8.5, 11.5, 11.5, 2.5),
  "M15.5 5.5A1.5 1.5 0 0 0 14 4H6.5A2.5 2.5 0 0 0 4 6.5V14a1.5 1.5 0 0 0 1.5 1.5",
);

export const CheckIcon = icon("m5 12.5 4.5 4.5L19 7.5");

export function WeakIcon(props: IconProps) {
  return (
    <Icon {...props} strokes="M5 19v-3M10 19v-7">
      <path d="M15 19V9M20 19V5" opacity=".35" />
    </Icon>
  );
}
