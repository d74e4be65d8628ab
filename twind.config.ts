/**
 * The design tokens. Colours are custom properties of `static/styles.css`, so that one class works by day
 * and by night; everything else is a number from the scale.
 */
import presetAutoprefix from "@twind/preset-autoprefix";
import presetTailwind from "@twind/preset-tailwind";
import { type CSSObject, defineConfig, type MatchResult, type Preset, type Rule } from "twind";

const COLORS = [
  "canvas",
  "surface",
  "raised",
  "line",
  "ink",
  "quiet",
  "accent",
  "on-accent",
  "danger",
  "on-danger",
  "alarm",
  "warning",
  "veil",
  "on-veil",
  "spark",
] as const;

/** Sides named by the direction of writing, so that the site mirrors itself where people read that way. */
const LOGICAL: Rule[] = [
  ["ms-(\\d+)$", steps("marginInlineStart")],
  ["me-(\\d+)$", steps("marginInlineEnd")],
  ["ps-(\\d+)$", steps("paddingInlineStart")],
  ["pe-(\\d+)$", steps("paddingInlineEnd")],
  ["start-(\\d+)$", steps("insetInlineStart")],
  ["end-(\\d+)$", steps("insetInlineEnd")],
  ["-me-3$", { marginInlineEnd: "-0.75rem" }],
  ["-end-1$", { insetInlineEnd: "-0.25rem" }],
  ["-me-2$", { marginInlineEnd: "-0.5rem" }],
  ["ms-auto$", { marginInlineStart: "auto" }],
  ["border-s$", { borderInlineStartWidth: "1px" }],
];

const OURS: Rule[] = [
  ["size-(\\d+)$", steps("width", "height")],
  ["size-full$", { width: "100%", height: "100%" }],
  ["h-page$", { height: ["100vh", "100dvh"] }],
  ["min-h-page$", { minHeight: ["100vh", "100dvh"] }],
  /** Clear of a phone's rounded corners and of its own bar. */
  ["safe-sides$", {
    paddingTop: "max(0.5rem, env(safe-area-inset-top))",
    paddingLeft: "max(0.5rem, env(safe-area-inset-left))",
    paddingRight: "max(0.5rem, env(safe-area-inset-right))",
  }],
  ["safe-bottom$", { paddingBottom: "max(0.75rem, env(safe-area-inset-bottom))" }],
  /** The one shadow, for what floats. */
  ["float$", { boxShadow: "var(--float)" }],
  ["mirror$", { transform: "scaleX(-1)" }],
  ["tabular$", { fontVariantNumeric: "tabular-nums" }],
  /** Breaks Chinese at its commas, as a headline wants it, unless a line would not fit. */
  ["whole-words$", { wordBreak: "keep-all", overflowWrap: "anywhere" }],
  /** Breaks what has no place to break, so that nothing somebody writes can widen the page. */
  ["break-anywhere$", { overflowWrap: "anywhere" }],
  ["balance$", { textWrap: "balance" }],
];

const utilities: Preset = { rules: [...LOGICAL, ...OURS] };

export default defineConfig({
  presets: [presetAutoprefix(), presetTailwind({ disablePreflight: true }), utilities],
  hash: false,
  theme: {
    screens: {
      xs: "360px",
      sm: "600px",
      md: "760px",
      lg: "960px",
      /** A phone on its side, or whose keyboard is out. */
      tight: { raw: "(max-width: 759px) and (max-height: 599px)" },
    },
    colors: {
      transparent: "transparent",
      current: "currentColor",
      ...Object.fromEntries(COLORS.map((name) => [name, `var(--${name})`])),
    },
    fontSize: {
      small: ["0.8125rem", "1.25rem"],
      body: ["0.9375rem", "1.5rem"],
      lead: ["1.0625rem", "1.625rem"],
      title: ["1.25rem", "1.75rem"],
      head: ["1.75rem", "2.25rem"],
      display: ["clamp(2.25rem, 1.4rem + 3.4vw, 3.5rem)", "1.08"],
    },
    fontWeight: { normal: "400", strong: "600" },
    borderRadius: { control: "8px", tile: "14px", full: "9999px", none: "0" },
    transitionDuration: { DEFAULT: "160ms" },
    transitionTimingFunction: { DEFAULT: "ease-out" },
  },
});

/** Sets `properties` to a step of the scale: a step is 4 px at the usual text size. */
function steps(...properties: readonly string[]) {
  return ({ 1: count }: MatchResult): CSSObject => {
    const length = `${Number(count) / 4}rem`;
    return Object.fromEntries(properties.map((name) => [name, length])) as CSSObject;
  };
}
