/** The two buttons of every page: the one thing to do, and what else there is. */
import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";

/** `danger` ends something for good. */
export type ButtonLook = "primary" | "quiet" | "danger";

interface Look {
  look: ButtonLook;
  /** @default {"regular"} */
  size?: "regular" | "large";
  /** As wide as its place. */
  wide?: boolean;
  children: ComponentChildren;
}

export function Button(
  props: Look & {
    onClick?: () => void;
    submit?: boolean;
    disabled?: boolean;
    busy?: boolean;
    /** What it is called where the words on it do not say it all: these come first. */
    label?: string;
    /** The id of what tells two buttons of the same name apart. */
    describedBy?: string;
  },
) {
  return (
    <button
      type={props.submit ? "submit" : "button"}
      class={buttonClass(props)}
      disabled={props.disabled}
      aria-busy={props.busy || undefined}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}

/** Looks like a button and is a link, because it goes somewhere. */
export function ButtonLink(props: Look & { href: string }) {
  return <a href={props.href} class={buttonClass(props)}>{props.children}</a>;
}

/** How a control looks that is a button to whoever sees it, whatever it is to the browser. */
export function buttonClass({ look, size, wide }: Omit<Look, "children">): string {
  const primary = look === "primary";
  const quiet = look === "quiet";
  const danger = look === "danger";
  const large = size === "large";
  return cx(
    "inline-flex items-center justify-center gap-2 rounded-control font-strong text-center [word-break:keep-all]",
    large ? "min-h-[56px] px-6 text-lead" : "min-h-[44px] px-5",
    "transition disabled:opacity-60",
    primary && "bg-accent text-on-accent hover:brightness-110",
    quiet && "bg-raised text-ink hover:bg-line",
    danger && "bg-danger text-on-danger hover:brightness-110",
    wide && "w-full",
  );
}
