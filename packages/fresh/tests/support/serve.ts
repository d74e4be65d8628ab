/** Runs `visit` while a server answers on a free port of this machine. */
export async function whileServing(
  handler: Deno.ServeHandler<Deno.NetAddr>,
  visit: (address: string) => Promise<void>,
): Promise<void> {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, handler);
  try {
    await visit(`127.0.0.1:${server.addr.port}`);
  } finally {
    await server.shutdown();
  }
}

/** Opens a socket, sends one message, and gives what comes back once the socket is closed on both ends. */
export async function exchange(url: string, message: string): Promise<string> {
  const socket = new WebSocket(url);
  const closed = new Promise<void>((resolve) => socket.addEventListener("close", () => resolve()));
  const answer = await new Promise<string>((resolve, reject) => {
    socket.addEventListener("open", () => socket.send(message));
    socket.addEventListener("message", ({ data }) => resolve(data));
    socket.addEventListener("error", () => reject(new Error(`${url} did not open`)));
  });
  socket.close();
  await closed;
  return answer;
}
