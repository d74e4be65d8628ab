import assert from "node:assert/strict";
import fc from "fast-check";
import {
  fitsDescription,
  isPolite,
  judgeOffer,
  type NegotiationState,
  type OfferVerdict,
  restartsIce,
} from "../../client/negotiation.ts";
import { toBase64Url } from "../../protocol/base64url.ts";
import type { PeerId } from "../../protocol/ids.ts";

const peerId = fc.uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => toBase64Url(bytes) as PeerId);

Deno.test("[L4] the impolite side ignores an offer that crosses its own, the polite side takes any", () => {
  const rows: [
    signalingState: RTCSignalingState,
    makingOffer: boolean,
    settingRemoteAnswer: boolean,
    impolite: OfferVerdict,
  ][] = [
    ["stable", false, false, "accept"],
    // Our own offer is on its way, though the state does not show it yet.
    ["stable", true, false, "ignore"],
    ["have-local-offer", false, false, "ignore"],
    ["have-local-offer", true, false, "ignore"],
    // An answer is being set: by the time the offer is, the connection is stable.
    ["have-local-offer", false, true, "accept"],
    ["have-local-offer", true, true, "ignore"],
    ["stable", false, true, "accept"],
    ["stable", true, true, "ignore"],
    ["have-remote-offer", false, false, "ignore"],
    ["closed", false, false, "ignore"],
  ];
  for (const [signalingState, makingOffer, settingRemoteAnswer, impolite] of rows) {
    const state = { signalingState, makingOffer, settingRemoteAnswer };
    const told = JSON.stringify(state);
    assert.equal(judgeOffer({ ...state, polite: false }), impolite, told);
    assert.equal(judgeOffer({ ...state, polite: true }), "accept", told);
  }
});

Deno.test("[L4] when both sides offer at once, exactly one of the two offers is taken", () => {
  fc.assert(fc.property(peerId, peerId, (one, other) => {
    fc.pre(one !== other);
    const crossing: Omit<NegotiationState, "polite"> = {
      makingOffer: false,
      signalingState: "have-local-offer",
      settingRemoteAnswer: false,
    };
    const verdicts = [isPolite(one, other), isPolite(other, one)]
      .map((polite) => judgeOffer({ ...crossing, polite }));
    assert.deepEqual(verdicts.sort(), ["accept", "ignore"]);
  }));
});

Deno.test("[L4] politeness is a total order: antisymmetric, transitive, and nobody yields to oneself", () => {
  fc.assert(fc.property(peerId, peerId, peerId, (a, b, c) => {
    assert.equal(isPolite(a, a), false);
    if (a !== b) assert.notEqual(isPolite(a, b), isPolite(b, a));
    if (isPolite(a, b) && isPolite(b, c)) assert.ok(isPolite(a, c));
  }));
});

Deno.test("[L6] a candidate belongs to a description that names its user fragment", () => {
  const sdp = (...fragments: string[]) =>
    fragments.map((fragment) => `m=audio 9\r\na=ice-ufrag:${fragment}\r\na=ice-pwd:x\r\n`).join("");
  const fits = (usernameFragment: string | null, text: string) =>
    fitsDescription({ usernameFragment }, { sdp: text });
  assert.ok(fits("abcd", sdp("abcd")));
  assert.ok(fits("abcd", sdp("other", "abcd")));
  assert.ok(fits("abcd", "a=ice-ufrag:abcd\na=ice-pwd:x\n"));
  // Not every browser says which generation a candidate is of.
  assert.ok(fits(null, sdp("abcd")));
  assert.ok(!fits("abcd", sdp("wxyz")));
  // Neither the beginning of another fragment nor its end is the fragment.
  assert.ok(!fits("abcd", sdp("abcdef")));
  assert.ok(!fits("abcd", sdp("xyabcd")));
});

Deno.test("[H4] an offer with another user fragment than the description before it looks for another path", () => {
  const sdp = (fragment: string) => ({
    sdp: `m=audio 9\r\na=ice-ufrag:${fragment}\r\na=mid:0\r\n`,
  });
  assert.equal(restartsIce(null, sdp("abcd")), false);
  assert.equal(restartsIce(sdp("abcd"), sdp("abcd")), false);
  assert.equal(restartsIce(sdp("abcd"), sdp("wxyz")), true);
});
