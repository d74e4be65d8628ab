/** What the server hands out, shown to a real coturn, which alone decides whether it is good. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash, createHmac, randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { iceFor } from "../../../server/ice_servers.ts";
import { TURN_SECRET, TurnServer } from "../support/turn_server.ts";

const TTL_SECONDS = 600;
const ALLOCATED = 200;

/** STUN's attributes and types, {@link https://www.rfc-editor.org/rfc/rfc8489 RFC 8489} and {@link https://www.rfc-editor.org/rfc/rfc8656 RFC 8656}. */
const ALLOCATE = 0x0003;
const ALLOCATE_SUCCEEDED = 0x0103;
const USERNAME = 0x0006;
const MESSAGE_INTEGRITY = 0x0008;
const ERROR_CODE = 0x0009;
const REALM = 0x0014;
const NONCE = 0x0015;
const REQUESTED_TRANSPORT = 0x0019;
const UDP = Uint8Array.of(17, 0, 0, 0);

type Attribute = readonly [type: number, value: Uint8Array];

function attribute([type, value]: Attribute): Uint8Array {
  const bytes = new Uint8Array(4 + Math.ceil(value.length / 4) * 4);
  new DataView(bytes.buffer).setUint32(0, type * 0x10000 + value.length);
  bytes.set(value, 4);
  return bytes;
}

function allocate(attributes: readonly Attribute[], key: Uint8Array | null): Uint8Array {
  const body = attributes.map(attribute);
  const sealBytes = key === null ? 0 : 24;
  const head = new Uint8Array(20);
  const view = new DataView(head.buffer);
  view.setUint16(0, ALLOCATE);
  view.setUint16(2, body.reduce((sum, { length }) => sum + length, sealBytes));
  view.setUint32(4, 0x2112a442);
  head.set(randomBytes(12), 8);
  const message = Buffer.concat([head, ...body]);
  if (key === null) return message;
  const seal = createHmac("sha1", key).update(message).digest();
  return Buffer.concat([message, attribute([MESSAGE_INTEGRITY, seal])]);
}

/** What kind of answer it is, and its attributes. */
function read(message: Buffer): { type: number; attributes: Map<number, Buffer> } {
  const attributes = new Map<number, Buffer>();
  for (let at = 20; at + 4 <= message.length;) {
    const length = message.readUInt16BE(at + 2);
    attributes.set(message.readUInt16BE(at), message.subarray(at + 4, at + 4 + length));
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return { type: message.readUInt16BE(0), attributes };
}

/** Asks for a relay, as a browser does: 200 if it is given, else the code of the refusal. */
async function askFor(port: number, username: string, credential: string): Promise<number> {
  const socket = createSocket("udp4");
  const ask = async (message: Uint8Array) => {
    socket.send(message, port, "127.0.0.1");
    const [answer] = await once(socket, "message");
    return read(answer as Buffer);
  };
  try {
    // The first time nobody knows yet how to sign.
    const { attributes } = await ask(allocate([[REQUESTED_TRANSPORT, UDP]], null));
    const realm = attributes.get(REALM)!;
    const key = createHash("md5").update(`${username}:${realm}:${credential}`).digest();
    const signed: Attribute[] = [
      [REQUESTED_TRANSPORT, UDP],
      [USERNAME, new TextEncoder().encode(username)],
      [REALM, realm],
      [NONCE, attributes.get(NONCE)!],
    ];
    const answer = await ask(allocate(signed, key));
    if (answer.type === ALLOCATE_SUCCEEDED) return ALLOCATED;
    const error = answer.attributes.get(ERROR_CODE)!;
    return error[2]! * 100 + error[3]!;
  } finally {
    socket.close();
  }
}

/** As the server hands them out to somebody at that moment. */
function credentialsAt(now: number, secret = TURN_SECRET) {
  const turn = { urls: ["turn:127.0.0.1"], secret, ttlSeconds: TTL_SECONDS };
  const { username, credential } = iceFor({ stunUrls: [], turn }, "somebody", now).iceServers[0]!;
  return [username!, credential!] as const;
}

Deno.test("[I2] coturn takes the credentials of our server until they end, and nobody else's", async () => {
  await using turn = new TurnServer();
  await turn.start();
  const now = Date.now();
  assert.equal(await askFor(turn.port, ...credentialsAt(now)), ALLOCATED);
  const ended = now - (TTL_SECONDS + 60) * 1_000;
  assert.equal(await askFor(turn.port, ...credentialsAt(ended)), 401);
  assert.equal(await askFor(turn.port, ...credentialsAt(now, "another secret")), 401);
  const [username, credential] = credentialsAt(now);
  const longer = username.replace(/^\d+/, (end) => String(Number(end) + 86_400));
  assert.equal(await askFor(turn.port, longer, credential), 401, "who prolongs them spoils them");
});
