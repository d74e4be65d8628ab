/** The pair of candidates that a connection uses, found in its statistics. */

/** One entry of the statistics; what browsers put into it varies. */
export type Stats = RTCStats & Readonly<Record<string, unknown>>;

/** As `RTCStatsReport`, of which nothing else is used. */
export interface ReadonlyStats {
  forEach(visit: (stats: Stats) => void): void;
}

export interface SelectedPair {
  stats: Stats;
  ours: Stats | undefined;
  theirs: Stats | undefined;
}

export function selectedPair(report: ReadonlyStats): SelectedPair | null {
  let named: unknown;
  const all: Stats[] = [];
  report.forEach((stats) => {
    if (stats.type === "transport") named ??= stats.selectedCandidatePairId;
    all.push(stats);
  });
  // The transport names it; Firefox says it of the pair itself.
  const stats = all.find(({ id, type, selected }) =>
    type === "candidate-pair" && (id === named || selected === true)
  );
  if (stats === undefined) return null;
  const end = (wanted: unknown) => all.find(({ id }) => id === wanted);
  return { stats, ours: end(stats.localCandidateId), theirs: end(stats.remoteCandidateId) };
}
