import assert from "node:assert/strict";
import type { MediaPort } from "../../client/ports.ts";
import { ScreenSource } from "../../client/screen_source.ts";
import { fakeStream, type FakeTrack, fakeTrack } from "../sim/fake_media.ts";

/** A browser that answers when the test says so. */
function newScene() {
  const questions: PromiseWithResolvers<MediaStream>[] = [];
  const port = {
    getDisplayMedia: () => {
      const question = Promise.withResolvers<MediaStream>();
      questions.push(question);
      return question.promise;
    },
  } as MediaPort;
  const source = new ScreenSource(port);
  return { source, questions };
}

/** The sound of a screen out of which the browser keeps that of this page. */
function withoutOurSound(): MediaStreamTrack {
  const track = fakeTrack("audio");
  track.getSettings = () => ({ restrictOwnAudio: true }) as MediaTrackSettings;
  return track;
}

async function share() {
  const scene = newScene();
  const [video, audio] = [fakeTrack("video"), withoutOurSound()];
  const started = scene.source.start("detail");
  scene.questions[0]!.resolve(fakeStream(video, audio));
  await started;
  return { ...scene, video, audio };
}

Deno.test("a screen that is shared has a picture, and sound where the browser gives it", async () => {
  const { source, video, audio } = await share();
  assert.deepEqual(source.share.peek(), { video, audio, hint: "detail", sound: "shared" });
  const silent = newScene();
  const started = silent.source.start("detail");
  silent.questions[0]!.resolve(fakeStream(video));
  await started;
  assert.deepEqual(silent.source.share.peek(), {
    video,
    audio: null,
    hint: "detail",
    sound: "none",
  });
});

Deno.test("a person who chooses nothing shares nothing, and may be asked again", async () => {
  const { source, questions } = newScene();
  const first = source.start("detail");
  questions[0]!.reject(new DOMException("Permission denied", "NotAllowedError"));
  await first;
  assert.equal(source.share.peek(), null);
  const second = source.start("detail");
  questions[1]!.resolve(fakeStream(fakeTrack("video")));
  await second;
  assert.notEqual(source.share.peek(), null);
});

Deno.test("sound without a picture is no screen", async () => {
  const { source, questions } = newScene();
  const started = source.start("detail");
  questions[0]!.resolve(fakeStream(fakeTrack("audio")));
  await started;
  assert.equal(source.share.peek(), null);
});

Deno.test("[L7] a share that ends stops every track of it", async () => {
  for (const end of ["stop", Symbol.dispose] as const) {
    const { source, video, audio } = await share();
    source[end]();
    assert.equal(source.share.peek(), null);
    assert.deepEqual([video.readyState, audio.readyState], ["ended", "ended"]);
  }
});

Deno.test("[L7] a share that the browser's own bar ends is over, its sound included", async () => {
  const { source, video, audio } = await share();
  (video as unknown as FakeTrack).stop();
  video.dispatchEvent(new Event("ended"));
  assert.equal(source.share.peek(), null);
  assert.equal(audio.readyState, "ended");
});

Deno.test("the end of a share that is over ends none that came after it", async () => {
  const { source, questions, video } = await share();
  source.stop();
  const next = fakeTrack("video");
  const started = source.start("detail");
  questions[1]!.resolve(fakeStream(next));
  await started;
  video.dispatchEvent(new Event("ended"));
  assert.equal(source.share.peek()?.video, next);
  assert.equal(next.readyState, "live");
});

Deno.test("asked twice and answered twice, the first answer counts and the other is let go", async () => {
  const { source, questions } = newScene();
  const [first, second] = [fakeTrack("video"), fakeTrack("video")];
  const started = [source.start("detail"), source.start("detail")];
  questions[1]!.resolve(fakeStream(second));
  await started[1];
  questions[0]!.resolve(fakeStream(first));
  await started[0];
  assert.equal(source.share.peek()?.video, second);
  assert.equal(first.readyState, "ended");
  assert.equal(second.readyState, "live");
});

Deno.test("whoever shares already is not asked again", async () => {
  const { source, questions } = await share();
  await source.start("detail");
  assert.equal(questions.length, 1);
});

Deno.test("[L7] an answer that comes after the share was ended is not shown to anybody", async () => {
  for (const end of ["stop", Symbol.dispose] as const) {
    const { source, questions } = newScene();
    const video = fakeTrack("video");
    const started = source.start("detail");
    source[end]();
    questions[0]!.resolve(fakeStream(video));
    await started;
    assert.equal(source.share.peek(), null, String(end));
    assert.equal(video.readyState, "ended", String(end));
  }
});

Deno.test("sound in which the others would hear themselves is left out, and that is said", async () => {
  const { source, questions } = newScene();
  const [video, audio] = [fakeTrack("video"), fakeTrack("audio")];
  const started = source.start("detail");
  questions[0]!.resolve(fakeStream(video, audio));
  await started;
  assert.deepEqual(source.share.peek(), { video, audio: null, hint: "detail", sound: "left-out" });
  assert.equal(audio.readyState, "ended");
  assert.equal(video.readyState, "live");
});

Deno.test("what a screen is for is told to the browser, and can change while it is shared", async () => {
  const { source, video } = await share();
  assert.equal(video.contentHint, "detail");
  source.setHint("motion");
  assert.equal(video.contentHint, "motion");
  assert.equal(source.share.peek()?.hint, "motion");
  source.stop();
  source.setHint("detail");
  assert.equal(source.share.peek(), null);
});
