/** A socket without a network: a test says what comes in, and sees what went out. */
import type { ServerSocket } from "../../../server/connection.ts";
import { decodeServerMessage, type ServerMessage } from "../../../protocol/signaling.ts";

export class FakeSocket extends EventTarget implements ServerSocket {
  readyState: WebSocket["readyState"];
  binaryType: BinaryType = "blob";
  bufferedAmount = 0;
  /** What went out, messages read, frames as they are; but for `closing`, which {@link close} looks at. */
  readonly sent: (ServerMessage | ArrayBuffer)[] = [];
  /** What the server said that it will close the socket with. */
  announced: number | null = null;
  #closeCode: number | null = null;
  /** Whether whatever closes it could have said so before. */
  readonly #canBeTold: boolean;

  constructor(readyState: WebSocket["readyState"] = WebSocket.OPEN) {
    super();
    this.readyState = readyState;
    this.#canBeTold = readyState === WebSocket.OPEN;
  }

  send(data: Parameters<WebSocket["send"]>[0]): void {
    if (this.readyState !== WebSocket.OPEN) throw new Error("The socket is not open");
    if (data instanceof ArrayBuffer) {
      this.sent.push(data);
    } else {
      const message = decodeServerMessage(String(data));
      if (message === null) throw new Error(`The server said what is no message: ${data}`);
      if (message.type === "closing") this.announced = message.code;
      else this.sent.push(message);
    }
  }

  close(code = 1005): void {
    if (this.#canBeTold && code !== this.announced) {
      throw new Error(`[E12] Closed with ${code} and not told`);
    }
    this.#closeCode = code;
    this.readyState = WebSocket.CLOSING;
  }

  /** With what the server closed the socket; `null` if it has not. */
  closeCode(): number | null {
    return this.#closeCode;
  }

  /** What the browser's side says. */
  hear(data: string | ArrayBuffer | object): void {
    const isFrame = typeof data === "string" || data instanceof ArrayBuffer;
    const event = new MessageEvent("message", { data: isFrame ? data : JSON.stringify(data) });
    this.dispatchEvent(event);
  }

  /** The browser's side is gone. */
  vanish(): void {
    this.readyState = WebSocket.CLOSED;
    this.dispatchEvent(new CloseEvent("close"));
  }

  /** What went out since the last time. */
  take(): (ServerMessage | ArrayBuffer)[] {
    return this.sent.splice(0);
  }

  /** The codes of the errors that went out since the last time, and nothing else did. */
  takeErrors(): string[] {
    return this.take().map((sent) => {
      if (sent instanceof ArrayBuffer || sent.type !== "error") {
        throw new Error(`Expected an error, not ${JSON.stringify(sent)}`);
      }
      return sent.code;
    });
  }
}
