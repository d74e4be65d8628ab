/** The icons of the conversation that a call shows before any of it is opened. */
import { icon, ring } from "./Icon.tsx";

export const ChatIcon = icon(
  "M20.5 11.5a7.5 7.5 0 0 1-7.75 7.25c-1.2 0-2.35-.25-3.4-.7L4.5 19.5l1.4-4.1a6.9 6.9 0 0 1-.9-3.9 7.75 7.75 0 0 1 15.5 0ZM9.5 10h6.5M9.5 13.25h4",
);

export const SmileIcon = icon(
  ring(12, 12, 8.75),
  "M8.25 14a4.5 4.5 0 0 0 7.5 0M9 9.5v.5M15 9.5v.5",
);

export const FileIcon = icon(
  "M13.25 3.5H8A2.25 2.25 0 0 0 5.75 5.75v12.5A2.25 2.25 0 0 0 8 20.5h8a2.25 2.25 0 0 0 2.25-2.25V8.5l-5-5ZM13 3.75V8.5h5M9.25 13h5.5M9.25 16.25h3.5",
);
