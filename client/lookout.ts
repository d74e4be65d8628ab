/**
 * Looks into the room from the lobby: who is inside, as the server tells it and their seals prove it. The socket
 * it looks through is the one by which Join says hello.
 */
import { CloseCode } from "../protocol/codes.ts";
import type { PeerId, SessionId } from "../protocol/ids.ts";
import { PROTOCOL_VERSION } from "../protocol/limits.ts";
import type { SeatedPeer, ServerMessage } from "../protocol/signaling.ts";
import type { RoomView } from "./call_state.ts";
import type { Identity } from "./identity.ts";
import { Introductions } from "./introductions.ts";
import type { Ports, Socket } from "./ports.ts";
import type { Introduction } from "./roster.ts";
import { SignalingChannel, type SignalingEvent } from "./signaling_channel.ts";
import { TaskQueue } from "./task_queue.ts";

export interface LookoutOptions {
  ports: Pick<Ports, "connect" | "askServer" | "random" | "setTimer" | "page">;
  identity: Identity;
  /** `null` while nothing is known. */
  onView: (view: RoomView | null) => void;
}

/** Whoever only looks has no session. */
const NO_SESSION = { session: "" as SessionId, since: 0 };

export class Lookout implements Disposable {
  readonly #options: LookoutOptions;
  readonly #introductions: Introductions;
  readonly #endings: (() => void)[];
  /** Opening takes time; this keeps what the server says in order. */
  readonly #inbox = new TaskQueue();
  /** `null` while we do not look. */
  #channel: SignalingChannel | null = null;
  #crowded = false;
  #capacity = 0;
  #locked = false;
  #people = new Map<PeerId, Introduction>();

  constructor(options: LookoutOptions) {
    this.#options = options;
    this.#introductions = new Introductions(options.identity, NO_SESSION);
    const { page } = options.ports;
    this.#endings = [
      page.on("visibility", () => page.isShown() && this.#look()),
      page.on("online", () => this.#channel?.retryNow()),
    ];
    this.#look();
  }

  /** Looks no more, and gives away the socket through which it did, if there is one. */
  release(): Socket | null {
    const socket = this.#channel?.release() ?? null;
    this[Symbol.dispose]();
    return socket;
  }

  [Symbol.dispose](): void {
    this.#blink();
    for (const end of this.#endings.splice(0)) end();
  }

  #look(): void {
    if (this.#channel !== null) return;
    this.#crowded = false;
    const { ports, identity } = this.#options;
    const channel = new SignalingChannel({
      ports,
      room: () => identity.room,
      isScout: () => false,
      onEvent: (event) => this.#signaling(channel, event),
    });
    this.#channel = channel;
    channel.open();
  }

  #blink(): void {
    this.#channel?.[Symbol.dispose]();
    this.#channel = null;
  }

  #signaling(channel: SignalingChannel, event: SignalingEvent): void {
    switch (event.type) {
      case "open":
        return channel.say({ type: "look", version: PROTOCOL_VERSION });
      case "message":
        this.#inbox.run(() => channel === this.#channel ? this.#hear(event.message) : undefined);
        return;
      case "closed":
        this.#inbox.run(() => channel === this.#channel ? this.#closed(event.code) : undefined);
        return;
      case "binary":
        // Nobody speaks to whoever only looks.
        return;
    }
  }

  #closed(code: number): void {
    // Whoever is out of touch with the server cannot tell who is inside.
    this.#options.onView(null);
    if (code !== CloseCode.lookOver) return;
    this.#blink();
    // [S25] A lobby that nobody sees holds no socket; neither does one for which there is no room at the door.
    if (!this.#crowded && this.#options.ports.page.isShown()) this.#look();
  }

  async #hear(message: ServerMessage): Promise<void> {
    switch (message.type) {
      case "view": {
        const { capacity, locked, participants } = message;
        const opened = await Promise.all(
          participants.map((participant) => this.#introductions.open(participant)),
        );
        this.#channel?.settled();
        this.#capacity = capacity;
        this.#locked = locked;
        this.#people = new Map(
          opened.flatMap((guest) => guest === null ? [] : [[guest.peer, guest]]),
        );
        return this.#show();
      }
      case "participant-joined":
      case "participant-updated":
        return await this.#meet(message.participant);
      case "participant-left":
        if (this.#people.delete(message.peer)) this.#show();
        return;
      case "doors":
        this.#locked = message.doors.locked;
        return this.#show();
      case "error":
        this.#crowded = message.code === "crowded";
        return;
      default:
        // What else the server says is for those inside, or said by the close that follows.
        return;
    }
  }

  async #meet(participant: SeatedPeer): Promise<void> {
    const guest = await this.#introductions.open(participant);
    if (guest === null) return;
    const known = this.#people.get(guest.peer)?.profile;
    // [P3] News never overtakes newer news.
    const { session, revision } = guest.profile;
    if (known?.session === session && known.revision > revision) return;
    this.#people.set(guest.peer, guest);
    this.#show();
  }

  #show(): void {
    // It was released while a profile was being opened.
    if (this.#channel === null) return;
    const people = [...this.#people.values()].map(({ peer, profile }) => ({
      peer,
      name: profile.name,
    }));
    this.#options.onView({ capacity: this.#capacity, locked: this.#locked, people });
  }
}
