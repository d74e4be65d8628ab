/** Parts of the page, code or words, that are fetched when they are first needed. */
import { useEffect, useState } from "preact/hooks";

export interface Later<Part> {
  /** The part, once it is here. */
  readonly here: Part | null;
  /** Fetches it, once. After a failure the next call tries again. */
  load(): Promise<Part>;
}

/** What `fetchPart` brings: `later(async () => (await import("./Part.tsx")).Part)`. */
export function later<Part>(fetchPart: () => Promise<Part>): Later<Part> {
  let here: Part | null = null;
  let coming: Promise<Part> | null = null;

  async function load(): Promise<Part> {
    try {
      here = await fetchPart();
      return here;
    } catch (error) {
      coming = null;
      throw error;
    }
  }

  return {
    get here() {
      return here;
    },
    load: () => coming ??= load(),
  };
}

/** How far a part is. `NotHere.tsx` draws those that are not here. */
export type Arrival<Part> =
  /** Nobody has asked for it yet. */
  | { state: "away" }
  | { state: "coming" }
  | { state: "failed"; retry: () => void }
  | { state: "here"; part: Part };

export interface LaterOptions {
  /** After how many milliseconds it is asked for again that did not come. Left out, that is for whoever waits. */
  againMs?: number;
}

/** Fetches `part` from the moment in which it is `wanted`, and draws its caller again when it has come. */
export function useLater<Part>(
  part: Later<Part>,
  wanted = true,
  { againMs }: LaterOptions = {},
): Arrival<Part> {
  const [state, setState] = useState<"coming" | "failed" | "here">("coming");
  const [tries, setTries] = useState(0);
  const retry = () => {
    setState("coming");
    setTries(tries + 1);
  };

  useEffect(() => {
    if (!wanted) return;
    // It may have come since this was drawn, because somebody else had asked for it.
    if (part.here !== null) return setState("here");
    let asked = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (state: "failed" | "here") => {
      if (!asked) return;
      setState(state);
      if (state === "failed" && againMs !== undefined) timer = setTimeout(retry, againMs);
    };
    part.load().then(() => tell("here"), () => tell("failed"));
    return () => {
      asked = false;
      clearTimeout(timer);
    };
  }, [part, wanted, tries]);

  if (!wanted) return { state: "away" };
  // Whether it is here is not this caller's state alone: another may have asked for it before.
  if (part.here !== null) return { state: "here", part: part.here };
  return state === "failed" ? { state, retry } : { state: "coming" };
}
