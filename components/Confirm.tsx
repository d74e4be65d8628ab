/** Asks once more, in the place of the button that was pressed, before something that cannot be undone. */
import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "./Button.tsx";

export interface ConfirmProps {
  question: string;
  yes: string;
  no: string;
  onYes: () => void;
  onNo: () => void;
}

export function Confirm({ question, yes, no, onYes, onNo }: ConfirmProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  // What was pressed is gone: the keyboard goes on at the way out, which does no harm.
  useEffect(
    () => box.current?.querySelector<HTMLButtonElement>("button:last-of-type")?.focus(),
    [],
  );
  return (
    <div
      ref={box}
      role="group"
      aria-labelledby={id}
      class="flex flex-col gap-3 rounded-control bg-raised p-3"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onNo();
      }}
    >
      <p id={id}>{question}</p>
      <div class="flex flex-wrap gap-2">
        <Button look="danger" onClick={onYes}>{yes}</Button>
        <Button look="quiet" onClick={onNo}>{no}</Button>
      </div>
    </div>
  );
}
