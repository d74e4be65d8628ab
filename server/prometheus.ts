/** Figures as text that Prometheus reads ({@link https://prometheus.io/docs/instrumenting/exposition_formats/}). */
import type { Histogram } from "./histogram.ts";

export type Labels = Readonly<Record<string, string>>;

export type Family =
  & { name: string; help: string }
  & (
    | { type: "counter" | "gauge"; samples: readonly { labels?: Labels; value: number }[] }
    | { type: "histogram"; histogram: Histogram }
  );

export const PROMETHEUS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

export function renderFamilies(families: readonly Family[]): string {
  return families.map((family) =>
    [
      `# HELP ${family.name} ${family.help}`,
      `# TYPE ${family.name} ${family.type}`,
      ...linesOf(family),
      "",
    ].join("\n")
  ).join("");
}

function linesOf(family: Family): string[] {
  const { name } = family;
  if (family.type !== "histogram") {
    return family.samples.map(({ labels, value }) => `${name}${written(labels)} ${value}`);
  }
  const { bounds, count, sum } = family.histogram;
  const counts = family.histogram.cumulative();
  return [
    ...bounds.map((bound, at) => `${name}_bucket{le="${bound}"} ${counts[at]}`),
    `${name}_bucket{le="+Inf"} ${count}`,
    `${name}_sum ${sum}`,
    `${name}_count ${count}`,
  ];
}

function written(labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}
