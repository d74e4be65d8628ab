/** How each reaction looks. */
import type { ReactionCode } from "../protocol/reactions.ts";

export const EMOJI: Readonly<Record<ReactionCode, string>> = {
  "thumbs-up": "👍",
  "heart": "❤️",
  "clap": "👏",
  "laugh": "😂",
  "surprise": "😮",
  "sad": "😢",
  "party": "🎉",
  "think": "🤔",
};
