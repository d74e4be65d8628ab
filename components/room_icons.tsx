/** The icons that only a call shows: they are fetched with it. */
import { box, icon, ring } from "./Icon.tsx";

export const ScreenIcon = icon(
  box(3, 4.5, 18, 12.5, 2.75),
  "M12 13.75v-5.5M9.5 10.5 12 8l2.5 2.5M8.5 20.25h7",
);

export const StopScreenIcon = icon(
  box(3, 4.5, 18, 12.5, 2.75),
  "M9.75 8.5l4.5 4.5M14.25 8.5l-4.5 4.5M8.5 20.25h7",
);

export const HandIcon = icon(
  "M8 12.5v-7a1.5 1.5 0 0 1 3 0v-1a1.5 1.5 0 0 1 3 0v1.25a1.5 1.5 0 0 1 3 0v2a1.5 1.5 0 0 1 3 0V14a7.25 7.25 0 0 1-7.25 7.25c-2.9 0-4.6-1.3-5.9-3.6l-2.7-4.7a1.5 1.5 0 0 1 2.6-1.5L8 13.6M11 5.5V11M14 5.75V11M17 7.75V11",
);

export const CloseIcon = icon("m6.5 6.5 11 11M17.5 6.5l-11 11");

/** Squares on end, smaller than the pen: of circles so small it leaves the middle out. */
export const MoreIcon = icon(
  "M5 12l.5-.5.5.5-.5.5z",
  "M11.5 12l.5-.5.5.5-.5.5z",
  "M18 12l.5-.5.5.5-.5.5z",
);

export const PeopleIcon = icon(
  ring(9, 8.5, 3.25),
  "M3 19.5c.4-3.4 2.8-5.25 6-5.25s5.6 1.85 6 5.25M15.5 5.6a3.1 3.1 0 0 1 0 5.8M17.5 14.8c2 .7 3.2 2.3 3.5 4.7",
);

export const InviteIcon = icon(
  ring(10, 8.5, 3.25),
  "M4 19.5c.4-3.4 2.8-5.25 6-5.25 1.3 0 2.5.3 3.4.9M18 14v6M15 17h6",
);

export const ShareIcon = icon(
  "M12 15V4M8 7.5 12 3.5l4 4M6 11.5H5.5A1.5 1.5 0 0 0 4 13v6a1.5 1.5 0 0 0 1.5 1.5h13A1.5 1.5 0 0 0 20 19v-6a1.5 1.5 0 0 0-1.5-1.5H18",
);

/** Two arrows that look for each other: a connection on its way back. */
export const ReconnectIcon = icon(
  "M19.5 9.5A8 8 0 0 0 5.2 8M4.5 14.5A8 8 0 0 0 18.8 16M5 4v4h4M19 20v-4h-4",
);

/** Four tiles alike. */
export const GridIcon = icon(
  box(3.5, 4.5, 7.25, 6.5, 1.75),
  box(13.25, 4.5, 7.25, 6.5, 1.75),
  box(3.5, 13, 7.25, 6.5, 1.75),
  box(13.25, 13, 7.25, 6.5, 1.75),
);

export const SignalIcon = icon("M5 19.5v-4M12 19.5V11M19 19.5v-14");
