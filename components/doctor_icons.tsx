/** The icons of what the connection doctor says, in the lobby as well as in a call. */
import { Icon, type IconProps } from "./Icon.tsx";

export function CopyIcon() {
  return (
    <Icon>
      <rect x="8.5" y="8.5" width="11.5" height="11.5" rx="2.5" />
      <path d="M15.5 5.5A1.5 1.5 0 0 0 14 4H6.5A2.5 2.5 0 0 0 4 6.5V14a1.5 1.5 0 0 0 1.5 1.5" />
    </Icon>
  );
}

export function CheckIcon() {
  return (
    <Icon>
      <path d="m5 12.5 4.5 4.5L19 7.5" />
    </Icon>
  );
}

export function WeakIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M5 19v-3M10 19v-7" />
      <path d="M15 19V9M20 19V5" opacity=".35" />
    </Icon>
  );
}
