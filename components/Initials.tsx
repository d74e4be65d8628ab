/** Stands in for a picture: the first letters of a name on a disc. */
import { cx } from "./cx.ts";

export function Initials(props: { name: string; size?: "small" | "large" }) {
  const small = props.size === "small";
  return (
    <span
      aria-hidden="true"
      class={cx(
        "flex flex-none select-none items-center justify-center rounded-full bg-raised font-strong uppercase text-accent",
        small ? "size-10 text-small" : "initials",
      )}
    >
      {initials(props.name)}
    </span>
  );
}

/** One letter of the first word and one of the last; a Chinese name is short enough to give its first. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => firstLetter(word ?? "")).join("");
}

/** A letter that nothing is joined to, as most are: the first segmenter takes long to make, just when tiles appear. */
const PLAIN_LETTER = /^[\p{L}\p{N}](?![\p{M}\p{Cf}])/u;

function firstLetter(word: string): string {
  const plain = PLAIN_LETTER.exec(word);
  if (plain !== null) return plain[0];
  const { segment } = new Intl.Segmenter().segment(word)[Symbol.iterator]().next().value ??
    { segment: "" };
  return segment;
}
