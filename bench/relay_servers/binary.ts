/**
 * The most that passing on binary frames can be in this runtime: no checks, no limits, no log, and nobody is ever looked
 * for. What is between this and Lagoon is Lagoon; what is between this and the bare relay is the runtime.
 */
import { toBase64Url } from "../../protocol/base64url.ts";

interface Member {
  id: Uint8Array<ArrayBuffer>;
  socket: WebSocket;
}

const rooms = new Map<string, Member[]>();
/** By the number in the last bytes of its id. */
const members: Member[] = [];

const server = Deno.serve({ port: 0, hostname: "localhost", onListen() {} }, (request) => {
  const name = new URL(request.url).pathname;
  const { socket, response } = Deno.upgradeWebSocket(request, { idleTimeout: 0 });
  socket.binaryType = "arraybuffer";
  let room = rooms.get(name);
  if (room === undefined) rooms.set(name, room = []);
  const id = new Uint8Array(16);
  new DataView(id.buffer).setUint32(12, members.length);
  const member: Member = { id, socket };
  members.push(member);
  socket.addEventListener("message", ({ data }) => {
    if (typeof data === "string") {
      socket.send(`welcome ${toBase64Url(id)}`);
      for (const other of room) other.socket.send("joined");
      room.push(member);
    } else {
      const to = members[new DataView(data).getUint32(12)]!;
      new Uint8Array(data).set(id);
      if (to.socket.readyState === WebSocket.OPEN) to.socket.send(data);
    }
  });
  socket.addEventListener("close", () => {
    room.splice(room.indexOf(member), 1);
    for (const { socket } of room) if (socket.readyState === WebSocket.OPEN) socket.send("left");
    if (room.length === 0) rooms.delete(name);
  });
  return response;
});

// deno-lint-ignore no-console -- whoever started this reads the port.
console.log(`port ${server.addr.port}`);
