/** Asks the connection doctor, and says how far it is. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Examination } from "../client/doctor/examine.ts";

export type ExaminationState =
  | { state: "idle" }
  /** `examination` is the one before, if there was one: it stays in sight meanwhile. */
  | { state: "checking"; examination: Examination | null }
  | { state: "done"; examination: Examination }
  /** The doctor could not be fetched. */
  | { state: "failed" };

export interface ExaminationControl {
  now: ExaminationState;
  /** Examines, or examines again. Of two that overlap the later one counts. */
  start: () => void;
  forget: () => void;
}

export function useExamination(examine: () => Promise<Examination>): ExaminationControl {
  const [now, setNow] = useState<ExaminationState>({ state: "idle" });
  const current = useRef(0);
  useEffect(() => () => void current.current++, []);

  function start(): void {
    const number = ++current.current;
    const tell = (next: ExaminationState) => {
      if (number === current.current) setNow(next);
    };
    setNow((before) => ({ state: "checking", examination: examinationOf(before) }));
    examine().then(
      (examination) => tell({ state: "done", examination }),
      () => tell({ state: "failed" }),
    );
  }

  function forget(): void {
    current.current++;
    setNow({ state: "idle" });
  }

  return { now, start, forget };
}

/** What there is to show. */
export function examinationOf(state: ExaminationState): Examination | null {
  return state.state === "done" || state.state === "checking" ? state.examination : null;
}
