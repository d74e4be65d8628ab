/**
 * What each reaction looks like: drawn for this project, since not every system has pictures for such things, and
 * everyone should see the same.
 */
import type { ComponentChildren } from "preact";
import type { ReactionCode } from "../protocol/reactions.ts";

const SUN = "#FFC857";
const SHADE = "#5A3A00";
const CORAL = "#FF6B5E";
const WATER = "#5BC8F5";

/** The control or the tile that shows it says what it is. */
export function ReactionPicture({ code }: { code: ReactionCode }) {
  return (
    <svg
      class="size-7 flex-none"
      viewBox="0 0 24 24"
      fill="none"
      stroke-linecap="round"
      stroke-linejoin="round"
      stroke-width="1.6"
      aria-hidden="true"
    >
      {PICTURES[code]()}
    </svg>
  );
}

const PICTURES: Readonly<Record<ReactionCode, () => ComponentChildren>> = {
  "thumbs-up": () => (
    <g fill={SUN} stroke={SHADE} stroke-width="1.1">
      <path d="M8.2 10.6 11.6 3.4c1.6 0 2.6 1.2 2.4 2.8l-.4 3h4.6c1.4 0 2.3 1.2 2 2.5l-1.5 6.6c-.3 1.2-1.3 2-2.5 2H8.2Z" />
      <path d="M3.6 10.6h4.6v9.7H3.6a.9.9 0 0 1-.9-.9v-7.9c0-.5.4-.9.9-.9Z" />
    </g>
  ),
  "heart": () => (
    <path
      fill={CORAL}
      d="M12 20.6C5.6 16.2 2.8 12.9 2.8 9.2c0-2.9 2.2-5 4.9-5 1.7 0 3.3.9 4.3 2.4 1-1.5 2.6-2.4 4.3-2.4 2.7 0 4.9 2.1 4.9 5 0 3.7-2.8 7-9.2 11.4Z"
    />
  ),
  "clap": () => (
    <>
      <path
        fill={SUN}
        stroke={SHADE}
        stroke-width="1.1"
        d="m4.4 11.7 1.4-1.4 3.6 3.6-5-5a1.3 1.3 0 0 1 1.8-1.9l5 5-5.6-5.6A1.3 1.3 0 0 1 7.5 4.6l5.6 5.5-3.9-3.9a1.3 1.3 0 0 1 1.9-1.8l6.2 6.2-.1-2.7a1.4 1.4 0 0 1 2.8-.1l.2 5.3c.1 2-.7 3.9-2.1 5.3a7 7 0 0 1-9.9 0Z"
      />
      <path stroke={SUN} d="M16.2 3.2V1.6M19 4.4l1.2-1.3M20.4 7h1.7" />
    </>
  ),
  "laugh": () => (
    <Face>
      <path stroke={SHADE} d="M6.6 9.8c.5-1.3 2.4-1.3 2.9 0M14.5 9.8c.5-1.3 2.4-1.3 2.9 0" />
      <path fill={SHADE} d="M6.8 13h10.4c-.3 3-2.4 5-5.2 5s-4.9-2-5.2-5Z" />
      <path
        fill={WATER}
        d="M4.4 11c1.3.9 1.7 2.1 1 3-.7.8-1.9.7-2.4-.2-.4-.8.2-1.9 1.4-2.8ZM19.6 11c-1.3.9-1.7 2.1-1 3 .7.8 1.9.7 2.4-.2.4-.8-.2-1.9-1.4-2.8Z"
      />
    </Face>
  ),
  "surprise": () => (
    <Face>
      <path stroke={SHADE} d="M6.7 7.3c.5-.6 1.3-.9 2.1-.7M17.3 7.3c-.5-.6-1.3-.9-2.1-.7" />
      <Eyes />
      <ellipse cx="12" cy="16.2" rx="2.2" ry="2.7" fill={SHADE} />
    </Face>
  ),
  "sad": () => (
    <Face>
      <Eyes />
      <path stroke={SHADE} d="M8.3 17.2c1.8-2.1 5.6-2.1 7.4 0" />
      <path
        fill={WATER}
        d="M16.6 12.4c1.3 1.6 1.9 2.6 1.9 3.5a1.9 1.9 0 0 1-3.8 0c0-.9.6-1.9 1.9-3.5Z"
      />
    </Face>
  ),
  "party": () => (
    <>
      <path fill={SUN} d="m3 21 4.6-12.2 7.6 7.6Z" />
      <path stroke={CORAL} d="m5.9 13.4 4.7 4.7" />
      <path stroke={WATER} d="M11 7.8c1.4-.9 1.9-2.7 1.1-4.2M14.9 13c2-1.3 4.3-1.1 5.9.4" />
      <path stroke={CORAL} d="m13.3 10.6 4.5-4.5" />
      <g fill={SUN}>
        <circle cx="16.5" cy="3.4" r="1.1" />
        <circle cx="20.6" cy="9" r="1.1" />
      </g>
      <circle cx="7.8" cy="4.4" r="1.1" fill={WATER} />
      <circle cx="19.5" cy="17.5" r="1.1" fill={CORAL} />
    </>
  ),
  "think": () => (
    <Face>
      <path stroke={SHADE} d="M6.5 7.9c.6-.9 1.7-1.2 2.6-.8M14.6 6.3c.9-.6 2.1-.5 2.8.3" />
      <Eyes />
      <path stroke={SHADE} d="M10 15.3c1.5-.8 3.5-1 5.3-.4" />
      <path
        fill={SUN}
        stroke={SHADE}
        stroke-width="1.1"
        d="M4.6 22.3c-1-1.4-1-3.2 0-4.5l1.3-1.7c.6-.8 1.8-.5 2 .5l.2.9 3.3-1c1.3-.4 1.8 1.3.6 1.8l-2.3 1c.4 1.7-.6 3-2.3 3Z"
      />
    </Face>
  ),
};

function Face({ children }: { children: ComponentChildren }) {
  return (
    <>
      <circle cx="12" cy="12" r="9.8" fill={SUN} />
      {children}
    </>
  );
}

function Eyes() {
  return (
    <g fill={SHADE}>
      <circle cx="8.5" cy="10.4" r="1.3" />
      <circle cx="15.5" cy="10.4" r="1.3" />
    </g>
  );
}
