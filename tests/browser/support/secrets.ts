/**
 * What people say to each other, by value, and every shape in which it might lie about: as it is, or in Base64 or
 * hexadecimal, at any place of a longer text.
 */
import { Buffer } from "node:buffer";
import type { Person } from "./person.ts";

export interface Secret {
  what: string;
  bytes: Uint8Array;
}

/** Shorter ones are found by accident. */
const LEAST_BYTES = 8;

export function said(what: string, text: string): Secret {
  return { what: `${what} “${text}”`, bytes: new TextEncoder().encode(text) };
}

/** Which of the secrets can be found in `texts`; what is binary in them is Latin-1. */
export function found(secrets: Iterable<Secret>, texts: readonly string[]): string[] {
  const all = texts.join("\n");
  return [...secrets].filter(({ bytes }) => shapesOf(bytes).some((shape) => all.includes(shape)))
    .map(({ what }) => what);
}

export function shapesOf(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes);
  const hex = buffer.toString("hex");
  const shapes = [
    buffer.toString("latin1"),
    // As JSON writes what is not ASCII.
    JSON.stringify(buffer.toString("utf8")).slice(1, -1),
    hex,
    hex.toUpperCase(),
  ];
  // Three bytes are four letters, so it depends on what comes before: the whole groups are the same.
  for (const skipped of [0, 1, 2]) {
    const length = Math.floor((buffer.length - skipped) / 3) * 3;
    if (length < LEAST_BYTES - 2) continue;
    const whole = buffer.subarray(skipped, skipped + length);
    shapes.push(whole.toString("base64"), whole.toString("base64url"));
  }
  return [...new Set(shapes)];
}

/** What the connections of a page are made of: fingerprints, passwords, candidates, addresses, names of tracks. */
export async function secretsOf(person: Person): Promise<Secret[]> {
  const { sdp, addresses } = await person.page.evaluate(async () => {
    const { connections } = globalThis.lagoonSpy;
    const addresses: string[] = [];
    for (const connection of connections) {
      for (const report of (await connection.getStats()).values()) {
        if (typeof report.address === "string") addresses.push(report.address);
      }
    }
    const sdp = connections.flatMap(({ localDescription, remoteDescription }) => [
      localDescription?.sdp ?? "",
      remoteDescription?.sdp ?? "",
    ]);
    return { sdp, addresses };
  });
  const lines = sdp.flatMap((text) => text.split("\r\n"));
  const values = (pattern: RegExp) => lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
  const fingerprints = values(/^a=fingerprint:sha-256 ([0-9A-F:]+)/);
  const texts = Object.entries({
    "a fingerprint": fingerprints,
    "a password": values(/^a=ice-pwd:(\S+)/),
    "a candidate": values(/^a=(candidate:.*)/),
    "an address": [...values(/^a=candidate:(?:\S+ ){4}(\S+)/), ...addresses],
    "a session": values(/^o=\S+ (\d+)/),
    "a stream": values(/^a=ssrc:(\d+)/),
    "a track": values(/^a=msid:\S+ (\S+)/),
  }).flatMap(([what, all]) => [...new Set(all)].map((text) => said(what, text)));
  const raw = fingerprints.map((text) => ({
    what: `the bytes of the fingerprint ${text}`,
    bytes: Uint8Array.from(text.split(":"), (byte) => parseInt(byte, 16)),
  }));
  return [...texts, ...raw].filter(({ bytes }) => bytes.length >= LEAST_BYTES);
}
