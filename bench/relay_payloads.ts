/** What peers send each other while they find their way: as text for servers that read it, as bytes for one that cannot. */

export const PAYLOADS = ["candidate", "description"] as const;
export type PayloadName = typeof PAYLOADS[number];

/** What each of two browsers says to the other until they are linked, as counted in Chromium. */
export const INTRODUCTION: readonly PayloadName[] = ["description", "candidate", "candidate"];

/** Lines of a session description, as every browser writes them. */
const DESCRIPTION_LINES = [
  "m=video 9 UDP/TLS/RTP/SAVPF 96 97 98 99 100 101",
  "c=IN IP4 0.0.0.0",
  "a=rtcp:9 IN IP4 0.0.0.0",
  "a=extmap:4 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
  "a=rtpmap:96 VP8/90000",
  "a=rtcp-fb:96 goog-remb",
  "a=rtcp-fb:96 transport-cc",
  "a=rtcp-fb:96 ccm fir",
  "a=rtcp-fb:96 nack pli",
  "a=fmtp:98 profile-id=0",
];
/** What Chromium writes for a call's five sections: sealed, they were 6.0 to 6.3 kB on the wire. */
const DESCRIPTION_CHARS = 5900;

const TEXTS: Readonly<Record<PayloadName, string>> = {
  candidate: JSON.stringify({
    type: "candidate",
    candidate:
      "candidate:842163049 1 udp 1677729535 203.0.113.17 46154 typ srflx raddr 192.0.2.5 rport 46154 generation 0 ufrag EsAw network-cost 999",
    sdpMid: "0",
    sdpMLineIndex: 0,
    usernameFragment: "EsAw",
  }),
  description: JSON.stringify({
    type: "offer",
    sdp: `${DESCRIPTION_LINES.join("\r\n")}\r\n`.repeat(30).slice(0, DESCRIPTION_CHARS),
  }),
};

/** What sealing adds: nonce, tag, and the envelope with epoch, sequence number and acknowledgement. */
const SEAL_BYTES = 64;

/** For servers that get it as part of their JSON. */
export function textPayload(name: PayloadName): unknown {
  return JSON.parse(TEXTS[name]);
}

/** As long as the same text when it is sealed. */
export function sealedPayload(name: PayloadName): Uint8Array {
  return new Uint8Array(TEXTS[name].length + SEAL_BYTES).fill(1);
}
