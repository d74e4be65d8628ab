/**
 * Sealing: what two browsers say to each other crosses the server as
 *
 *     version (1) · key id (4) · context (4) · nonce (12) · AES-GCM ciphertext and tag
 *
 * The associated data binds version, room, sender and addressee, so a payload opens only where it
 * was meant to. Key id and context repeat, in the clear, what the server knows anyway; they let the
 * receiver name the reason of a refusal. They are not what protects: the tag is.
 */
import { fromBase64Url } from "../protocol/base64url.ts";
import { PEER_ID_BYTES, type PeerId } from "../protocol/ids.ts";
import { KEY_ID_BYTES, type RoomKeys } from "./room_keys.ts";

export const SEAL_VERSION = 1;
const CONTEXT_BYTES = 4;
/** 96 bits, as {@link https://csrc.nist.gov/pubs/sp/800/38/d/final NIST SP 800-38D} asks of random nonces. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_AT = 1;
const CONTEXT_AT = KEY_ID_AT + KEY_ID_BYTES;
const NONCE_AT = CONTEXT_AT + CONTEXT_BYTES;
const BODY_AT = NONCE_AT + NONCE_BYTES;

/** How many bytes sealing adds. */
export const SEAL_OVERHEAD_BYTES = BODY_AT + TAG_BYTES;

/** Who says it, and to whom: a peer, or everyone in the room. */
export interface Route {
  from: PeerId;
  to: PeerId | "everyone";
}

export type SealRefusal =
  /** Shorter than an empty payload would be. */
  | "truncated"
  /** Sealed by a newer Lagoon, or not sealed at all. */
  | "version"
  /** Sealed with the key of another link. */
  | "wrong-key"
  /** Sealed for another room, sender or addressee. */
  | "spliced"
  /** Changed on the way. */
  | "forged"
  /** Opened once before. */
  | "replayed";

export type Opened =
  | { ok: true; plaintext: Uint8Array<ArrayBuffer> }
  | { ok: false; reason: SealRefusal };

export interface SealerOptions {
  /** @default {crypto.getRandomValues} */
  randomBytes?: (length: number) => Uint8Array<ArrayBuffer>;
  /** @default {crypto.subtle} */
  subtle?: Pick<SubtleCrypto, "encrypt" | "decrypt" | "digest">;
}

/** Seals and opens for one room. */
export class Sealer {
  readonly #keys: RoomKeys;
  readonly #options: Required<SealerOptions>;
  readonly #contexts = new Map<string, Promise<Context>>();

  constructor(keys: RoomKeys, options: SealerOptions = {}) {
    this.#keys = keys;
    this.#options = {
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
      subtle: crypto.subtle,
      ...options,
    };
  }

  /** Seals `plaintext` under a fresh nonce, so that sealing the same twice gives two different payloads. */
  async seal(
    route: Route,
    plaintext: Uint8Array<ArrayBuffer>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { associated, tag } = await this.#context(route);
    const nonce = this.#options.randomBytes(NONCE_BYTES);
    const body = await this.#options.subtle.encrypt(
      { name: "AES-GCM", iv: nonce, additionalData: associated },
      this.#keys.sealing,
      plaintext,
    );
    const sealed = new Uint8Array(BODY_AT + body.byteLength);
    sealed[0] = SEAL_VERSION;
    sealed.set(this.#keys.keyId, KEY_ID_AT);
    sealed.set(tag, CONTEXT_AT);
    sealed.set(nonce, NONCE_AT);
    sealed.set(new Uint8Array(body), BODY_AT);
    return sealed;
  }

  /** Opens what came along `route`, or says why not. */
  async open(route: Route, sealed: Uint8Array<ArrayBuffer>): Promise<Opened> {
    if (sealed.length < SEAL_OVERHEAD_BYTES) {
      return { ok: false, reason: "truncated" };
    }
    if (sealed[0] !== SEAL_VERSION) return { ok: false, reason: "version" };
    if (!equal(sealed.subarray(KEY_ID_AT, CONTEXT_AT), this.#keys.keyId)) {
      return { ok: false, reason: "wrong-key" };
    }
    const { associated, tag } = await this.#context(route);
    if (!equal(sealed.subarray(CONTEXT_AT, NONCE_AT), tag)) {
      return { ok: false, reason: "spliced" };
    }
    try {
      const plaintext = await this.#options.subtle.decrypt(
        {
          name: "AES-GCM",
          iv: sealed.subarray(NONCE_AT, BODY_AT),
          additionalData: associated,
        },
        this.#keys.sealing,
        sealed.subarray(BODY_AT),
      );
      return { ok: true, plaintext: new Uint8Array(plaintext) };
    } catch {
      return { ok: false, reason: "forged" };
    }
  }

  #context(route: Route): Promise<Context> {
    const name = `${route.from} ${route.to}`;
    let context = this.#contexts.get(name);
    if (context === undefined) {
      context = contextOf(this.#keys, route, this.#options.subtle);
      this.#contexts.set(name, context);
    }
    return context;
  }
}

/** Remembers the nonces of what was opened, and refuses to open it twice. */
export class ReplayGuard {
  readonly #seen = new Set<string>();
  readonly #capacity: number;

  /** @param capacity How many nonces are remembered; older repeats are left to sequence numbers. */
  constructor(capacity = 4096) {
    this.#capacity = capacity;
  }

  /** `opened`, or a refusal if `sealed` was admitted before. Only what opened counts as seen. */
  admit(sealed: Uint8Array, opened: Opened): Opened {
    if (!opened.ok) return opened;
    const nonce = String.fromCharCode(...sealed.subarray(NONCE_AT, BODY_AT));
    if (this.#seen.has(nonce)) return { ok: false, reason: "replayed" };
    this.#seen.add(nonce);
    if (this.#seen.size > this.#capacity) {
      for (const oldest of this.#seen) {
        this.#seen.delete(oldest);
        break;
      }
    }
    return opened;
  }
}

interface Context {
  associated: Uint8Array<ArrayBuffer>;
  tag: Uint8Array<ArrayBuffer>;
}

async function contextOf(
  keys: RoomKeys,
  route: Route,
  subtle: Pick<SubtleCrypto, "digest">,
): Promise<Context> {
  const associated = Uint8Array.of(
    ...new TextEncoder().encode(`lagoon seal ${SEAL_VERSION} `),
    ...keys.roomBytes,
    ...peerBytes(route.from),
    ...peerBytes(route.to),
  );
  const digest = await subtle.digest("SHA-256", associated);
  return { associated, tag: new Uint8Array(digest, 0, CONTEXT_BYTES) };
}

/** No seat hashes to zeros, so they can stand for everyone. */
function peerBytes(peer: PeerId | "everyone"): Uint8Array<ArrayBuffer> {
  return peer === "everyone" ? new Uint8Array(PEER_ID_BYTES) : fromBase64Url(peer)!;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
