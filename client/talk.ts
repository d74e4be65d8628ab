/**
 * The shell of the conversation: takes what the mesh hands up, checks it, bounds it, and hands it to `stepChat`, to
 * the reactions or to the files. Loaded once a call was entered; outlives one stay, as a page does.
 */
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { toBase64Url } from "../protocol/base64url.ts";
import { cleanText } from "../protocol/clean_text.ts";
import { type PeerId, TALK_ID_BYTES, type TalkId } from "../protocol/ids.ts";
import { decodeTalk, type TalkMessage } from "../protocol/talk.ts";
import { Allowance } from "./allowance.ts";
import type { CallState, Participant } from "./call_state.ts";
import { type ChatEvent, type ChatState, newChat, stepChat } from "./chat.ts";
import { FileExchange } from "./file_exchange.ts";
import type { FileChannel } from "./peer_link.ts";
import type { Ports } from "./ports.ts";
import { ReactionBoard } from "./reaction_board.ts";
import type { Audience, Chat, FileEntry, Files, Reactions, Talk, TalkEvent } from "./talk_types.ts";

export interface TalkOptions {
  self: PeerId;
  call: ReadonlySignal<CallState>;
  tell: (peer: PeerId, body: TalkMessage) => void;
  openFiles: (peer: PeerId) => FileChannel | null;
  ports: Pick<Ports, "now" | "randomBytes" | "setTimer" | "files">;
}

/** The conversation, and the ear that the mesh speaks into. */
export interface TalkShell extends Talk, Disposable {
  hear(event: TalkEvent): void;
}

/** What a peer may say: as much as one writes in half a minute without a way to us, and then a steady rate. */
const HEARD = { perSecond: 4, burst: 160 };
/** What we write, so that nobody has to drop any of it. */
const WRITTEN = { perSecond: 2, burst: 20 };
/** How often a peer may ask for everything that was written. */
const ASKED = { perSecond: 0.1, burst: 4 };
/** How long somebody may take to tell what was written, or the next piece of it, in milliseconds. */
const ANSWER_MS = 5_000;

export function createTalk(options: TalkOptions): TalkShell {
  return new Conversation(options);
}

interface Allowances {
  heard: Allowance;
  asked: Allowance;
}

class Conversation implements TalkShell {
  readonly chat: Chat;
  readonly files: Files;
  readonly reactions: Reactions;

  readonly #options: TalkOptions;
  readonly #chat: Signal<ChatState>;
  readonly #board: ReactionBoard;
  readonly #allowances = new Map<PeerId, Allowances>();
  readonly #written = new Allowance(WRITTEN);
  readonly #exchange: FileExchange;
  readonly #endCall: () => void;
  #others: ReadonlyMap<PeerId, Participant> = new Map();
  #cancelAnswer: (() => void) | null = null;

  constructor(options: TalkOptions) {
    this.#options = options;
    const { self, ports, call, tell, openFiles } = options;
    this.#chat = signal(newChat(self, ports.now()));
    this.#board = new ReactionBoard(ports);
    this.chat = {
      entries: computed(() => this.#chat.value.entries),
      unread: computed(() => this.#chat.value.unread),
      say: (text, to) => this.#write(text, to),
      read: (looking) => this.#step({ type: "look", looking }),
    };
    const exchange = this.#exchange = new FileExchange({
      tell,
      openFiles,
      nameOf: (peer) => this.#nameOf(peer),
      setTimer: ports.setTimer,
      files: ports.files,
      onOffer: (peer, { id, name, size, private: alone }) =>
        this.#addFile(id, peer, this.#nameOf(peer), alone ? self : "everyone", { name, size }),
    });
    this.files = {
      transfers: exchange.transfers,
      offer: (files, to) => this.#offer(files, to),
      accept: (key) => exchange.accept(key),
      decline: (key) => exchange.decline(key),
      cancel: (key) => exchange.cancel(key),
      retry: (key) => exchange.retry(key),
    };
    this.reactions = {
      shown: this.#board.shown,
      show: (code) => this.#react(code),
    };
    this.#endCall = effect(() => this.#callChanged(call.value));
  }

  hear(event: TalkEvent): void {
    const { peer } = event;
    switch (event.type) {
      case "open":
        this.#step({ type: "open", peer });
        return this.#exchange.opened(peer);
      case "talk": {
        const message = decodeTalk(event.body);
        if (message !== null) this.#heard(peer, message);
        return;
      }
      case "talk-taken": {
        // What comes back here is what we said.
        const { type, id } = event.body as { type: TalkMessage["type"]; id: TalkId };
        if (type === "chat") this.#step({ type: "taken", peer, id });
        return;
      }
      default:
        event satisfies never;
    }
  }

  [Symbol.dispose](): void {
    this.#endCall();
    this.#cancelAnswer?.();
    this.#board[Symbol.dispose]();
    this.#exchange[Symbol.dispose]();
  }

  #heard(peer: PeerId, message: TalkMessage): void {
    const { now } = this.#options.ports;
    const allowances = this.#allowancesOf(peer);
    // Nobody writes that fast; what a machine says costs us no more than this.
    if (message.type !== "history" && !allowances.heard.take(now())) return;
    switch (message.type) {
      case "chat":
        return this.#step({ type: "heard", peer, name: this.#nameOf(peer), message, now: now() });
      case "chat-summary":
        return this.#step({ type: "summary", peer, summary: message, present: this.#present() });
      case "history-ask":
        if (allowances.asked.take(now())) this.#step({ type: "asked", peer });
        return;
      case "history":
        return this.#step({
          type: "history",
          peer,
          history: message,
          present: this.#present(),
          now: now(),
        });
      case "reaction":
        return this.#board.heard(peer, message);
      case "file-offer":
      case "file-accept":
      case "file-sent":
      case "file-received":
      case "file-end":
        return this.#exchange.take(peer, message);
      default:
        message satisfies never;
    }
  }

  #write(text: string, to: Audience): boolean {
    const clean = cleanText(text);
    if (clean === "") return true;
    const { now } = this.#options.ports;
    if (!this.#written.take(now())) return false;
    this.#step({
      type: "write",
      id: this.#newId(),
      text: clean,
      to,
      name: this.#ownName(),
      recipients: this.#recipients(to),
      now: now(),
    });
    return true;
  }

  #react(code: Parameters<Reactions["show"]>[0]): void {
    const reaction = this.#board.show(this.#options.self, code);
    if (reaction === null) return;
    for (const [peer, { link }] of this.#others) {
      // A reaction is of the moment: whoever is out of reach has missed it.
      if (link === "live") this.#options.tell(peer, reaction);
    }
  }

  #offer(files: readonly File[], to: Audience): void {
    for (const file of files) {
      const id = this.#newId();
      this.#addFile(id, this.#options.self, this.#ownName(), to, file);
      this.#exchange.offer(file, id, this.#recipients(to), to !== "everyone");
    }
  }

  /** Gives a file its place among what was written. */
  #addFile(
    id: TalkId,
    from: PeerId,
    name: string,
    to: Audience,
    { name: fileName, size }: FileEntry["file"],
  ): void {
    const at = this.#options.ports.now();
    const file = { name: fileName, size };
    this.#step({ type: "file", entry: { kind: "file", id, from, name, at, to, file } });
  }

  #step(event: ChatEvent): void {
    const { state, effects } = stepChat(this.#chat.peek(), event);
    this.#chat.value = state;
    for (const effect of effects) {
      if (effect.type === "tell") this.#options.tell(effect.peer, effect.message);
      else this.#awaitAnswer(effect.peer);
    }
  }

  #awaitAnswer(peer: PeerId): void {
    this.#cancelAnswer?.();
    this.#cancelAnswer = this.#options.ports.setTimer(
      () => this.#step({ type: "no-answer", peer, present: this.#present() }),
      ANSWER_MS,
    );
  }

  #callChanged(call: CallState): void {
    const before = this.#others;
    const participants = call.phase === "in-call" ? call.participants : [];
    this.#others = new Map(
      participants.filter(({ self }) => !self).map((
        participant,
      ) => [participant.peer, participant]),
    );
    for (const [peer, { name }] of before) {
      if (this.#others.has(peer)) continue;
      this.#allowances.delete(peer);
      this.#step({ type: "gone", peer, name, present: this.#present() });
      this.#exchange.gone(peer);
    }
  }

  #recipients(to: Audience): PeerId[] {
    return to === "everyone" ? this.#present() : [to];
  }

  /** Who is here, the longest first. */
  #present(): PeerId[] {
    return [...this.#others.keys()];
  }

  #nameOf(peer: PeerId): string {
    return this.#others.get(peer)?.name ?? "";
  }

  #ownName(): string {
    const call = this.#options.call.peek();
    const self = call.phase === "in-call" && call.participants.find(({ self }) => self);
    return self ? self.name : "";
  }

  #newId(): TalkId {
    return toBase64Url(this.#options.ports.randomBytes(TALK_ID_BYTES)) as TalkId;
  }

  #allowancesOf(peer: PeerId): Allowances {
    const known = this.#allowances.get(peer);
    if (known !== undefined) return known;
    const made = { heard: new Allowance(HEARD), asked: new Allowance(ASKED) };
    this.#allowances.set(peer, made);
    return made;
  }
}
