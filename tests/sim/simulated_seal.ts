/** The seals of a simulation: none at all, or the real one over a cipher that answers within its turn. */
import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import type { SealerOptions } from "../../crypto/seal.ts";
import type { RoomKeys } from "../../crypto/room_keys.ts";
import { roomSeal, type Seal } from "../../client/seal.ts";
import type { PeerId, RoomId } from "../../protocol/ids.ts";

/** One in so many simulated calls is sealed: sealing costs more than everything else in them. */
const SEALED_EVERY = 40;

/** What the people of call number `seed` seal with. */
export function sealOfCall(
  seed: number,
  self: PeerId,
  randomBytes: NonNullable<SealerOptions["randomBytes"]>,
): Seal {
  if (seed % SEALED_EVERY !== 0) return noSeal;
  return roomSeal(KEYS, self, { randomBytes, subtle: immediateSubtle });
}

/** Seals nothing: what is simulated is who hears what when. */
const noSeal: Seal = {
  seal: (_to, plaintext) => Promise.resolve(plaintext),
  open: (_from, plaintext) => Promise.resolve({ ok: true, plaintext }),
  openShared: (_from, plaintext) => Promise.resolve({ ok: true, plaintext }),
};

const SECRET = new Uint8Array(32).fill(7);

const KEYS: RoomKeys = {
  room: "room" as RoomId,
  roomBytes: new Uint8Array(16).fill(1),
  keyId: new Uint8Array(4).fill(2),
  // Opaque to the sealer, which only hands it on to the cipher below.
  sealing: { type: "secret" } as CryptoKey,
};

const TAG_BYTES = 16;

/**
 * AES-256-GCM and SHA-256 that are done when they are called. WebCrypto works on other threads, and
 * when it is done depends on the machine: no seed would tell the same story twice.
 */
const immediateSubtle = {
  encrypt: (params: AesGcmParams, _key: CryptoKey, plaintext: BufferSource) => {
    const cipher = createCipheriv("aes-256-gcm", SECRET, bytesOf(params.iv));
    cipher.setAAD(bytesOf(params.additionalData!));
    const body = [cipher.update(bytesOf(plaintext)), cipher.final(), cipher.getAuthTag()];
    return Promise.resolve(joined(body));
  },
  decrypt: async (params: AesGcmParams, _key: CryptoKey, sealed: BufferSource) => {
    const bytes = bytesOf(sealed);
    const decipher = createDecipheriv("aes-256-gcm", SECRET, bytesOf(params.iv));
    decipher.setAAD(bytesOf(params.additionalData!));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    const body = decipher.update(bytes.subarray(0, bytes.length - TAG_BYTES));
    // Throws if the tag is wrong, which rejects as WebCrypto does.
    return await Promise.resolve(joined([body, decipher.final()]));
  },
  digest: (_algorithm: "SHA-256", data: BufferSource) =>
    Promise.resolve(joined([createHash("sha256").update(bytesOf(data)).digest()])),
} as NonNullable<SealerOptions["subtle"]>;

function bytesOf(source: BufferSource): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

function joined(parts: readonly Uint8Array[]): ArrayBuffer {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.buffer;
}
