/** Reloads the page once the development server is back with something new. Runs in the browser, while developing. */
const address = new URL("/_frsh/alive", location.href);
address.protocol = location.protocol === "https:" ? "wss:" : "ws:";

let revision: string | undefined;
connect();

function connect(): void {
  const socket = new WebSocket(address);
  socket.onmessage = ({ data }) => {
    if (revision !== undefined && revision !== data) location.reload();
    revision = data;
  };
  socket.onclose = () => setTimeout(connect, 300);
}
