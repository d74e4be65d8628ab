/** What the statistics of one connection say about its paths, without an address in it. */
import { selectedPair, type Stats } from "../selected_pair.ts";
import type { LinkEvidence } from "./evidence.ts";

export type LinkSigns = Pick<LinkEvidence, "pairs" | "ours" | "theirs" | "selected">;

export function readSigns(report: RTCStatsReport | null): LinkSigns {
  if (report === null) return { pairs: {}, ours: {}, theirs: {}, selected: null };
  const all: Stats[] = [];
  report.forEach((stats: Stats) => all.push(stats));
  const of = (type: string) => all.filter((stats) => stats.type === type);
  const used = selectedPair(report);
  return {
    pairs: count(of("candidate-pair").map(({ state }) => word(state))),
    ours: count(of("local-candidate").map(candidateName)),
    theirs: count(of("remote-candidate").map(candidateName)),
    selected: used && { ours: candidateName(used.ours), theirs: candidateName(used.theirs) },
  };
}

/** Its type and how it reaches the world: a relay that we talk to over TCP counts as TCP. */
function candidateName(stats: Stats | undefined): string {
  return `${word(stats?.candidateType)}/${word(stats?.relayProtocol ?? stats?.protocol)}`;
}

/** What a browser says here comes from a peer in part: only plain words are repeated. */
function word(value: unknown): string {
  return typeof value === "string" && /^[a-z-]{1,20}$/.test(value) ? value : "unknown";
}

function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
