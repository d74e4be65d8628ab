/** What tests put into a page before its own scripts run: ears on what the page does with devices. */

export interface Spy {
  /** Every peer connection that the page made, in order. */
  connections: RTCPeerConnection[];
  /** Every track that devices gave to the page, in order. */
  captured: MediaStreamTrack[];
  /** How devices fail from now on. */
  faults: Faults;
  /** Devices that are not there any more, by their ids. */
  unplugged: Set<string>;
  /** Descriptions that were made, one line for each. */
  descriptions: string[];
  /** What was given to data channels: on which connection, counted from 0, on which channel, how many bytes. */
  sent: { connection: number; channel: string; bytes: number }[];
  /** After so many pieces of files the connection that carries them is closed, once. */
  closeAfterPieces: number | null;
}

declare global {
  var lagoonSpy: Spy;
}

/** How a device fails: the name and the message of the real `DOMException`. */
export interface Fault {
  name: string;
  message: string;
}

export interface Faults {
  camera?: Fault;
  microphone?: Fault;
}

/** The failures that browsers report, in Chromium's words. */
export const FAULT = {
  deniedBySystem: {
    name: "NotAllowedError",
    message: "Permission denied by system",
  },
  notFound: { name: "NotFoundError", message: "Requested device not found" },
  cameraBusy: {
    name: "NotReadableError",
    message: "Could not start video source",
  },
  microphoneBusy: {
    name: "NotReadableError",
    message: "Could not start audio source",
  },
} as const satisfies Record<string, Fault>;

/** Runs in the page. Nothing outside of this function is known there. */
export function installSpy(faults: Faults): void {
  const spy: Spy = {
    connections: [],
    captured: [],
    faults,
    unplugged: new Set(),
    descriptions: [],
    sent: [],
    closeAfterPieces: null,
  };
  globalThis.lagoonSpy = spy;
  // The console is where the test listens.
  addEventListener("securitypolicyviolation", (event) => {
    // deno-lint-ignore no-console
    console.error(
      `CSP: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`,
    );
  });
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      spy.connections.push(this);
    }

    override createDataChannel(label: string, init?: RTCDataChannelInit) {
      const channel = super.createDataChannel(label, init);
      const send = channel.send.bind(channel);
      const connection = spy.connections.indexOf(this);
      channel.send = (data: unknown) => {
        const { byteLength: bytes = 0 } = data as ArrayBufferView;
        spy.sent.push({ connection, channel: label, bytes });
        send(data as never);
        if (spy.closeAfterPieces === null || label !== "lagoon files") return;
        spy.closeAfterPieces -= 1;
        if (spy.closeAfterPieces > 0) return;
        spy.closeAfterPieces = null;
        this.close();
      };
      return channel;
    }

    override async setLocalDescription(description?: RTCLocalSessionDescriptionInit) {
      await super.setLocalDescription(description);
      spy.descriptions.push(this.localDescription!.type);
    }
  };
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) return;
  const getUserMedia = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints = {}) => {
    const fault = (constraints.video && faults.camera) ||
      (constraints.audio && faults.microphone);
    if (fault) throw new DOMException(fault.message, fault.name);
    for (const wanted of [constraints.audio, constraints.video]) {
      const id = typeof wanted === "object" && (wanted.deviceId as { exact?: string })?.exact;
      if (id && spy.unplugged.has(id)) throw new DOMException("", "OverconstrainedError");
    }
    const stream = await getUserMedia(constraints);
    spy.captured.push(...stream.getTracks());
    return stream;
  };
  const enumerateDevices = devices.enumerateDevices.bind(devices);
  devices.enumerateDevices = async () => {
    const missing = [
      faults.camera?.name === "NotFoundError" && "videoinput",
      faults.microphone?.name === "NotFoundError" && "audioinput",
    ];
    return (await enumerateDevices()).filter(({ kind, deviceId }) =>
      !missing.includes(kind) && !spy.unplugged.has(deviceId)
    );
  };
}
