/** A WebSocket whose other end is the test. */
import type { Socket } from "../../../client/ports.ts";

export class FakeSocket extends EventTarget {
  readyState = 0;
  bufferedAmount = 0;
  binaryType: BinaryType = "blob";
  readonly sent: (string | Uint8Array)[] = [];
  /** The code that we closed it with; `undefined` inside if none was given. */
  closedByUs: { code: number | undefined } | null = null;

  /** The server takes the socket. */
  accept(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }

  /** The server says something. */
  push(data: string | ArrayBuffer): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }

  /** The server, or whatever lies between, closes. */
  shut(code: number): void {
    this.readyState = 3;
    this.dispatchEvent(new CloseEvent("close", { code }));
  }

  send(data: string | Uint8Array): void {
    if (this.readyState !== 1) throw new DOMException("not open", "InvalidStateError");
    this.sent.push(data);
  }

  close(code?: number): void {
    this.closedByUs = { code };
    this.readyState = 2;
  }

  asSocket(): Socket {
    return this as unknown as Socket;
  }
}
