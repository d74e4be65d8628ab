/**
 * The first stop of the keyboard in a call: past all the faces, to the controls. A button, since a link would
 * write into the fragment of the address, where the key is.
 */
export function SkipLink({ label, onSkip }: { label: string; onSkip: () => void }) {
  return (
    <button
      type="button"
      class="skip float absolute top-2 start-2 z-20 min-h-[44px] rounded-control bg-accent px-5 font-strong text-on-accent"
      onClick={onSkip}
    >
      {label}
    </button>
  );
}
