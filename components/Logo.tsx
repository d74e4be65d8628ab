/** The mark, two ripples closing round still water, and the name beside it. */
export function Logo() {
  return (
    <span class="inline-flex items-center gap-2 text-lead font-strong tracking-tight">
      <svg class="size-7 flex-none text-accent" viewBox="0 0 28 28" fill="none" aria-hidden="true">
        <circle cx="14" cy="14" r="13" fill="currentColor" opacity=".16" />
        <path
          d="M4.6 14.4c3.1-2.6 6.2-2.6 9.4 0s6.3 2.6 9.4 0M7.3 19.2c2.2-1.8 4.4-1.8 6.7 0s4.5 1.8 6.7 0"
          stroke="currentColor"
          stroke-width="2"
          stroke-linecap="round"
        />
        <circle cx="14" cy="8.2" r="2.6" fill="currentColor" />
      </svg>
      Lagoon
    </span>
  );
}
