/** A menu beside what opened it: driven by arrows, left by Escape, and gone once something is chosen. */
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { listen } from "./listen.ts";

export interface MenuAction {
  label: string;
  run: () => void;
}

export interface MenuProps {
  label: string;
  /** What was pressed to open it. */
  anchor: HTMLElement;
  actions: readonly MenuAction[];
  onClose: () => void;
}

/** How far it stays from the edge of the page, in pixels. */
const MARGIN_PX = 8;

export function Menu({ label, anchor, actions, onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (menu.current !== null) putBeside(menu.current, anchor);
    itemsOf(menu.current)[0]?.focus();
  }, []);

  useEffect(() => {
    const elsewhere = (event: Event) => {
      const target = event.target as Node;
      if (!menu.current?.contains(target) && !anchor.contains(target)) onClose();
    };
    return listen(document, { pointerdown: elsewhere });
  }, []);

  function close(): void {
    onClose();
    anchor.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const items = itemsOf(menu.current);
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = destination(event.key, at, items.length);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (to === "out") close();
    else items[to]?.focus();
  }

  return (
    <div
      ref={menu}
      role="menu"
      aria-label={label}
      class="card menu-place float fixed z-20 flex min-w-[176px] flex-col rounded-tile border bg-surface p-1"
      onKeyDown={onKeyDown}
    >
      {actions.map(({ label, run }) => (
        <button
          key={label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class="min-h-[44px] rounded-control px-4 text-start transition hover:bg-raised"
          onClick={() => {
            close();
            run();
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** Where a key leads from item `at` of `count`; `null` if the key means nothing here. */
function destination(key: string, at: number, count: number): number | "out" | null {
  switch (key) {
    case "ArrowDown":
      return (at + 1) % count;
    case "ArrowUp":
      return (at - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "Escape":
    case "Tab":
      return "out";
    default:
      return null;
  }
}

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
  return [...menu?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? []];
}

/** Below the anchor, at the side that writing comes from last, and all of it on the page. */
function putBeside(menu: HTMLElement, anchor: HTMLElement): void {
  const from = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const page = document.documentElement;
  const mirrored = getComputedStyle(menu).direction === "rtl";
  const left = mirrored ? from.left : from.right - width;
  const within = (at: number, size: number, room: number) =>
    Math.max(MARGIN_PX, Math.min(at, room - size - MARGIN_PX));
  menu.style.setProperty("--menu-left", `${within(left, width, page.clientWidth)}px`);
  menu.style.setProperty("--menu-top", `${within(from.bottom, height, page.clientHeight)}px`);
}
