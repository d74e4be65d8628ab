/** The icons of what can be opened in a call: they are fetched with it. */
import { box, icon } from "./Icon.tsx";

/** One large tile above three small ones. */
export const SpeakerViewIcon = icon(
  box(3.5, 4, 17, 10, 2),
  box(4.125, 18.375, 3.75, 0.75, 0.375),
  box(10.125, 18.375, 3.75, 0.75, 0.375),
  box(16.125, 18.375, 3.75, 0.75, 0.375),
);

export const FullscreenIcon = icon(
  "M4 9V5.75C4 4.8 4.8 4 5.75 4H9M15 4h3.25c.95 0 1.75.8 1.75 1.75V9M20 15v3.25c0 .95-.8 1.75-1.75 1.75H15M9 20H5.75C4.8 20 4 19.2 4 18.25V15",
);

export const SmallWindowIcon = icon(box(3, 4.5, 18, 15, 2.75), box(11.5, 11.5, 6.5, 5, 1.25));

export const KeyboardIcon = icon(
  box(2.75, 6, 18.5, 12, 2.5),
  "M6.5 9.75h.01M10 9.75h.01M13.5 9.75h.01M17.5 9.75h.01M6.5 14.25h.01M17.5 14.25h.01M9.5 14.25h5",
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

export const DownIcon = icon("M12 5.5v12.75M6.75 13l5.25 5.25L17.25 13");
