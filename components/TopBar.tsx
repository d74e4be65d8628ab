/** The head of every page but the call itself: the name that leads home, and the languages. */
import type { ComponentChildren } from "preact";
import { Logo } from "./Logo.tsx";

export interface TopBarProps {
  home: string;
  /** The other languages. */
  children: ComponentChildren;
}

export function TopBar({ home, children }: TopBarProps) {
  return (
    <header class="mx-auto flex w-full max-w-[1120px] flex-wrap items-center justify-between px-4 pt-3 sm:px-8">
      <a href={home} class="flex min-h-[44px] items-center rounded-control">
        <Logo />
      </a>
      {children}
    </header>
  );
}
