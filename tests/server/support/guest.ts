/** Somebody whose browser comes back whenever it should, and knows the others by what it was told. */
import { closeVerdict, reconnectDelay } from "../../../client/reconnect_policy.ts";
import { fromBase64Url, toBase64Url } from "../../../protocol/base64url.ts";
import type { PeerId, RoomId } from "../../../protocol/ids.ts";
import { encodeRelayFrame } from "../../../protocol/relay_frame.ts";
import { decodeServerMessage, type ServerMessage } from "../../../protocol/signaling.ts";
import { seatIdOf } from "../../../server/seat_id.ts";
import { randomSeat } from "./test_peer.ts";

export class Guest {
  readonly peer: PeerId;
  /** Null while the socket is not welcomed. */
  others: Set<PeerId> | null = null;
  /** What others relayed to us: who, and what. */
  readonly heard: string[] = [];
  /** The codes with which sockets of ours were closed. */
  readonly closedWith: number[] = [];
  readonly errors: string[] = [];
  welcomes = 0;
  readonly #seat = randomSeat();
  readonly #url: string;
  #socket: WebSocket | null = null;
  #attempts = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #isGone = false;
  #onChange = () => {};
  #onSeated = (_peers: readonly PeerId[]) => {};

  constructor(server: { url: string }, room: RoomId) {
    this.#url = `${server.url}/api/signal/${room}`;
    this.peer = seatIdOf(this.#seat);
    this.#connect();
  }

  /** Resolves once `isSo`, which is asked again whenever something is heard. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#onChange = resolve;
      await promise;
    }
  }

  /** Whom the server introduces, all of them when it welcomes us: what was said to them may have been lost. */
  onSeated(listener: (peers: readonly PeerId[]) => void): void {
    this.#onSeated = listener;
  }

  relay(to: PeerId, text: string): void {
    const frame = encodeRelayFrame(fromBase64Url(to)!, new TextEncoder().encode(text));
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }

  /** Goes for good. Resolves when the socket is closed. */
  async leave(): Promise<void> {
    this.#isGone = true;
    clearTimeout(this.#retry);
    const socket = this.#socket;
    if (socket === null || socket.readyState === WebSocket.CLOSED) return;
    if (socket.readyState === WebSocket.OPEN) socket.send(`{"type":"leave"}`);
    const { promise, resolve } = Promise.withResolvers<void>();
    socket.addEventListener("close", () => resolve());
    socket.close();
    await promise;
  }

  #connect(): void {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => {
      const hello = { type: "hello", version: 1, seat: this.#seat, profile: "" };
      socket.send(JSON.stringify(hello));
    });
    socket.addEventListener("message", ({ data }) => this.#hear(data));
    socket.addEventListener("error", (event) => event.preventDefault());
    socket.addEventListener("close", ({ code }) => this.#closed(code));
  }

  #closed(code: number): void {
    this.closedWith.push(code);
    this.others = null;
    this.#socket = null;
    const verdict = closeVerdict(code);
    if (!this.#isGone && verdict !== "stop") {
      // As the scout of a call does, who looks for a server that went.
      const wait = verdict === "now" ? 0 : reconnectDelay(this.#attempts, Math.random(), true);
      this.#attempts++;
      this.#retry = setTimeout(() => this.#connect(), wait);
    }
    this.#onChange();
  }

  #hear(data: string | ArrayBuffer): void {
    if (typeof data === "string") {
      const message = decodeServerMessage(data);
      if (message === null) throw new Error(`The server said what is no message: ${data}`);
      this.#understand(message);
    } else {
      const from = toBase64Url(new Uint8Array(data, 0, 16));
      this.heard.push(`${from} ${new TextDecoder().decode(new Uint8Array(data, 16))}`);
    }
    this.#onChange();
  }

  #understand(message: ServerMessage): void {
    switch (message.type) {
      case "welcome":
        this.#attempts = 0;
        this.welcomes++;
        this.others = new Set(message.participants.map(({ peer }) => peer));
        this.#onSeated([...this.others]);
        return;
      case "participant-joined":
      case "participant-updated":
        this.others?.add(message.participant.peer);
        this.#onSeated([message.participant.peer]);
        return;
      case "participant-left":
        this.others?.delete(message.peer);
        return;
      case "error":
        this.errors.push(message.code);
        return;
      case "ping":
        this.#socket?.send(`{"type":"pong"}`);
        return;
      default:
        return;
    }
  }
}

/** Resolves when each of them sees exactly the others. */
export async function seeEachOther(guests: readonly Guest[]): Promise<void> {
  const isComplete = (guest: Guest) =>
    guest.others !== null && guest.others.size === guests.length - 1 &&
    guests.every(({ peer }) => peer === guest.peer || guest.others!.has(peer));
  while (!guests.every(isComplete)) {
    await Promise.all(guests.map((guest) => guest.until(() => isComplete(guest))));
  }
}

/**
 * Says it until it is heard, as peers do: at once when the server introduces somebody anew ([P1]), and again after a
 * while, for while an instance finds the store again frames to others are lost.
 */
export async function tellEachOther(guests: readonly Guest[], text: string): Promise<void> {
  const isMissing = (from: Guest, to: Guest) =>
    from !== to && !to.heard.includes(`${from.peer} ${text}`);
  const tell = (from: Guest, peers: readonly PeerId[]) => {
    for (const to of guests) {
      if (peers.includes(to.peer) && isMissing(from, to)) from.relay(to.peer, text);
    }
  };
  const everybody = guests.map(({ peer }) => peer);
  const tellAll = () => guests.forEach((from) => tell(from, everybody));
  for (const from of guests) from.onSeated((peers) => tell(from, peers));
  const again = setInterval(tellAll, 1_000);
  tellAll();
  const isTold = (to: Guest) => !guests.some((from) => isMissing(from, to));
  await Promise.all(guests.map((guest) => guest.until(() => isTold(guest))))
    .finally(() => clearInterval(again));
  for (const guest of guests) guest.onSeated(() => {});
}
