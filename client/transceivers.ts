/**
 * Which media section carries which source. Each side says for the sections of its description what
 * it sends on them, so nobody guesses by order, label or kind.
 */
import type { PeerConnection } from "./ports.ts";
import type { Source, TracksBySource } from "./media_state.ts";
import type { Encoding, Encodings } from "./picture_policy.ts";
import { refreshPicture, tuneSender } from "./sender_parameters.ts";
import { TaskQueue } from "./task_queue.ts";

/** What every link carries from the start. The impolite side adds these sections, the polite side adopts them. */
export const BASE_SOURCES = ["microphone", "camera"] as const satisfies readonly Source[];

export type SourceMap = Readonly<Record<string, Source>>;

export function kindOf(source: Source): "audio" | "video" {
  return source === "microphone" || source === "screen-audio" ? "audio" : "video";
}

/** Our transceivers by what we send on them. */
export class Transceivers {
  readonly #connection: PeerConnection;
  readonly #stream: MediaStream;
  readonly #changes = new TaskQueue();
  readonly #bySource = new Map<Source, RTCRtpTransceiver>();
  #encodings: Partial<Record<Source, Encoding>> = {};

  /** @param stream Names the tracks that belong together, so that the browser keeps lips and voice in step. */
  constructor(connection: PeerConnection, stream: MediaStream) {
    this.#connection = connection;
    this.#stream = stream;
  }

  /** Adds a section for a source that has none. Needs negotiation. */
  add(source: Source, track: MediaStreamTrack | null): void {
    const transceiver = this.#connection.addTransceiver(track ?? kindOf(source), {
      direction: "sendrecv",
      streams: [this.#stream],
    });
    this.#bySource.set(source, transceiver);
    this.#tune(source);
  }

  has(source: Source): boolean {
    return this.#bySource.has(source);
  }

  /**
   * Puts a track, or nothing, on the section of its source. Needs no negotiation.
   *
   * One change after the other: whoever mutes while an unmute is still under way must end up muted.
   */
  put(source: Source, track: MediaStreamTrack | null): Promise<void> {
    return this.#changes.run(async () => {
      const sender = this.#bySource.get(source)?.sender;
      if (sender === undefined) return;
      if (sender.track !== track) await sender.replaceTrack(track);
      // What a track is for may have changed, and with it what goes first.
      await tuneSender(sender, source, this.#encodings[source]);
    });
  }

  /** Encodes pictures like this, now and on sections that they get later. Needs no negotiation. */
  encode(encodings: Encodings): void {
    this.#encodings = encodings;
    this.#tune("camera");
    this.#tune("screen");
  }

  /**
   * Makes every encoder begin anew with a whole picture. After a gap receivers wait three seconds for
   * the pieces that they miss before they ask for one.
   */
  refreshPictures(): void {
    for (const [source, { sender }] of this.#bySource) {
      if (kindOf(source) !== "video" || sender.track === null) continue;
      // An encoder that is being taken away has no picture to send, and needs none.
      this.#changes.run(() => refreshPicture(sender)).catch(() => {});
    }
  }

  /** Takes the sections that the other side offers for sources that we have no section for. */
  adopt(theirs: SourceMap): void {
    for (const transceiver of this.#connection.getTransceivers()) {
      const source = transceiver.mid === null ? undefined : theirs[transceiver.mid];
      if (source === undefined || this.#bySource.has(source)) continue;
      if (transceiver.receiver.track.kind !== kindOf(source)) continue;
      transceiver.direction = "sendrecv";
      transceiver.sender.setStreams?.(this.#stream);
      this.#bySource.set(source, transceiver);
      this.#tune(source);
    }
  }

  /** What we send on each section that has a name by now. */
  ours(): SourceMap {
    const map: Record<string, Source> = {};
    for (const [source, { mid }] of this.#bySource) {
      if (mid !== null) map[mid] = source;
    }
    return map;
  }

  /** What arrives on each section that the other side has told us of. */
  incoming(theirs: SourceMap): TracksBySource {
    const tracks: Partial<Record<Source, MediaStreamTrack>> = {};
    for (const { mid, currentDirection, receiver } of this.#connection.getTransceivers()) {
      const source = mid === null ? undefined : theirs[mid];
      if (source === undefined || receiver.track.kind !== kindOf(source)) continue;
      if (currentDirection === "sendrecv" || currentDirection === "recvonly") {
        tracks[source] = receiver.track;
      }
    }
    return tracks;
  }

  /** Browsers take what they are told by one only if nobody has told them anything since it asked: never two at a time. */
  #tune(source: Source): void {
    void this.#changes.run(async () => {
      const sender = this.#bySource.get(source)?.sender;
      if (sender !== undefined) await tuneSender(sender, source, this.#encodings[source]);
    });
  }
}
