/** Tracks and streams that are nothing but their identity. */

let made = 0;

export class FakeTrack extends EventTarget {
  readonly id = `track-${++made}`;
  readonly label: string;
  readonly kind: "audio" | "video";
  enabled = true;
  muted = false;
  contentHint = "";
  readyState: MediaStreamTrackState = "live";

  constructor(kind: "audio" | "video", label = "") {
    super();
    this.kind = kind;
    this.label = label;
  }

  stop(): void {
    this.readyState = "ended";
  }

  /** A track of its own from the same device. */
  clone(): FakeTrack {
    return Object.assign(new FakeTrack(this.kind, this.label), {
      enabled: this.enabled,
      readyState: this.readyState,
    });
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: `${this.kind}-device` };
  }

  applyConstraints(): Promise<void> {
    return Promise.resolve();
  }
}

export function fakeTrack(kind: "audio" | "video", label = ""): MediaStreamTrack {
  return new FakeTrack(kind, label) as unknown as MediaStreamTrack;
}

export function fakeStream(...tracks: MediaStreamTrack[]): MediaStream {
  return {
    getTracks: () => tracks,
    getAudioTracks: () => tracks.filter(({ kind }) => kind === "audio"),
    getVideoTracks: () => tracks.filter(({ kind }) => kind === "video"),
  } as MediaStream;
}
