/** A patient whose server, ICE servers and peer do what the test says, in simulated time. */
import type { DoctorPorts, Patient } from "../../../../client/doctor/examine.ts";
import type { LinkWitness } from "../../../../client/link_witness.ts";
import type { PeerConnection, Socket } from "../../../../client/ports.ts";
import type { IceServer } from "../../../../protocol/signaling.ts";
import { World } from "../../../sim/world.ts";
import { mediaState } from "../../../support/fake_session.ts";
import { FakeSocket } from "../../support/fake_socket.ts";

/** What a server does to whoever gathers with it, and after how many milliseconds. */
export type ServerScript =
  & { after: number }
  & (
    | { candidate: RTCIceCandidateType }
    | { error: number }
    | { complete: true }
  );

export class Surgery {
  readonly world = new World(1);
  readonly sockets: FakeSocket[] = [];
  readonly connections: FakeGathering[] = [];
  /** By address. */
  readonly scripts = new Map<string, readonly ServerScript[]>();
  /** How long the server takes to answer a socket; `null` for ever. */
  signalingMs: number | null = 20;
  iceServers: readonly IceServer[] = [];
  reachable: Promise<boolean> = Promise.resolve(true);
  /** How long two connections take to be through; `null` for ever. */
  loopbackMs: number | null = 300;
  patient: Patient = {
    ports: this.#ports(),
    room: "room",
    relayOnly: false,
    media: mediaState(),
    link: null,
  };

  #ports(): DoctorPorts {
    return {
      now: () => this.world.now,
      setTimer: (task, ms) => this.world.after(ms, task),
      connect: () => this.#connect(),
      createPeerConnection: (configuration) => {
        const connection = new FakeGathering(this, configuration);
        this.connections.push(connection);
        return connection as unknown as PeerConnection;
      },
      askServer: async () => await this.reachable ? { there: true, waitMs: 0 } : { there: false },
      media: { available: true },
      page: { isOnline: () => true, userAgent: () => "Test" },
    };
  }

  #connect(): Socket {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    if (this.signalingMs !== null) {
      this.world.after(this.signalingMs, () => {
        socket.accept();
        socket.push(JSON.stringify({ type: "ice", iceServers: this.iceServers }));
      });
    }
    return socket.asSocket();
  }
}

/** A connection that gathers by the script of its only server, or, if it has a partner, gets through. */
class FakeGathering extends EventTarget {
  readonly configuration: RTCConfiguration;
  readonly #surgery: Surgery;
  iceGatheringState: RTCIceGatheringState = "new";
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  closed = false;
  #channel = new EventTarget();

  constructor(surgery: Surgery, configuration: RTCConfiguration) {
    super();
    this.#surgery = surgery;
    this.configuration = configuration;
  }

  createDataChannel(): EventTarget {
    return this.#channel;
  }

  async setLocalDescription(): Promise<void> {
    await null;
    this.localDescription = { type: "offer", sdp: "" };
    for (const server of this.configuration.iceServers ?? []) {
      for (const step of this.#surgery.scripts.get(String(server.urls)) ?? []) {
        this.#surgery.world.after(step.after, () => this.#play(step));
      }
    }
    if (this.configuration.iceServers?.length === 0) {
      this.#surgery.world.after(5, () => this.#play({ after: 0, candidate: "host" }));
    }
  }

  async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    await null;
    this.remoteDescription = description;
    this.dispatchEvent(new Event("signalingstatechange"));
    const { loopbackMs, world } = this.#surgery;
    if (loopbackMs === null) return;
    world.after(loopbackMs, () => this.#channel.dispatchEvent(new Event("open")));
  }

  async addIceCandidate(): Promise<void> {}

  close(): void {
    this.closed = true;
  }

  #play(step: ServerScript): void {
    if (this.closed) return;
    if ("candidate" in step) {
      const { candidate: type } = step;
      const candidate = { candidate: `candidate:1 1 udp 1 192.0.2.1 9 typ ${type}`, type };
      this.dispatchEvent(Object.assign(new Event("icecandidate"), { candidate }));
    } else if ("error" in step) {
      this.dispatchEvent(Object.assign(new Event("icecandidateerror"), { errorCode: step.error }));
    } else {
      this.iceGatheringState = "complete";
      this.dispatchEvent(new Event("icegatheringstatechange"));
    }
  }
}

/** A lost link to a peer who answers after `answerMs`, or never. */
export function lostLink(world: World, answerMs: number | null): LinkWitness {
  let saidAt: number | null = null;
  return {
    isPresent: () => true,
    state: () => "lost",
    canAsk: () => true,
    ask: () => {
      if (answerMs !== null) world.after(answerMs, () => saidAt = world.now);
    },
    saidAt: () => saidAt,
    stats: () => Promise.resolve(new Map() as unknown as RTCStatsReport),
  };
}
