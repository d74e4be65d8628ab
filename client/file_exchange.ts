/**
 * Files between us and everyone else: offered and taken in words that are sealed like all others, sent on a
 * data channel of their own. The rules carry their numbers in `docs/protocol.md`.
 */
import { type Signal, signal } from "@preact/signals";
import { encodeFileFrame, type FileFrame } from "../protocol/file_frame.ts";
import type { PeerId, TalkId } from "../protocol/ids.ts";
import { MAX_FILE_BYTES, MAX_FILE_NAME_CHARS } from "../protocol/limits.ts";
import type { FileEnd, FileMessage, FileOffer } from "../protocol/talk.ts";
import { FileLane } from "./file_lane.ts";
import { type FileProgress, type FileTransfer, isOpen, transferKey } from "./file_transfer.ts";
import { IncomingFile } from "./incoming_file.ts";
import { OutgoingFile } from "./outgoing_file.ts";
import type { FileChannel } from "./peer_link.ts";
import type { FilesPort } from "./ports.ts";

export interface FileExchangeOptions {
  tell: (peer: PeerId, message: FileMessage) => void;
  openFiles: (peer: PeerId) => FileChannel | null;
  nameOf: (peer: PeerId) => string;
  setTimer: (task: () => void, ms: number) => () => void;
  files: FilesPort;
  /** Somebody offers us a file. */
  onOffer: (peer: PeerId, offer: FileOffer) => void;
}

type Source = Pick<File, "name" | "size" | "slice">;

interface Outgoing {
  transfer: FileTransfer;
  source: Source;
  file: OutgoingFile;
  isPrivate: boolean;
  /** What they asked for when there was no way to send it. */
  asked: { run: number; from: number } | null;
}

interface Incoming {
  transfer: FileTransfer;
  /** How often we have asked for it. */
  run: number;
  file: IncomingFile | null;
}

/** How many files one peer may offer that nobody has decided about. */
const MAX_OFFERS = 32;
/** When a channel that closed by itself is opened again, in milliseconds. */
const REOPEN_MS = 1_000;

export class FileExchange implements Disposable {
  readonly transfers: Signal<ReadonlyMap<string, FileTransfer>> = signal(new Map());
  readonly #options: FileExchangeOptions;
  readonly #outgoing = new Map<string, Outgoing>();
  readonly #incoming = new Map<string, Incoming>();
  readonly #lanes = new Map<PeerId, FileLane>();

  constructor(options: FileExchangeOptions) {
    this.#options = options;
  }

  /** Offers a file to some peers, each of whom decides for themselves. */
  offer(source: Source, id: TalkId, peers: readonly PeerId[], isPrivate: boolean): void {
    for (const peer of peers) {
      const key = transferKey("out", peer, id);
      const { name, size } = source;
      const isTooLarge = size > MAX_FILE_BYTES;
      const progress: FileProgress = isTooLarge
        ? { state: "ended", by: "us", reason: "too-large" }
        : { state: "offered" };
      const transfer = this.#newTransfer("out", peer, { id, name, size }, progress);
      const file = new OutgoingFile({
        id,
        file: source,
        onProgress: (done) => this.#moved(key, done),
        onSent: (hash) => this.#options.tell(peer, { type: "file-sent", id, hash }),
        onUnreadable: () => this.#giveUp(key, "failed"),
      });
      this.#outgoing.set(key, { transfer, source, file, isPrivate, asked: null });
      this.#show(transfer);
      if (!isTooLarge) this.#tellOffer(peer, id);
    }
  }

  accept(key: string): void {
    const incoming = this.#incoming.get(key);
    if (incoming === undefined || this.#state(key).state !== "offered") return;
    void this.#receive(key, incoming);
  }

  decline(key: string): void {
    if (this.#incoming.has(key)) this.#giveUp(key, "declined");
  }

  cancel(key: string): void {
    if (isOpen(this.#state(key))) this.#giveUp(key, "cancelled");
  }

  /** Offers a file once more, or asks for it once more. */
  retry(key: string): void {
    const state = this.#state(key);
    if (state.state !== "ended") return;
    const incoming = this.#incoming.get(key);
    if (incoming !== undefined) return void this.#receive(key, incoming);
    const outgoing = this.#outgoing.get(key);
    if (outgoing === undefined || state.reason === "too-large") return;
    this.#progress(key, { state: "offered" });
    this.#tellOffer(outgoing.transfer.peer, outgoing.transfer.id);
  }

  /** Takes what a peer says about files. */
  take(peer: PeerId, message: FileMessage): void {
    switch (message.type) {
      case "file-offer":
        return this.#offered(peer, message);
      case "file-accept":
        return this.#accepted(peer, message);
      case "file-sent":
        return this.#incoming.get(transferKey("in", peer, message.id))?.file?.finish(message.hash);
      case "file-received": {
        const key = transferKey("out", peer, message.id);
        const outgoing = this.#outgoing.get(key);
        if (outgoing === undefined || !isUnderWay(this.#state(key))) return;
        outgoing.file.stop();
        return this.#progress(key, { state: "done", url: null });
      }
      case "file-end":
        return this.#ended(peer, message);
      default:
        message satisfies never;
    }
  }

  /** There is a way to this peer, for the first time or again: what was under way goes on. */
  opened(peer: PeerId): void {
    const lane = this.#lanes.get(peer);
    if (lane?.isClosed) this.#drop(peer, lane);
    for (const { transfer, asked } of this.#outgoing.values()) {
      if (transfer.peer === peer && asked !== null) {
        this.#accepted(peer, { type: "file-accept", id: transfer.id, ...asked });
      }
    }
    for (const [key, incoming] of this.#incoming) {
      const isTheirs = incoming.transfer.peer === peer;
      if (isTheirs && isUnderWay(this.#state(key))) void this.#request(key, incoming);
    }
  }

  /** They are not in the call any more. */
  gone(peer: PeerId): void {
    for (const [key, { peer: other, progress }] of this.transfers.peek()) {
      if (other !== peer || !isOpen(progress)) continue;
      this.#stop(key);
      this.#progress(key, { state: "ended", by: "them", reason: "left" });
    }
    this.#lanes.delete(peer);
  }

  [Symbol.dispose](): void {
    for (const { file } of this.#outgoing.values()) file.stop();
    for (const { file } of this.#incoming.values()) file?.abandon();
  }

  #newTransfer(
    direction: "in" | "out",
    peer: PeerId,
    { id, name, size }: Pick<FileOffer, "id" | "name" | "size">,
    progress: FileProgress,
  ): FileTransfer {
    const key = transferKey(direction, peer, id);
    const peerName = this.#options.nameOf(peer);
    return { key, direction, peer, peerName, id, name, size, progress };
  }

  #tellOffer(peer: PeerId, id: TalkId): void {
    const { source: { name, size }, isPrivate } = this.#outgoing.get(transferKey("out", peer, id))!;
    this.#options.tell(peer, {
      type: "file-offer",
      id,
      name: name.slice(0, MAX_FILE_NAME_CHARS),
      size,
      private: isPrivate,
    });
  }

  #offered(peer: PeerId, offer: FileOffer): void {
    const { id } = offer;
    const key = transferKey("in", peer, id);
    const known = this.#incoming.get(key);
    if (known !== undefined) {
      // Offered once more, after it had come to nothing. Said again after a link was built anew, it is no news.
      if (this.#state(key).state === "ended") this.#progress(key, { state: "offered" });
      return;
    }
    const open = [...this.transfers.peek().values()].filter(({ direction, peer: from, progress }) =>
      direction === "in" && from === peer && progress.state === "offered"
    );
    if (open.length >= MAX_OFFERS) return this.#tellEnd(peer, id, false, "declined");
    const transfer = this.#newTransfer("in", peer, offer, { state: "offered" });
    this.#incoming.set(key, { transfer, run: 0, file: null });
    this.#show(transfer);
    this.#options.onOffer(peer, offer);
  }

  async #receive(key: string, incoming: Incoming): Promise<void> {
    const { size, peer, id } = incoming.transfer;
    incoming.file?.abandon();
    incoming.file = null;
    this.#progress(key, { state: "waiting", done: 0 });
    try {
      const sink = await this.#options.files.receive(size);
      const isWanted = this.#state(key).state === "waiting";
      if (!isWanted) return await sink.discard();
      incoming.file = new IncomingFile({
        size,
        sink,
        onKept: (run, offset) => {
          this.#lanes.get(peer)?.send(encodeFileFrame({ kind: "kept", id, run, offset }));
          this.#moved(key, offset);
        },
        onDone: (url) => {
          this.#options.tell(peer, { type: "file-received", id });
          this.#progress(key, { state: "done", url });
        },
        onFailed: (reason) => this.#giveUp(key, reason),
      });
      await this.#request(key, incoming);
    } catch {
      this.#giveUp(key, "no-space");
    }
  }

  /** Asks for what is missing, over the way that there is now. */
  async #request(key: string, incoming: Incoming): Promise<void> {
    const { file, transfer: { peer, id } } = incoming;
    // Made on this side before the other sends anything: a piece must find somebody who listens.
    if (file === null || this.#lane(peer) === null) return;
    const run = incoming.run += 1;
    const from = await file.resume(run);
    if (incoming.file !== file || incoming.run !== run) return;
    // All of it may have been here, and have been put together meanwhile.
    if (!isUnderWay(this.#state(key))) return;
    this.#progress(key, { state: "waiting", done: from });
    this.#options.tell(peer, { type: "file-accept", id, run, from });
  }

  #accepted(
    peer: PeerId,
    { id, run, from }: Extract<FileMessage, { type: "file-accept" }>,
  ): void {
    const key = transferKey("out", peer, id);
    const outgoing = this.#outgoing.get(key);
    const state = this.#state(key);
    // What we took back stays back. What they gave up they may ask for once more.
    const isOver = state.state === "ended" && state.by === "us";
    if (outgoing === undefined || isOver) return this.#tellEnd(peer, id, true, "cancelled");
    if (state.state === "done" || !outgoing.file.mayBegin(run, from)) return;
    const lane = this.#lane(peer);
    this.#progress(key, { state: "waiting", done: from });
    // The way may be open on their side already, and not yet on ours.
    outgoing.asked = lane === null ? { run, from } : null;
    if (lane !== null) outgoing.file.begin(lane, run, from);
  }

  #ended(peer: PeerId, { id, sender, reason }: Extract<FileMessage, { type: "file-end" }>): void {
    const key = transferKey(sender ? "in" : "out", peer, id);
    if (!isOpen(this.#state(key))) return;
    this.#stop(key);
    this.#progress(key, { state: "ended", by: "them", reason });
  }

  /** The lane to a peer, made when there is a way and somebody needs it. */
  #lane(peer: PeerId): FileLane | null {
    const present = this.#lanes.get(peer);
    if (present !== undefined && !present.isClosed) return present;
    const file = this.#options.openFiles(peer);
    if (file === null) return null;
    const lane = new FileLane({
      file,
      onFrame: (frame) => this.#frame(peer, frame),
      onClose: () => {
        if (this.#lanes.get(peer) !== lane) return;
        this.#drop(peer, lane);
        // When its connection is gone `opened` will follow. When it closed alone, nobody else sees to it.
        this.#options.setTimer(() => this.#lanes.has(peer) || this.opened(peer), REOPEN_MS);
      },
    });
    this.#lanes.set(peer, lane);
    return lane;
  }

  #frame(peer: PeerId, { kind, id, run, offset, bytes }: FileFrame): void {
    switch (kind) {
      case "piece":
        // What nobody asked for has nowhere to go.
        return this.#incoming.get(transferKey("in", peer, id))?.file?.take(run, offset, bytes);
      case "kept":
        return this.#outgoing.get(transferKey("out", peer, id))?.file.kept(run, offset);
      default:
        kind satisfies never;
    }
  }

  /** Nothing moves until there is a way again. */
  #drop(peer: PeerId, lane: FileLane): void {
    this.#lanes.delete(peer);
    lane.wake();
    for (const { key, peer: other, progress } of this.transfers.peek().values()) {
      if (other !== peer || progress.state !== "moving") continue;
      this.#progress(key, { state: "waiting", done: progress.done });
    }
  }

  #giveUp(key: string, reason: FileEnd): void {
    const transfer = this.transfers.peek().get(key);
    if (transfer === undefined || !isOpen(transfer.progress)) return;
    const { peer, id, direction } = transfer;
    this.#stop(key);
    this.#progress(key, { state: "ended", by: "us", reason });
    this.#tellEnd(peer, id, direction === "out", reason);
  }

  #stop(key: string): void {
    this.#outgoing.get(key)?.file.stop();
    const incoming = this.#incoming.get(key);
    incoming?.file?.abandon();
    if (incoming !== undefined) incoming.file = null;
  }

  #tellEnd(peer: PeerId, id: TalkId, sender: boolean, reason: FileEnd): void {
    this.#options.tell(peer, { type: "file-end", id, sender, reason });
  }

  #state(key: string): FileProgress {
    return this.transfers.peek().get(key)?.progress ??
      { state: "ended", by: "us", reason: "cancelled" };
  }

  #moved(key: string, done: number): void {
    if (isUnderWay(this.#state(key))) this.#progress(key, { state: "moving", done });
  }

  #progress(key: string, progress: FileProgress): void {
    const transfer = this.transfers.peek().get(key);
    if (transfer !== undefined) this.#show({ ...transfer, progress });
  }

  #show(transfer: FileTransfer): void {
    this.transfers.value = new Map(this.transfers.peek()).set(transfer.key, transfer);
  }
}

/** Whether it was taken and is not here yet. */
function isUnderWay({ state }: FileProgress): boolean {
  return state === "waiting" || state === "moving";
}
