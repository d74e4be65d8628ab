/** Whoever looks at another tab sees by the title of ours that somebody waits for them. */
import { useEffect } from "preact/hooks";

/** Puts `count` before the title of the page for as long as there is something to count. */
export function useTitleMark(count: number): void {
  useEffect(() => {
    if (count === 0) return;
    const { title } = document;
    document.title = `(${count}) ${title}`;
    return () => {
      document.title = title;
    };
  }, [count]);
}
