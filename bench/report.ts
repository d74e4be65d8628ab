/** What a benchmark tells: a table to read, and claims that hold or do not. */

export interface Claim {
  text: string;
  holds: boolean;
}

export interface Report {
  title: string;
  /** How it was measured, in a sentence or two. */
  about: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  claims: readonly Claim[];
}

/** The report as Markdown. */
export function renderReport({ title, about, columns, rows, claims }: Report): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const lines = [
    `## ${title}`,
    "",
    about,
    "",
    row(columns),
    // The first column names; the others are figures and stand to the right.
    row(columns.map((_, i) => i === 0 ? "---" : "--:")),
    ...rows.map(row),
    "",
    ...claims.map(({ text, holds }) => `- ${holds ? "✔" : "✘"} ${text}`),
  ];
  return lines.join("\n") + "\n";
}

/**
 * `document` with each of the `sections`, which begin with a heading of their own, in the place of the one with the
 * same heading, or at the end if there is none.
 */
export function withSections(document: string, sections: readonly string[]): string {
  const parts = document.trimEnd().split(/\n+(?=## )/);
  for (const section of sections) {
    const heading = section.slice(0, section.indexOf("\n"));
    const at = parts.findIndex((part) => part.split("\n", 1)[0] === heading);
    parts.splice(at < 0 ? parts.length : at, 1, section.trimEnd());
  }
  return parts.join("\n\n") + "\n";
}

/** What the figures are worth anywhere else: processor, system, versions, and what else ran meanwhile. */
export function describeMachine(): string {
  const { os, arch } = Deno.build;
  const cores = navigator.hardwareConcurrency;
  const load = (Deno.loadavg()[2] ?? 0).toFixed(1);
  const system = `${os} ${Deno.osRelease()} ${arch}, Deno ${Deno.version.deno}`;
  return `${processor()}, ${cores} cores, ${system}, load average of 15 minutes ${load}`;
}

function processor(): string {
  try {
    const match = /^model name\s*:\s*(.+)$/m.exec(Deno.readTextFileSync("/proc/cpuinfo"));
    return match?.[1] ?? "unnamed processor";
  } catch {
    return "unnamed processor";
  }
}
