/** The icons that only a call shows: they are fetched with it. */
import { Icon, type IconProps } from "./Icon.tsx";

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

export function ShareIcon() {
  return (
    <Icon>
      <path d="M12 15V4M8 7.5 12 3.5l4 4M6 11.5H5.5A1.5 1.5 0 0 0 4 13v6a1.5 1.5 0 0 0 1.5 1.5h13A1.5 1.5 0 0 0 20 19v-6a1.5 1.5 0 0 0-1.5-1.5H18" />
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

/** Four tiles alike. */
export function GridIcon() {
  return (
    <Icon>
      <rect x="3.5" y="4.5" width="7.25" height="6.5" rx="1.75" />
      <rect x="13.25" y="4.5" width="7.25" height="6.5" rx="1.75" />
      <rect x="3.5" y="13" width="7.25" height="6.5" rx="1.75" />
      <rect x="13.25" y="13" width="7.25" height="6.5" rx="1.75" />
    </Icon>
  );
}

/** One large tile above three small ones. */
export function SpeakerViewIcon() {
  return (
    <Icon>
      <rect x="3.5" y="4" width="17" height="10" rx="2" />
      <path d="M4.5 18.75h3M10.5 18.75h3M16.5 18.75h3" stroke-width="2.5" />
    </Icon>
  );
}

export function FullscreenIcon() {
  return (
    <Icon>
      <path d="M4 9V5.75C4 4.8 4.8 4 5.75 4H9M15 4h3.25c.95 0 1.75.8 1.75 1.75V9M20 15v3.25c0 .95-.8 1.75-1.75 1.75H15M9 20H5.75C4.8 20 4 19.2 4 18.25V15" />
    </Icon>
  );
}

export function SmallWindowIcon() {
  return (
    <Icon>
      <rect x="3" y="4.5" width="18" height="15" rx="2.75" />
      <rect x="11.5" y="11.5" width="6.5" height="5" rx="1.25" />
    </Icon>
  );
}

export function KeyboardIcon() {
  return (
    <Icon>
      <rect x="2.75" y="6" width="18.5" height="12" rx="2.5" />
      <path d="M6.5 9.75h.01M10 9.75h.01M13.5 9.75h.01M17.5 9.75h.01M6.5 14.25h.01M17.5 14.25h.01M9.5 14.25h5" />
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
