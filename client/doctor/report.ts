/** An examination as text to hand on: kinds, codes and durations, never who or where anybody is. */
import type { Evidence } from "./evidence.ts";
import type { Diagnosis } from "./findings.ts";

export interface ReportInput {
  evidence: Evidence;
  diagnosis: Diagnosis;
  /** In milliseconds. */
  took: number;
  userAgent: string;
}

/** A line for people, then everything for programs. */
export function writeReport({ evidence, diagnosis, took, userAgent }: ReportInput): string {
  const { finding, also } = diagnosis;
  const head = `Lagoon connection report: ${[finding, ...also].map(({ code }) => code).join(", ")}`;
  const body = { browser: browserOf(userAgent), took, findings: [finding, ...also], ...evidence };
  return `${head}\n${JSON.stringify(body, null, 2)}\n`;
}

/** The order matters: each calls itself by the names of those further down as well. */
const FAMILIES = [
  ["Firefox", /\b(?:Firefox|FxiOS)\/(\d+)/],
  ["Edge", /\bEdgA?(?:iOS)?\/(\d+)/],
  ["Chromium", /\b(?:Chrome|Chromium|CriOS|HeadlessChrome)\/(\d+)/],
  ["Safari", /\bVersion\/(\d+)[^ ]* (?:Mobile\/\w+ )?Safari/],
] as const;

/** Family and main version: what helps, and no more than that. */
export function browserOf(userAgent: string): string {
  for (const [name, pattern] of FAMILIES) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return "unknown";
}
