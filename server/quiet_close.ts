/**
 * Closes a socket when it has fallen quiet. Deno drops a closing connection at the first frame that still comes in,
 * and the reset that follows overtakes the close frame: the peer would never learn the code, and would come back
 * where the code says not to. So what is under way is let in first, unheard, for as long as that is reasonable:
 * whoever just goes on is not worth a code.
 */
import type { CloseCode } from "../protocol/codes.ts";
import type { Clock } from "./clock.ts";
import type { EqualTimers } from "./equal_timers.ts";
import type { ServerSocket } from "./connection.ts";
import { CLOSE_REASONS } from "./refusals.ts";
import { MAX_NOISE_FRAMES, MAX_NOISE_MS } from "./server_limits.ts";

export class QuietClose implements Disposable {
  readonly #socket: ServerSocket;
  readonly #code: CloseCode;
  readonly #clock: Clock;
  /** Of the length of the silence that is waited for. */
  readonly #timers: EqualTimers;
  readonly #deadline: number;
  #heard = false;
  #noise = 0;
  #cancel: () => void;

  constructor(socket: ServerSocket, code: CloseCode, clock: Clock, timers: EqualTimers) {
    this.#socket = socket;
    this.#code = code;
    this.#clock = clock;
    this.#timers = timers;
    this.#deadline = clock.now() + MAX_NOISE_MS;
    this.#cancel = this.#wait();
  }

  /** Something came in, that counts so much. */
  stir(noise = 1): void {
    this.#heard = true;
    const before = this.#noise;
    this.#noise += noise;
    if (before >= MAX_NOISE_FRAMES || this.#noise < MAX_NOISE_FRAMES) return;
    this.#cancel();
    this.#close();
  }

  /** The socket is gone by itself. */
  [Symbol.dispose](): void {
    this.#cancel();
  }

  #wait(): () => void {
    return this.#timers.set(() => {
      const isLoud = this.#heard && this.#clock.now() < this.#deadline;
      this.#heard = false;
      if (isLoud) this.#cancel = this.#wait();
      else this.#close();
    });
  }

  #close(): void {
    this.#socket.close(this.#code, CLOSE_REASONS[this.#code]);
  }
}
