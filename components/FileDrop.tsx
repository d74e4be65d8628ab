/** Takes files that are dragged onto the call from wherever they are; says so while they hover over it. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { CallMessages } from "../locales/en.ts";
import { listen } from "./listen.ts";
import { FileIcon } from "./talk_icons.tsx";

export interface FileDropProps {
  t: CallMessages;
  onDrop: (files: readonly File[]) => void;
}

export function FileDrop({ t, onDrop }: FileDropProps) {
  const [over, setOver] = useState(false);
  const latest = useRef(onDrop);
  latest.current = onDrop;

  useEffect(() => {
    function onDragOver(event: DragEvent): void {
      if (!carriesFiles(event)) return;
      // Or the browser would leave the call to open the file.
      event.preventDefault();
      setOver(true);
    }

    function onDragLeave({ relatedTarget }: DragEvent): void {
      // From one element to the next is not away.
      if (relatedTarget === null) setOver(false);
    }

    function onDropped(event: DragEvent): void {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      latest.current([...event.dataTransfer?.files ?? []]);
    }

    return listen(document, { dragover: onDragOver, dragleave: onDragLeave, drop: onDropped });
  }, []);

  if (!over) return null;
  return (
    <div class="pointer-events-none absolute inset-2 z-20 flex items-center justify-center rounded-tile border-2 border-accent bg-veil">
      <div class="float flex flex-col items-center gap-2 rounded-tile bg-surface px-8 py-6 text-center">
        <span class="text-accent">
          <FileIcon />
        </span>
        <p class="text-lead font-strong">{t.files.drop}</p>
        <p class="text-small text-quiet">{t.files.dropHint}</p>
      </div>
    </div>
  );
}

function carriesFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}
