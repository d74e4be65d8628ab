/** What can be shown without a word. A closed set: nobody makes others show what they choose. */
export const REACTIONS = [
  "thumbs-up",
  "heart",
  "clap",
  "laugh",
  "surprise",
  "sad",
  "party",
  "think",
] as const;
export type ReactionCode = typeof REACTIONS[number];
