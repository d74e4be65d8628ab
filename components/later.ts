/** Parts of the page whose code is fetched when they are first needed. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

export interface Later<Props> {
  /** The component, once its code is here. */
  readonly here: ComponentType<Props> | null;
  /** Fetches the code, once. After a failure the next call tries again. */
  load(): Promise<ComponentType<Props>>;
}

/** A component that `fetchPart` brings: `later(async () => (await import("./Part.tsx")).Part)`. */
export function later<Props>(fetchPart: () => Promise<ComponentType<Props>>): Later<Props> {
  let here: ComponentType<Props> | null = null;
  let coming: Promise<ComponentType<Props>> | null = null;

  async function load(): Promise<ComponentType<Props>> {
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

/** How far a part is. */
export type Arrival<Props> =
  /** Nobody has asked for it yet. */
  | { state: "away" }
  | { state: "coming" }
  | { state: "failed"; retry: () => void }
  | { state: "here"; Part: ComponentType<Props> };

/** Fetches `part` from the moment in which it is `wanted`, and draws its caller again when it has come. */
export function useLater<Props>(part: Later<Props>, wanted = true): Arrival<Props> {
  const [state, setState] = useState<"coming" | "failed" | "here">("coming");
  const [tries, setTries] = useState(0);

  useEffect(() => {
    if (!wanted) return;
    // It may have come since this was drawn, because somebody else had asked for it.
    if (part.here !== null) return setState("here");
    let asked = true;
    const tell = (state: "failed" | "here") => {
      if (asked) setState(state);
    };
    part.load().then(() => tell("here"), () => tell("failed"));
    return () => {
      asked = false;
    };
  }, [part, wanted, tries]);

  if (!wanted) return { state: "away" };
  // Whether it is here is not this caller's state alone: another may have asked for it before.
  if (part.here !== null) return { state: "here", Part: part.here };
  if (state !== "failed") return { state: "coming" };
  return {
    state: "failed",
    retry: () => {
      setState("coming");
      setTries(tries + 1);
    },
  };
}
