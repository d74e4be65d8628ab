/**
 * The floor: the least JSON room relay that `Deno.serve` allows. It checks nothing, limits nothing and forgets
 * whoever is gone.
 */
interface Member {
  id: string;
  socket: WebSocket;
}

const rooms = new Map<string, Map<string, Member>>();
let ids = 0;

const server = Deno.serve({ port: 0, hostname: "localhost", onListen() {} }, (request) => {
  const name = new URL(request.url).pathname;
  const { socket, response } = Deno.upgradeWebSocket(request);
  let room = rooms.get(name);
  if (room === undefined) rooms.set(name, room = new Map());
  const id = `p${++ids}`;
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.type === "hello") {
      socket.send(JSON.stringify({ type: "welcome", id, peers: [...room.keys()] }));
      tell(room, { type: "joined", id });
      room.set(id, { id, socket });
    } else {
      const { to, payload } = message;
      room.get(to)?.socket.send(JSON.stringify({ type: "relay", from: id, payload }));
    }
  };
  socket.onclose = () => {
    room.delete(id);
    tell(room, { type: "left", id });
    if (room.size === 0) rooms.delete(name);
  };
  return response;
});

function tell(room: Map<string, Member>, message: unknown): void {
  const text = JSON.stringify(message);
  for (const { socket } of room.values()) {
    if (socket.readyState === WebSocket.OPEN) socket.send(text);
  }
}

// deno-lint-ignore no-console -- whoever started this reads the port.
console.log(`port ${server.addr.port}`);
