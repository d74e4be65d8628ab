import assert from "node:assert/strict";
import type { Source } from "../../client/media_state.ts";
import type { Encoding } from "../../client/picture_policy.ts";
import { MUSIC_BITRATE, tuneSender } from "../../client/sender_parameters.ts";
import { fakeTrack } from "../sim/fake_media.ts";
import { type FakeSender, Network } from "../sim/fake_peer_connection.ts";
import { World } from "../sim/world.ts";

const ENCODING: Encoding = {
  active: true,
  scaleResolutionDownBy: 2,
  maxBitrate: 500_000,
  maxFramerate: 30,
};

function newSender(kind: "audio" | "video", hint = ""): FakeSender {
  const track = fakeTrack(kind);
  track.contentHint = hint;
  return new Network(new World(1)).create("Anna", 1).addTransceiver(track).sender;
}

async function tune(sender: FakeSender, source: Source, encoding?: Encoding): Promise<void> {
  await tuneSender(sender as unknown as RTCRtpSender, source, encoding);
}

Deno.test("[L12] a picture is encoded as it should be, and told only when that changes", async () => {
  const sender = newSender("video");
  await tune(sender, "camera", ENCODING);
  assert.deepEqual(sender.encoding, ENCODING);
  await tune(sender, "camera", ENCODING);
  assert.equal(sender.changes, 1);
  await tune(sender, "camera", { ...ENCODING, active: false });
  assert.equal(sender.changes, 2);
  assert.equal(sender.encoding.active, false);
});

Deno.test("[L12] a face keeps its movement, what is read its lines, and what is watched its movement", async () => {
  for (
    const [source, hint, preference] of [
      ["camera", "", "maintain-framerate"],
      ["screen", "detail", "maintain-resolution"],
      ["screen", "motion", "maintain-framerate"],
    ] as const
  ) {
    const sender = newSender("video", hint);
    await tune(sender, source, ENCODING);
    assert.equal(sender.degradationPreference, preference);
  }
});

Deno.test("[L12] a face that begins keeps its lines, and has half of them until it is known how it is drawn", async () => {
  const sender = newSender("video");
  await tune(sender, "camera");
  assert.equal(sender.encoding.scaleResolutionDownBy, 2);
  assert.equal(sender.degradationPreference, "maintain-resolution");
  await tune(sender, "camera", { ...ENCODING, scaleResolutionDownBy: 1, begins: true });
  assert.equal(sender.encoding.scaleResolutionDownBy, 1);
  assert.equal(sender.degradationPreference, "maintain-resolution");
  assert.equal("begins" in sender.encoding, false, "browsers know nothing of it");
  await tune(sender, "camera", { ...ENCODING, begins: false });
  assert.equal(sender.degradationPreference, "maintain-framerate");
});

Deno.test("[L12] what is watched begins with all its lines, too, and what is read never had fewer", async () => {
  for (const [hint, preference] of [["motion", "framerate"], ["detail", "resolution"]] as const) {
    const sender = newSender("video", hint);
    await tune(sender, "screen");
    assert.equal(sender.degradationPreference, "maintain-resolution");
    await tune(sender, "screen", { ...ENCODING, begins: true });
    assert.equal(sender.degradationPreference, "maintain-resolution");
    await tune(sender, "screen", { ...ENCODING, begins: false });
    assert.equal(sender.degradationPreference, `maintain-${preference}`);
  }
});

Deno.test("[L12] sound goes first, and has no bound but that of music, which comes and goes with it", async () => {
  const sender = newSender("audio");
  await tune(sender, "microphone");
  assert.deepEqual(sender.encoding, { active: true, priority: "high", networkPriority: "high" });
  sender.track!.contentHint = "music";
  await tune(sender, "microphone");
  assert.equal(sender.encoding.maxBitrate, MUSIC_BITRATE);
  sender.track!.contentHint = "";
  await tune(sender, "microphone");
  assert.equal("maxBitrate" in sender.encoding, false);
});

Deno.test("[L12] a browser that refuses a field is told the rest, and one that knows nothing of it does no harm", async () => {
  const sender = newSender("video");
  const setParameters = sender.setParameters.bind(sender);
  sender.setParameters = (parameters) =>
    "maxFramerate" in parameters.encodings[0]!
      ? Promise.reject(new DOMException("", "InvalidModificationError"))
      : setParameters(parameters);
  await tune(sender, "camera", { ...ENCODING, active: false });
  assert.deepEqual(sender.encoding, { active: false });
  const old = newSender("video");
  old.getParameters = () => ({ encodings: [] }) as unknown as RTCRtpSendParameters;
  await tune(old, "camera", ENCODING);
  assert.equal(old.changes, 0);
});
