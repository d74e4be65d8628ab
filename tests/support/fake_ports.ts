/** The world around a call in which nothing happens unless the test lets it. */
import type { PageEvents, PeerConnection, Ports } from "../../client/ports.ts";
import { FakeDevices } from "../client/support/fake_devices.ts";
import { FakeSocket } from "../client/support/fake_socket.ts";
import { memoryStorage } from "../client/support/memory_storage.ts";
import { fakeStream } from "../sim/fake_media.ts";

export class FakePorts implements Ports {
  readonly sockets: FakeSocket[] = [];
  readonly marks: string[] = [];
  readonly copied: string[] = [];
  readonly media = new FakeDevices();
  readonly storage = memoryStorage();
  /** Whether the clipboard takes what it is given. */
  clipboard = true;
  /** Whether anybody sees the page. */
  shown = true;
  /** Whether the screen is kept from going dark. */
  awake = false;
  time = 0;
  #address: URL;
  #timers: { task: () => void; at: number }[] = [];
  readonly #listeners: { [Name in keyof PageEvents]?: Set<PageEvents[Name]> } = {};

  constructor(address: string) {
    this.#address = new URL(address);
  }

  now = () => this.time;
  random = () => 0.5;
  randomBytes = (length: number) => new Uint8Array(length).fill(7);
  mark = (name: string) => void this.marks.push(name);
  createStream = () => fakeStream();

  setTimer = (task: () => void, ms: number) => {
    const timer = { task, at: this.time + ms };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  createPeerConnection = (): PeerConnection => {
    throw new Error("Cannot connect to a peer: this world has nobody else");
  };

  askServer: Ports["askServer"] = () => Promise.resolve({ there: true, waitMs: 0 });

  connect = () => {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    return socket.asSocket();
  };

  readonly files: Ports["files"] = {
    receive: () => Promise.reject(new DOMException("no room", "QuotaExceededError")),
  };

  readonly page: Ports["page"] = {
    url: () => new URL(this.#address),
    isShown: () => this.shown,
    replaceFragment: (fragment) => {
      this.#address.hash = fragment;
    },
    copy: (text) => {
      if (this.clipboard) this.copied.push(text);
      return Promise.resolve(this.clipboard);
    },
    isOnline: () => true,
    userAgent: () => "Test",
    keepAwake: () => {
      this.awake = true;
      return () => {
        this.awake = false;
      };
    },
    on: (name, listener) => {
      const listeners = this.#listeners[name] ??= new Set();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  /** Something happens to the page. */
  tell(name: keyof PageEvents): void {
    for (const listener of this.#listeners[name] ?? []) listener();
  }

  /** Lets `ms` pass, running the timers that come due in their order. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const next = this.#timers.toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > end) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.time = next.at;
      next.task();
    }
    this.time = end;
  }
}
