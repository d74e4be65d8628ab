/** The icons that a page shows before a call; those of the call itself are in `room_icons.tsx`. */
import { Icon, type IconProps } from "./Icon.tsx";

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

/** Two ends and a way between them. */
export function ConnectionIcon() {
  return (
    <Icon>
      <circle cx="5.5" cy="17" r="2.5" />
      <circle cx="18.5" cy="7" r="2.5" />
      <path d="M8 17h5.25a3.25 3.25 0 0 0 0-6.5h-2.5a1.75 1.75 0 0 1 0-3.5H16" />
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

export function FlipIcon() {
  return (
    <Icon>
      <path d="M4 11.5A8 8 0 0 1 18.4 7.2M20 12.5a8 8 0 0 1-14.4 4.3" />
      <path d="M18.75 3.5v4h-4M5.25 20.5v-4h4" />
      <circle cx="12" cy="12" r="2.5" />
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
