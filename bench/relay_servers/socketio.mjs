/** A room relay as socket.io's documentation would have it: join a room, emit to one of its members. */
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer();
const io = new Server(http, { transports: ["websocket"] });

io.on("connection", (socket) => {
  let room = null;
  socket.on("join", async (name) => {
    room = name;
    const members = await io.in(room).fetchSockets();
    await socket.join(room);
    socket.emit("welcome", members.map((member) => member.id));
    socket.to(room).emit("joined", socket.id);
  });
  socket.on("signal", (to, payload) => {
    io.to(to).emit("signal", socket.id, payload);
  });
  socket.on("disconnect", () => {
    if (room !== null) io.to(room).emit("left", socket.id);
  });
});

http.listen(0, "localhost", () => {
  // deno-lint-ignore no-console -- whoever started this reads the port.
  console.log(`port ${http.address().port}`);
});
