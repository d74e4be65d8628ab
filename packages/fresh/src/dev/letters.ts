/** What code says most comes first, so that names look like the rest of it. */
const LETTERS = "etnrisaolcudhpfmgvyxbwkjzq";

/** Names of small letters, the shortest first. Fewer kinds of letters compress better than fewer letters. */
export function letters(index: number): string {
  const longer = Math.floor(index / LETTERS.length) - 1;
  return (longer < 0 ? "" : letters(longer)) + LETTERS.charAt(index % LETTERS.length);
}
