/**
 * The decisions of perfect negotiation
 * ({@link https://www.w3.org/TR/webrtc/#perfect-negotiation-example WebRTC §10.7}), apart from the
 * connection that they are about.
 */
import type { PeerId } from "../protocol/ids.ts";

/** What a link knows of itself when a description arrives. */
export interface NegotiationState {
  /** Whether we yield when two offers cross. */
  polite: boolean;
  /** Between the start of an offer and its being set, when `signalingState` does not show it yet. */
  makingOffer: boolean;
  signalingState: RTCSignalingState;
  /** An answer is being set: the connection is as good as stable. */
  settingRemoteAnswer: boolean;
}

export type OfferVerdict = "accept" | "ignore";

/** Whether an offer that arrives now is taken. The polite side always takes it, rolling its own back. */
export function judgeOffer(state: NegotiationState): OfferVerdict {
  const ready = !state.makingOffer &&
    (state.signalingState === "stable" || state.settingRemoteAnswer);
  return ready || state.polite ? "accept" : "ignore";
}

/** Of two peers the one whose id sorts first is polite: both sides agree without asking. */
export function isPolite(self: PeerId, peer: PeerId): boolean {
  return self < peer;
}

/**
 * Whether a candidate belongs to the description that is set. One that names another user fragment
 * is of a generation that an ICE restart or a rollback has ended.
 */
export function fitsDescription(
  candidate: { usernameFragment: string | null },
  description: { sdp: string },
): boolean {
  if (candidate.usernameFragment === null) return true;
  return description.sdp.includes(`a=ice-ufrag:${candidate.usernameFragment}\r\n`) ||
    description.sdp.includes(`a=ice-ufrag:${candidate.usernameFragment}\n`);
}

/** Whether an offer looks for another path: it names another user fragment than the description before it. */
export function restartsIce(before: { sdp: string } | null, offer: { sdp: string }): boolean {
  return before !== null && userFragmentOf(before) !== userFragmentOf(offer);
}

function userFragmentOf({ sdp }: { sdp: string }): string | undefined {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];
}
