/** A hub on a clock that a test moves, with sockets that it speaks for. */
import { fromBase64Url } from "../../../protocol/base64url.ts";
import type { PeerId } from "../../../protocol/ids.ts";
import { encodeRelayFrame } from "../../../protocol/relay_frame.ts";
import type { OpenBackend } from "../../../server/backend.ts";
import { createHub, type Hub, type HubOptions } from "../../../server/hub.ts";
import type { LogEvent } from "../../../server/log.ts";
import { MemoryBackend } from "../../../server/memory_backend.ts";
import { FakeSocket } from "./fake_socket.ts";
import { roomOf, seatOf } from "./ids.ts";
import { ManualClock } from "./manual_clock.ts";

export class HubBench {
  readonly clock = new ManualClock();
  readonly logged: LogEvent[] = [];
  readonly hub: Hub;

  constructor(options: Partial<HubOptions> & { capacity?: number } = {}) {
    const { capacity = 8, ...hubOptions } = options;
    const { clock } = this;
    const openBackend: OpenBackend = (events) => new MemoryBackend(events, { capacity, clock });
    this.hub = createHub({
      openBackend,
      clock,
      log: (event) => this.logged.push(event),
      ice: { stunUrls: [], turn: null },
      ...hubOptions,
    });
  }

  /** A socket that was accepted for a room and has said nothing yet. */
  accept(room = 1): FakeSocket {
    const socket = new FakeSocket();
    this.hub.accept(socket, roomOf(room));
    return socket;
  }

  /** A socket whose peer is seated; what was said to it meanwhile is read. */
  seat(number: number, room = 1): FakeSocket {
    const socket = this.accept(room);
    socket.hear(helloOf(number));
    socket.take();
    return socket;
  }
}

export function helloOf(number: number, profile = "") {
  return { type: "hello", version: 1, seat: seatOf(number), profile };
}

/** A frame for a peer, with a text for payload. */
export function frameTo(peer: PeerId, text: string): ArrayBuffer {
  return encodeRelayFrame(fromBase64Url(peer)!, new TextEncoder().encode(text)).buffer;
}
