/**
 * What the client needs from the world around it. `browser_ports.ts` gives the real things; tests
 * give fakes. Nothing else in `client/` names a browser global.
 */

import type { CaptureKind } from "./media_state.ts";

/** The parts of `RTCPeerConnection` that a link uses. */
export type PeerConnection = Pick<
  RTCPeerConnection,
  | "signalingState"
  | "connectionState"
  | "iceConnectionState"
  | "iceGatheringState"
  | "localDescription"
  | "remoteDescription"
  | "setLocalDescription"
  | "setRemoteDescription"
  | "addIceCandidate"
  | "addTransceiver"
  | "createDataChannel"
  | "getTransceivers"
  | "restartIce"
  | "setConfiguration"
  | "getStats"
  | "close"
  | "addEventListener"
  | "sctp"
>;

/** The parts of `WebSocket` that signaling uses. */
export type Socket = Pick<
  WebSocket,
  | "readyState"
  | "bufferedAmount"
  | "binaryType"
  | "send"
  | "close"
  | "addEventListener"
>;

export interface MediaPort {
  /** Whether this browser can share a screen: phones cannot. */
  canShareScreen: boolean;
  /** `false` where browsers refuse devices because the page is neither https nor localhost. */
  available: boolean;
  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream>;
  /** Asks for a screen, a window or a tab. Rejects when the person chooses none. */
  getDisplayMedia(): Promise<MediaStream>;
  enumerateDevices(): Promise<MediaDeviceInfo[]>;
  /** Whether the site may use devices of this kind. */
  permission(kind: CaptureKind): Promise<PermissionState | "unknown">;
  /** Calls back when the person has changed that. Returns the unsubscribe function. */
  onPermissionChange(
    listener: (kind: CaptureKind, permission: PermissionState) => void,
  ): () => void;
  /** Plays a sound file on a speaker (empty for the browser's choice). Resolves when it is over. */
  playSound(file: Uint8Array<ArrayBuffer>, speaker: string): Promise<void>;
  /** Calls back when devices come and go. Returns the unsubscribe function. */
  onDeviceChange(listener: () => void): () => void;
  /** Calls back about 12 times a second with the loudness of `track`, 0 to 1. Returns what ends it. */
  watchLevel(
    track: MediaStreamTrack,
    listener: (level: number) => void,
  ): () => void;
}

/** Strings that outlive a page: `tab` a reload, `device` the tab. Losing them is never an error. */
export interface StoragePort {
  read(scope: "tab" | "device", key: string): string | null;
  write(scope: "tab" | "device", key: string, value: string | null): void;
}

export interface PageEvents {
  /** The page goes away, perhaps for a reload. */
  leave: () => void;
  /** The network came back. */
  online: () => void;
  /** Somebody sees the page again, or nobody any more. */
  visibility: () => void;
}

/** The address bar, the clipboard and the share sheet. */
export interface PagePort {
  /** The whole address, with its fragment. */
  url(): URL;
  /** Whether anybody can see the page now. */
  isShown(): boolean;
  /** Puts `fragment` (without `#`) into the address bar, without a new entry in the history. */
  replaceFragment(fragment: string): void;
  /** Whether the text reached the clipboard. */
  copy(text: string): Promise<boolean>;
  /** Whether the browser believes that it has a network. */
  isOnline(): boolean;
  /** What the browser calls itself. */
  userAgent(): string;
  /** Keeps the screen from going dark, where the browser can. Returns what ends it. */
  keepAwake(): () => void;
  /** Subscribes to what happens to the page. Returns the unsubscribe function. */
  on<Name extends keyof PageEvents>(
    name: Name,
    listener: PageEvents[Name],
  ): () => void;
}

/** A file that is being received: written from beginning to end, then kept until it is let go of. */
export interface FileSink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** No more is written. Resolves with an address from which a page can save it. */
  finish(): Promise<string>;
  /** Whatever was written is gone, and so is the address. */
  discard(): Promise<void>;
}

export interface FilesPort {
  /** A place for a file of `size` bytes. Rejects with a `QuotaExceededError` if there is none. */
  receive(size: number): Promise<FileSink>;
}

/** What the server says to a plain request: nothing for a few seconds, or how long to wait, in milliseconds. */
export type ServerAnswer = { there: false } | { there: true; waitMs: number };

export interface Ports {
  /** Milliseconds since the epoch. */
  now(): number;
  /** In [0, 1). */
  random(): number;
  randomBytes(length: number): Uint8Array<ArrayBuffer>;
  /** Runs `task` once after `ms`. Returns what cancels it. */
  setTimer(task: () => void, ms: number): () => void;
  /** Names a moment for whoever measures (`performance.mark`). */
  mark(name: string): void;
  createPeerConnection(configuration: RTCConfiguration): PeerConnection;
  /** An empty stream: a name for tracks that belong together. */
  createStream(): MediaStream;
  /** Opens the signaling socket of a room. */
  connect(room: string): Socket;
  /** Asks the server with a plain request whether it would open a socket to that room. Never rejects. */
  askServer(room: string): Promise<ServerAnswer>;
  media: MediaPort;
  storage: StoragePort;
  page: PagePort;
  files: FilesPort;
}
