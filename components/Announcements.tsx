/** The one live region of a call. Nothing to see. */
import type { ReadonlySignal } from "@preact/signals";

export function Announcements(props: { text: ReadonlySignal<string> }) {
  return <p role="status" aria-live="polite" class="sr-only">{props.text.value}</p>;
}
