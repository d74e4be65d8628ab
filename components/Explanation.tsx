/** A page with one thing to say: what happened, and the ways on. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

export interface ExplanationProps {
  icon: ComponentChildren;
  title: string;
  /** A screen reader starts to read here, because this took the place of something else. */
  focus?: boolean;
  children: ComponentChildren;
  actions: ComponentChildren;
}

export function Explanation({ icon, title, focus, children, actions }: ExplanationProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, []);
  return (
    <main class="mx-auto flex w-full max-w-[560px] flex-1 flex-col justify-center gap-3 px-6 pb-24 pt-8">
      <span class="mb-2 flex size-14 items-center justify-center rounded-full bg-raised text-accent">
        {icon}
      </span>
      <h1 ref={heading} tabIndex={-1} class="text-head font-strong tracking-tight balance">
        {title}
      </h1>
      <div class="flex flex-col gap-1 text-lead text-quiet">{children}</div>
      <div class="flex flex-wrap gap-3 pt-4">{actions}</div>
    </main>
  );
}
