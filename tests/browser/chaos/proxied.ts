/** Leads what a browser sends to the others through the proxy, by the only addresses it gets to know. */
import type { BrowserContext } from "playwright-core";
import type { UdpProxy } from "./udp_proxy.ts";

declare global {
  var lagoonAdmit: (address: string, port: number) => Promise<void>;
  var lagoonFaceOf: (port: number) => Promise<number>;
}

/** Everything that pages of this context send to peers goes through `proxy` in the name of `owner`. */
export async function leadThrough(
  proxy: UdpProxy,
  context: BrowserContext,
  owner: string,
): Promise<void> {
  await context.exposeBinding(
    "lagoonAdmit",
    (_source, address: string, port: number) => proxy.admit(owner, address, port),
  );
  await context.exposeBinding("lagoonFaceOf", (_source, port: number) => proxy.faceOf(port));
  await context.addInitScript(rewriteCandidates);
}

/** Runs in the page. Nothing outside of this function is known there. */
function rewriteCandidates(): void {
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener("icecandidate", ({ candidate }) => {
        const { address, port, protocol } = candidate ?? {};
        if (protocol === "udp" && address?.includes(".")) void lagoonAdmit(address, port!);
      });
    }

    // Candidates come by themselves as well; those in descriptions would lead around the proxy.
    override async setRemoteDescription(
      { type, sdp = "" }: RTCSessionDescriptionInit,
    ): Promise<void> {
      await super.setRemoteDescription({
        type,
        sdp: sdp.replaceAll(/^a=candidate:.*\r\n/gm, ""),
      });
    }

    override async addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
      if (!candidate?.candidate) return;
      const { address, port, protocol } = new RTCIceCandidate(candidate);
      // Of each port there is one way to know it: by the proxy, on the loopback interface.
      if (protocol !== "udp" || !address?.includes(".")) return;
      const words = candidate.candidate.split(" ");
      words[4] = "127.0.0.1";
      words[5] = String(await lagoonFaceOf(port!));
      await super.addIceCandidate({ ...candidate, candidate: words.join(" ") });
    }
  } as typeof RTCPeerConnection;
}
