/** The icons of Lagoon: 24 px, drawn with one round pen. The control that shows one carries its name. */
import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";

interface IconProps {
  /** Beside small text. */
  small?: boolean;
}

function Icon(props: IconProps & { children: ComponentChildren }) {
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

export function MicrophoneIcon() {
  return (
    <Icon>
      <rect x="9" y="3" width="6" height="11" rx="3" />
      <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
    </Icon>
  );
}

export function MicrophoneOffIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M9 9.5V11a3 3 0 0 0 4.8 2.4M15 9.8V6a3 3 0 0 0-5.7-1.3" />
      <path d="M5.5 11.5a6.5 6.5 0 0 0 10.3 5.3M18.5 11.5c0 .9-.2 1.7-.5 2.5M12 18v3M4 4l16 16" />
    </Icon>
  );
}

export function CameraIcon() {
  return (
    <Icon>
      <rect x="3" y="6.5" width="12.5" height="11" rx="2.75" />
      <path d="m15.5 10.75 4-2.4a1 1 0 0 1 1.5.86v5.58a1 1 0 0 1-1.5.86l-4-2.4" />
    </Icon>
  );
}

export function CameraOffIcon() {
  return (
    <Icon>
      <path d="M10.5 6.5h2.25a2.75 2.75 0 0 1 2.75 2.75v1.5l4-2.4a1 1 0 0 1 1.5.86v5.58a1 1 0 0 1-1.2.98" />
      <path d="M15.3 15.8a2.75 2.75 0 0 1-2.55 1.7h-7A2.75 2.75 0 0 1 3 14.75v-5.5A2.75 2.75 0 0 1 5.6 6.5M4 4l16 16" />
    </Icon>
  );
}

export function ScreenIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <rect x="3" y="4.5" width="18" height="12.5" rx="2.75" />
      <path d="M12 13.75v-5.5M9.5 10.5 12 8l2.5 2.5M8.5 20.25h7" />
    </Icon>
  );
}

export function StopScreenIcon() {
  return (
    <Icon>
      <rect x="3" y="4.5" width="18" height="12.5" rx="2.75" />
      <path d="m9.75 8.5 4.5 4.5M14.25 8.5l-4.5 4.5M8.5 20.25h7" />
    </Icon>
  );
}

export function FlipIcon() {
  return (
    <Icon>
      <path d="M4 11.5A8 8 0 0 1 18.4 7.2M20 12.5a8 8 0 0 1-14.4 4.3" />
      <path d="M18.75 3.5v4h-4M5.25 20.5v-4h4" />
      <circle cx="12" cy="12" r="2.5" />
    </Icon>
  );
}

export function SignalIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M5 19.5v-4M12 19.5V11M19 19.5v-14" />
    </Icon>
  );
}

export function HandIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M8 12.5v-7a1.5 1.5 0 0 1 3 0v-1a1.5 1.5 0 0 1 3 0v1.25a1.5 1.5 0 0 1 3 0v2a1.5 1.5 0 0 1 3 0V14a7.25 7.25 0 0 1-7.25 7.25c-2.9 0-4.6-1.3-5.9-3.6l-2.7-4.7a1.5 1.5 0 0 1 2.6-1.5L8 13.6" />
      <path d="M11 5.5V11M14 5.75V11M17 7.75V11" />
    </Icon>
  );
}

export function MoreIcon() {
  return (
    <Icon>
      <path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="2.75" />
    </Icon>
  );
}

export function PeopleIcon() {
  return (
    <Icon>
      <circle cx="9" cy="8.5" r="3.25" />
      <path d="M3 19.5c.4-3.4 2.8-5.25 6-5.25s5.6 1.85 6 5.25M15.5 5.6a3.1 3.1 0 0 1 0 5.8M17.5 14.8c2 .7 3.2 2.3 3.5 4.7" />
    </Icon>
  );
}

export function InviteIcon() {
  return (
    <Icon>
      <circle cx="10" cy="8.5" r="3.25" />
      <path d="M4 19.5c.4-3.4 2.8-5.25 6-5.25 1.3 0 2.5.3 3.4.9M18 14v6M15 17h6" />
    </Icon>
  );
}

export function LeaveIcon() {
  return (
    <Icon>
      <path d="M3.2 13.1c4.9-4.6 12.7-4.6 17.6 0 .7.7.8 1.7.2 2.5l-.8 1c-.5.7-1.4.9-2.2.6l-2.2-.9a1.8 1.8 0 0 1-1.1-1.7v-1.3a9 9 0 0 0-5.4 0v1.3c0 .8-.4 1.4-1.1 1.7L6 17.2c-.8.3-1.7.1-2.2-.6l-.8-1c-.6-.8-.5-1.8.2-2.5Z" />
    </Icon>
  );
}

export function SettingsIcon() {
  return (
    <Icon>
      <path d="M4 7h8M18 7h2M4 17h2M12 17h8" />
      <circle cx="15" cy="7" r="2.5" />
      <circle cx="9" cy="17" r="2.5" />
    </Icon>
  );
}

export function SpeakerIcon() {
  return (
    <Icon>
      <path d="M4 10v4a1 1 0 0 0 1 1h2.5l4 3.4a.6.6 0 0 0 1-.5V6.1a.6.6 0 0 0-1-.5L7.5 9H5a1 1 0 0 0-1 1ZM16 9.2a4 4 0 0 1 0 5.6M18.5 6.5a8 8 0 0 1 0 11" />
    </Icon>
  );
}

export function CopyIcon() {
  return (
    <Icon>
      <rect x="8.5" y="8.5" width="11.5" height="11.5" rx="2.5" />
      <path d="M15.5 5.5A1.5 1.5 0 0 0 14 4H6.5A2.5 2.5 0 0 0 4 6.5V14a1.5 1.5 0 0 0 1.5 1.5" />
    </Icon>
  );
}

export function ShareIcon() {
  return (
    <Icon>
      <path d="M12 15V4M8 7.5 12 3.5l4 4M6 11.5H5.5A1.5 1.5 0 0 0 4 13v6a1.5 1.5 0 0 0 1.5 1.5h13A1.5 1.5 0 0 0 20 19v-6a1.5 1.5 0 0 0-1.5-1.5H18" />
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

export function CloseIcon() {
  return (
    <Icon>
      <path d="m6.5 6.5 11 11M17.5 6.5l-11 11" />
    </Icon>
  );
}

export function ChevronIcon() {
  return (
    <Icon>
      <path d="m7 10 5 5 5-5" />
    </Icon>
  );
}

export function LockIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <rect x="5" y="10.5" width="14" height="10" rx="2.75" />
      <path d="M8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3M12 14.5v2" />
    </Icon>
  );
}

export function AlertIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="8.75" />
      <path d="M12 7.75v5M12 16.1v.15" />
    </Icon>
  );
}

/** Two arrows that look for each other: a connection on its way back. */
export function ReconnectIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M19.5 9.5A8 8 0 0 0 5.2 8M4.5 14.5A8 8 0 0 0 18.8 16M5 4v4h4M19 20v-4h-4" />
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

/** Two people still joined, and a server that has gone. */
export function OutlivesIcon() {
  return (
    <Icon>
      <circle cx="5.5" cy="16" r="3" />
      <circle cx="18.5" cy="16" r="3" />
      <path d="M8.5 16h7" />
      <path d="m10 4 4 4M14 4l-4 4" />
    </Icon>
  );
}

export function KeyIcon() {
  return (
    <Icon>
      <circle cx="8" cy="15.5" r="4.25" />
      <path d="m11.2 12.4 8.3-8.4M15.5 8l3 3M17.6 5.9l1.9 1.9" />
    </Icon>
  );
}

export function NoTraceIcon() {
  return (
    <Icon>
      <path d="M10.2 6.2A9.7 9.7 0 0 1 12 6c4.5 0 7.7 3 9 6a11.6 11.6 0 0 1-2.2 3.3M6.6 7.7A11.4 11.4 0 0 0 3 12c1.3 3 4.5 6 9 6 1.7 0 3.2-.4 4.5-1.1M9.9 10a3 3 0 0 0 4.1 4.2M4 4l16 16" />
    </Icon>
  );
}
