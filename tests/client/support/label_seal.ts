/**
 * A seal that hides nothing but holds what a seal must: it opens for its addressee alone, as the words
 * of its sender alone, and once.
 */
import type { Seal } from "../../../client/seal.ts";
import type { PeerId } from "../../../protocol/ids.ts";

export type Sealed = { to: PeerId | "everyone"; plaintext: Uint8Array<ArrayBuffer> };

export function labelSeal(self: PeerId, onSeal: (sealed: Sealed) => void = () => {}): Seal {
  const opened = new Set<string>();
  let sealed = 0;
  const open = (label: string, bytes: Uint8Array<ArrayBuffer>) => {
    const end = bytes.indexOf(10);
    const text = new TextDecoder().decode(bytes.subarray(0, end));
    if (!text.startsWith(`${label} `)) return { ok: false, reason: "spliced", text } as const;
    return { ok: true, plaintext: bytes.slice(end + 1), text } as const;
  };
  return {
    seal: (to, plaintext) => {
      onSeal({ to, plaintext });
      const label = new TextEncoder().encode(`${self}>${to} ${++sealed}\n`);
      const bytes = new Uint8Array(label.length + plaintext.length);
      bytes.set(label);
      bytes.set(plaintext, label.length);
      return Promise.resolve(bytes);
    },
    open: (from, bytes) => {
      const result = open(`${from}>${self}`, bytes);
      if (!result.ok) return Promise.resolve(result);
      if (opened.has(result.text)) return Promise.resolve({ ok: false, reason: "replayed" });
      opened.add(result.text);
      return Promise.resolve(result);
    },
    openShared: (from, bytes) => Promise.resolve(open(`${from}>everyone`, bytes)),
  };
}
