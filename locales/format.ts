/** Puts values into the templates of a catalogue, the way the language does it. */
import type { Locale } from "./locale.ts";

/** One template for each form that the language's numbers ask for. */
export type PluralForms =
  & { readonly other: string }
  & { readonly [Form in Exclude<Intl.LDMLPluralRule, "other">]?: string };

/** Replaces each `{name}` of `template` by its value. */
export function format(
  template: string,
  values: Readonly<Record<string, string | number>>,
): string {
  return template.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** Sentences one after the other, with what the language puts between them. */
export function inOneLine(between: string, sentences: readonly string[]): string {
  return sentences.reduce((first, second) => format(between, { first, second }));
}

/**
 * `text` in a direction of its own within a sentence that may have the other: what it ends with stays at its end. For
 * what is drawn: the names of controls and tiles have no use for it.
 */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** The form of `forms` for `count`, which it may mention as `{count}`. */
export function plural(locale: Locale, forms: PluralForms, count: number): string {
  const form = forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;
  return format(form, { count: number(locale, count) });
}

/** A number the way the language writes it. */
export function number(locale: Locale, value: number): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** A length of time in words, in its two largest units: “1 hour 5 minutes”, “12 秒”. */
export function duration(locale: Locale, milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const parts: string[] = [];
  if (hours > 0) parts.push(unit(locale, hours, "hour"));
  if (minutes > 0) parts.push(unit(locale, minutes, "minute"));
  if (parts.length === 0) parts.push(unit(locale, seconds, "second"));
  return new Intl.ListFormat(locale, { type: "unit" }).format(parts);
}

function unit(locale: Locale, count: number, unit: string): string {
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count);
}
