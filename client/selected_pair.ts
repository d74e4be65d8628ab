/** The pair of candidates that a connection uses, found in its statistics. */

/** One entry of the statistics; what browsers put into it varies. */
export type Stats = RTCStats & Readonly<Record<string, unknown>>;

export interface SelectedPair {
  ours: Stats | undefined;
  theirs: Stats | undefined;
}

export function selectedPair(report: RTCStatsReport): SelectedPair | null {
  let named: unknown;
  const pairs: Stats[] = [];
  report.forEach((stats: Stats) => {
    if (stats.type === "transport") named ??= stats.selectedCandidatePairId;
    if (stats.type === "candidate-pair") pairs.push(stats);
  });
  // The transport names it; Firefox says it of the pair itself.
  const pair = pairs.find(({ id, selected }) => id === named || selected === true);
  if (pair === undefined) return null;
  const end = (id: unknown): Stats | undefined => report.get(String(id));
  return { ours: end(pair.localCandidateId), theirs: end(pair.remoteCandidateId) };
}

/** Whether what we send leaves through a relay of ours. */
export function usesRelay(report: RTCStatsReport): boolean {
  return selectedPair(report)?.ours?.candidateType === "relay";
}
