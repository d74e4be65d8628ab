/** The icons of the conversation, loaded with it. */
import { icon, ring } from "./Icon.tsx";

export const ChatIcon = icon(
  "M20.5 11.5a7.5 7.5 0 0 1-7.75 7.25c-1.2 0-2.35-.25-3.4-.7L4.5 19.5l1.4-4.1a6.9 6.9 0 0 1-.9-3.9 7.75 7.75 0 0 1 15.5 0ZM9.5 10h6.5M9.5 13.25h4",
);

export const SmileIcon = icon(
  ring(12, 12, 8.75),
  "M8.25 14a4.5 4.5 0 0 0 7.5 0M9 9.5v.5M15 9.5v.5",
);

const Onward = icon("M5 12h13M12.5 6.5 18.5 12l-6 5.5");

/** An arrow that points to where writing goes. */
export function SendIcon() {
  return (
    <span class="onward flex">
      <Onward />
    </span>
  );
}

export const AttachIcon = icon(
  "m19 11.5-7.1 7.1a4.4 4.4 0 0 1-6.2-6.2l7.3-7.3a2.95 2.95 0 0 1 4.2 4.15L10 16.4a1.45 1.45 0 0 1-2.1-2.05l6.5-6.5",
);

export const FileIcon = icon(
  "M13.25 3.5H8A2.25 2.25 0 0 0 5.75 5.75v12.5A2.25 2.25 0 0 0 8 20.5h8a2.25 2.25 0 0 0 2.25-2.25V8.5l-5-5ZM13 3.75V8.5h5M9.25 13h5.5M9.25 16.25h3.5",
);

export const DownIcon = icon("M12 5.5v12.75M6.75 13l5.25 5.25L17.25 13");
