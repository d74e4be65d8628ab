/** Everyone who can be heard is listened to, and whoever draws hears of news alone. */
import assert from "node:assert/strict";
import { effect } from "@preact/signals";
import { NOBODY_SPEAKS, Voices } from "../../client/voices.ts";
import type { PeerId } from "../../protocol/ids.ts";
import { fakeTrack } from "../sim/fake_media.ts";
import { FakeDevices } from "./support/fake_devices.ts";

const [self, bo] = ["self", "bo"] as PeerId[] as [PeerId, PeerId];

function scene() {
  const devices = new FakeDevices();
  const clock = { now: 0 };
  const voices = new Voices({
    watchLevel: (track, tell) => devices.watchLevel(track, tell),
    now: () => clock.now,
  });
  let news = -1;
  effect(() => {
    void voices.speech.value;
    news++;
  });
  return { devices, clock, voices, news: () => news };
}

Deno.test("a voice begins and ends as news, however many readings it has", () => {
  const { devices, clock, voices, news } = scene();
  voices.listen(new Map([[bo, fakeTrack("audio")]]));
  for (let reading = 0; reading < 50; reading++, clock.now += 80) devices.levels[0]!.tell(0.3);
  assert.deepEqual([...voices.speech.value.speaking], [bo]);
  assert.equal(voices.speech.value.floor, bo);
  assert.equal(news(), 2, "the voice, and then the floor");
  for (let reading = 0; reading < 50; reading++, clock.now += 80) devices.levels[0]!.tell(0);
  assert.deepEqual([...voices.speech.value.speaking], []);
  assert.equal(news(), 3);
});

Deno.test("a track that is replaced or gone is listened to no more", () => {
  const { devices, voices } = scene();
  const track = fakeTrack("audio");
  voices.listen(new Map([[bo, track]]));
  voices.listen(new Map([[bo, track]]));
  assert.equal(devices.levels.length, 1);
  voices.listen(new Map([[bo, fakeTrack("audio")]]));
  assert.deepEqual(devices.levels.map(({ ended }) => ended), [true, false]);
  devices.levels[1]!.tell(0.5);
  voices.listen(new Map());
  assert.deepEqual(devices.levels.map(({ ended }) => ended), [true, true]);
  assert.equal(voices.speech.value.speaking.size, 0);
});

Deno.test("our own voice has its ring, never the floor, and neither once it is muted", () => {
  const { clock, voices } = scene();
  const talk = (muted: boolean) => {
    for (let reading = 0; reading < 50; reading++, clock.now += 80) {
      voices.hearSelf(self, 0.5, muted);
    }
  };
  talk(false);
  assert.deepEqual(voices.speech.value, { speaking: new Set([self]), floor: null, unheard: false });
  voices.forgetSelf();
  assert.deepEqual(voices.speech.value, NOBODY_SPEAKS);
});

Deno.test("whoever talks while muted is told, and whoever only coughs is not", () => {
  const { clock, voices } = scene();
  const readings = (count: number, level: number) => {
    for (let reading = 0; reading < count; reading++, clock.now += 80) {
      voices.hearSelf(self, level, true);
    }
  };
  readings(3, 0.5);
  assert.equal(voices.speech.value.unheard, false);
  readings(10, 0);
  readings(8, 0.3);
  assert.deepEqual(voices.speech.value, { speaking: new Set(), floor: null, unheard: true });
  readings(10, 0);
  assert.equal(voices.speech.value.unheard, false);
  readings(8, 0.3);
  voices.hearSelf(self, 0.3, false);
  assert.deepEqual(voices.speech.value, { speaking: new Set([self]), floor: null, unheard: false });
});

Deno.test("in the end nobody is listened to", () => {
  const { devices, voices } = scene();
  voices.listen(new Map([[bo, fakeTrack("audio")]]));
  voices[Symbol.dispose]();
  assert.deepEqual(devices.levels.map(({ ended }) => ended), [true]);
});
