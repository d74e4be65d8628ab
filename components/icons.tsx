/** The icons that a page shows before a call; those of the call itself are in `room_icons.tsx`. */
import { box, icon, ring } from "./Icon.tsx";

export const MicrophoneIcon = icon(box(9, 3, 6, 11, 3), "M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3");

export const MicrophoneOffIcon = icon(
  "M9 9.5V11a3 3 0 0 0 4.8 2.4M15 9.8V6a3 3 0 0 0-5.7-1.3M5.5 11.5a6.5 6.5 0 0 0 10.3 5.3M18.5 11.5c0 .9-.2 1.7-.5 2.5M12 18v3M4 4l16 16",
);

export const CameraIcon = icon(
  box(3, 6.5, 12.5, 11, 2.75),
  "M15.5 10.75l4-2.4a1 1 0 0 1 1.5.86v5.58a1 1 0 0 1-1.5.86l-4-2.4",
);

export const CameraOffIcon = icon(
  "M10.5 6.5h2.25a2.75 2.75 0 0 1 2.75 2.75v1.5l4-2.4a1 1 0 0 1 1.5.86v5.58a1 1 0 0 1-1.2.98M15.3 15.8a2.75 2.75 0 0 1-2.55 1.7h-7A2.75 2.75 0 0 1 3 14.75v-5.5A2.75 2.75 0 0 1 5.6 6.5M4 4l16 16",
);

export const LeaveIcon = icon(
  "M3.2 13.1c4.9-4.6 12.7-4.6 17.6 0 .7.7.8 1.7.2 2.5l-.8 1c-.5.7-1.4.9-2.2.6l-2.2-.9a1.8 1.8 0 0 1-1.1-1.7v-1.3a9 9 0 0 0-5.4 0v1.3c0 .8-.4 1.4-1.1 1.7L6 17.2c-.8.3-1.7.1-2.2-.6l-.8-1c-.6-.8-.5-1.8.2-2.5Z",
);

export const SettingsIcon = icon(
  "M4 7h8M18 7h2M4 17h2M12 17h8",
  ring(15, 7, 2.5),
  ring(9, 17, 2.5),
);

/** Two ends and a way between them. */
export const ConnectionIcon = icon(
  ring(5.5, 17, 2.5),
  ring(18.5, 7, 2.5),
  "M8 17h5.25a3.25 3.25 0 0 0 0-6.5h-2.5a1.75 1.75 0 0 1 0-3.5H16",
);

export const ChevronIcon = icon("m7 10 5 5 5-5");

export const LockIcon = icon(
  box(5, 10.5, 14, 10, 2.75),
  "M8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3M12 14.5v2",
);

export const AlertIcon = icon(ring(12, 12, 8.75), "M12 7.75v5M12 16.1v.15");

/** Two people still joined, and a server that has gone. */
export const OutlivesIcon = icon(
  ring(5.5, 16, 3),
  ring(18.5, 16, 3),
  "M8.5 16h7M10 4l4 4M14 4l-4 4",
);

export const KeyIcon = icon(ring(8, 15.5, 4.25), "M11.2 12.4l8.3-8.4M15.5 8l3 3M17.6 5.9l1.9 1.9");

export const NoTraceIcon = icon(
  "M10.2 6.2A9.7 9.7 0 0 1 12 6c4.5 0 7.7 3 9 6a11.6 11.6 0 0 1-2.2 3.3M6.6 7.7A11.4 11.4 0 0 0 3 12c1.3 3 4.5 6 9 6 1.7 0 3.2-.4 4.5-1.1M9.9 10a3 3 0 0 0 4.1 4.2M4 4l16 16",
);

export const FlipIcon = icon(
  "M4 11.5A8 8 0 0 1 18.4 7.2M20 12.5a8 8 0 0 1-14.4 4.3M18.75 3.5v4h-4M5.25 20.5v-4h4",
  ring(12, 12, 2.5),
);

export const SpeakerIcon = icon(
  "M4 10v4a1 1 0 0 0 1 1h2.5l4 3.4a.6.6 0 0 0 1-.5V6.1a.6.6 0 0 0-1-.5L7.5 9H5a1 1 0 0 0-1 1ZM16 9.2a4 4 0 0 1 0 5.6M18.5 6.5a8 8 0 0 1 0 11",
);
