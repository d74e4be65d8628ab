/** Opens a socket as the call does, asks the server for its ICE servers, and closes it again. */
import { decodeServerMessage, type IceServer } from "../../protocol/signaling.ts";
import type { Ports } from "../ports.ts";
import type { SignalingEvidence } from "./evidence.ts";
import { within } from "./patience.ts";

export interface SignalingProbe {
  evidence: SignalingEvidence;
  /** What the server says to find one's way with; `null` if it said nothing. */
  iceServers: readonly IceServer[] | null;
}

export async function probeSignaling(
  ports: Pick<Ports, "connect" | "now" | "setTimer">,
  room: string,
  deadline: number,
): Promise<SignalingProbe> {
  const started = ports.now();
  const socket = ports.connect(room);
  let open = false;
  const answer = new Promise<SignalingProbe>((resolve) => {
    socket.addEventListener("open", () => {
      open = true;
      socket.send(JSON.stringify({ type: "ice" }));
    });
    socket.addEventListener("message", ({ data }) => {
      const message = typeof data === "string" ? decodeServerMessage(data) : null;
      if (message?.type !== "ice") return;
      const evidence = { state: "answered", ms: ports.now() - started } as const;
      resolve({ evidence, iceServers: message.iceServers });
    });
    socket.addEventListener("close", ({ code }) => {
      resolve({ evidence: { state: "closed", code, open }, iceServers: null });
    });
  });
  const probe = await within(ports, deadline, answer, null);
  socket.close(1000);
  return probe ?? { evidence: { state: "silent", open }, iceServers: null };
}
