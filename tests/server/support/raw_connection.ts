/** A connection that has shaken hands as a WebSocket and is then left to a test, byte by byte. */
import type { RoomId } from "../../../protocol/ids.ts";

/** What asks for a socket to that room; `more` are further header lines. */
export function handshakeOf(host: string, room: string, ...more: string[]): string {
  return [
    `GET /api/signal/${room} HTTP/1.1`,
    `host: ${host}`,
    ...more,
    "connection: upgrade",
    "upgrade: websocket",
    "sec-websocket-version: 13",
    "sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==",
    "\r\n",
  ].join("\r\n");
}

export async function openRawConnection(
  server: { url: string },
  room: RoomId,
): Promise<Deno.TcpConn> {
  const { hostname, port } = new URL(server.url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  await connection.write(new TextEncoder().encode(handshakeOf(`${hostname}:${port}`, room)));
  await connection.read(new Uint8Array(1024));
  return connection;
}

/** A text frame of fewer than 126 bytes, masked with zeros (RFC 6455 §5.2). */
export function rawTextFrame(text: string): Uint8Array<ArrayBuffer> {
  const payload = new TextEncoder().encode(text);
  return new Uint8Array([0x81, 0x80 | payload.length, 0, 0, 0, 0, ...payload]);
}
