import assert from "node:assert/strict";
import type { Source } from "../../client/media_state.ts";
import { type LinkEvent, type NegotiationMessage, PeerLink } from "../../client/peer_link.ts";
import type { PeerConnection } from "../../client/ports.ts";
import { fakeStream, fakeTrack } from "../sim/fake_media.ts";
import { type FakePeerConnection, Network } from "../sim/fake_peer_connection.ts";
import { World } from "../sim/world.ts";

/** One side of a link. What it says waits in `outbox` until the test takes it over. */
class Side {
  readonly connection: FakePeerConnection;
  readonly link: PeerLink;
  readonly outbox: NegotiationMessage[] = [];
  readonly events: LinkEvent[] = [];
  readonly tracks = new Map<Source, MediaStreamTrack | null>();

  constructor(network: Network, name: string, polite: boolean) {
    this.connection = network.create(name, 1);
    this.link = new PeerLink({
      connection: this.connection as unknown as PeerConnection,
      polite,
      stream: fakeStream(),
      tracks: this.tracks,
      onEvent: (event) => {
        this.events.push(event);
        if (event.type === "message") this.outbox.push(event.message);
      },
    });
  }

  /** All that it has said so far. */
  get said(): NegotiationMessage[] {
    return this.events.flatMap((event) => event.type === "message" ? [event.message] : []);
  }

  /** What it sends as `source`, if it has a section for it. */
  sent(source: Source): MediaStreamTrack | null | undefined {
    const descriptions = this.said.filter((message) => message.type === "description");
    const sources = descriptions.at(-1)?.sources ?? {};
    const mid = Object.keys(sources).find((mid) => sources[mid] === source);
    return this.connection.getTransceivers().find((one) => one.mid === mid)?.sender.track;
  }

  /** What the other side says arrives as `source`. */
  incoming(source: Source): MediaStreamTrack | undefined {
    const told = this.events.flatMap((event) => event.type === "tracks" ? [event.tracks] : []);
    return told.at(-1)?.[source];
  }
}

class Scene {
  readonly world = new World(1);
  readonly polite: Side;
  readonly impolite: Side;

  constructor() {
    const network = new Network(this.world);
    this.polite = new Side(network, "Anna", true);
    this.impolite = new Side(network, "Ben", false);
  }

  /** Takes over what `from` has said so far, in the order in which it said it unless told otherwise. */
  async deliver(from: Side, order = (messages: NegotiationMessage[]) => messages): Promise<void> {
    const to = from === this.polite ? this.impolite : this.polite;
    for (const message of order(from.outbox.splice(0))) to.link.receive(message);
    await this.world.run(200);
  }

  /** Lets them talk until neither has anything to say. */
  async talk(): Promise<void> {
    await this.world.run(200);
    while (this.polite.outbox.length + this.impolite.outbox.length > 0) {
      await this.deliver(this.impolite);
      await this.deliver(this.polite);
    }
    await this.world.run(200);
  }

  assertThrough(): void {
    for (const { connection, events } of [this.polite, this.impolite]) {
      assert.deepEqual(connection.errors, []);
      assert.equal(connection.connectionState, "connected");
      assert.equal(connection.signalingState, "stable");
      assert.ok(events.every(({ type }) => type !== "broken"));
    }
  }
}

function typesOf(messages: readonly NegotiationMessage[]): string[] {
  return messages.map((message) =>
    message.type === "description" ? message.description.type : message.type
  );
}

Deno.test("[L4] the impolite side makes the first offer, with microphone and camera; the polite side adopts them", async () => {
  const scene = new Scene();
  await scene.world.run(200);
  assert.deepEqual(scene.polite.outbox, []);
  const [offer] = scene.impolite.outbox;
  assert.ok(offer?.type === "description" && offer.description.type === "offer");
  assert.deepEqual(Object.values(offer.sources), ["microphone", "camera"]);
  await scene.talk();
  scene.assertThrough();
  for (const { connection } of [scene.polite, scene.impolite]) {
    assert.equal(connection.getTransceivers().length, 2);
  }
  for (const source of ["microphone", "camera"] as const) {
    assert.ok(scene.polite.incoming(source) && scene.impolite.incoming(source));
  }
});

Deno.test("[L4] the first offer is begun with the link, and there is no second one", async () => {
  const scene = new Scene();
  // Before the browser has had a turn to notice that there is something to negotiate.
  assert.equal(scene.impolite.connection.isBusy, true);
  assert.equal(scene.polite.connection.isBusy, false);
  await scene.talk();
  await scene.world.run(1_000);
  assert.deepEqual(typesOf(scene.impolite.said).filter((type) => type !== "candidate"), ["offer"]);
  assert.deepEqual(typesOf(scene.polite.said).filter((type) => type !== "candidate"), ["answer"]);
});

Deno.test("[L6] candidates that come before their description wait for it", async () => {
  const scene = new Scene();
  await scene.world.run(200);
  assert.deepEqual(typesOf(scene.impolite.outbox), ["offer", "candidate", "candidate"]);
  // Alone the candidates of one side suffice: those of the other are lost.
  await scene.deliver(scene.impolite, (messages) => messages.toReversed());
  await scene.deliver(
    scene.polite,
    (messages) => messages.filter(({ type }) => type === "description"),
  );
  scene.assertThrough();
});

Deno.test("[L6] candidates of a generation that is over are dropped", async () => {
  const scene = new Scene();
  await scene.world.run(200);
  const old = scene.impolite.outbox.filter(({ type }) => type === "candidate");
  await scene.talk();
  scene.impolite.link.restartIce();
  await scene.talk();
  for (const candidate of old) scene.polite.link.receive(candidate);
  await scene.talk();
  scene.assertThrough();
});

Deno.test("[H4] that the peer looks for another path is told, and nothing else passes for it", async () => {
  const scene = new Scene();
  const restarts = () => scene.polite.events.filter(({ type }) => type === "restarted").length;
  await scene.talk();
  scene.impolite.link.setTrack("screen", fakeTrack("video"));
  await scene.talk();
  assert.equal(restarts(), 0);
  scene.impolite.link.restartIce();
  await scene.talk();
  assert.equal(restarts(), 1);
  scene.assertThrough();
});

Deno.test("[L4] when two offers cross the polite side yields, and both sides get what they offered", async () => {
  const scene = new Scene();
  await scene.talk();
  scene.polite.link.setTrack("screen", fakeTrack("video", "polite screen"));
  scene.impolite.link.setTrack("screen", fakeTrack("video", "impolite screen"));
  await scene.world.run(200);
  assert.deepEqual(typesOf(scene.polite.outbox), ["offer"]);
  assert.deepEqual(typesOf(scene.impolite.outbox), ["offer"]);
  await scene.talk();
  scene.assertThrough();
  assert.ok(scene.polite.incoming("screen") && scene.impolite.incoming("screen"));
});

Deno.test("[L4] an offer crosses from the moment its making begins", async () => {
  const scene = new Scene();
  await scene.talk();
  scene.polite.link.setTrack("screen", fakeTrack("video", "polite screen"));
  await scene.world.run(200);
  scene.impolite.link.setTrack("screen", fakeTrack("video", "impolite screen"));
  // The making begins in the next task, and takes a while.
  await scene.world.run(0);
  assert.equal(scene.impolite.connection.signalingState, "stable");
  await scene.deliver(scene.polite);
  // The other offer is ignored, or there would be an answer as well.
  assert.deepEqual(typesOf(scene.impolite.outbox), ["offer"]);
  await scene.talk();
  scene.assertThrough();
  assert.ok(scene.polite.incoming("screen") && scene.impolite.incoming("screen"));
});

Deno.test("[L4] an answer to an offer that was rolled back is dropped", async () => {
  const scene = new Scene();
  await scene.talk();
  scene.polite.link.setTrack("screen", fakeTrack("video", "screen"));
  await scene.world.run(200);
  const [offer] = scene.polite.outbox;
  await scene.talk();
  scene.assertThrough();
  assert.ok(offer?.type === "description");
  const late = { ...offer, description: { ...offer.description, type: "answer" as const } };
  scene.polite.link.receive(late);
  await scene.talk();
  scene.assertThrough();
});

Deno.test("[L7] what was asked for last holds, also while something earlier is still under way", async () => {
  const scene = new Scene();
  await scene.talk();
  const voice = fakeTrack("audio", "voice");
  for (const last of [null, voice]) {
    for (const { link } of [scene.polite, scene.impolite]) {
      link.setTrack("microphone", voice);
      link.setTrack("microphone", null);
      if (last !== null) link.setTrack("microphone", last);
    }
    await scene.world.run(200);
    assert.equal(scene.polite.sent("microphone"), last);
    assert.equal(scene.impolite.sent("microphone"), last);
  }
});

Deno.test("[L7] neither muting nor speaking again needs negotiation; a screen does, and once only", async () => {
  const scene = new Scene();
  await scene.talk();
  const { link } = scene.polite;
  link.setTrack("microphone", fakeTrack("audio"));
  link.setTrack("microphone", null);
  await scene.world.run(500);
  assert.deepEqual(scene.polite.outbox, []);
  link.setTrack("screen", fakeTrack("video"));
  await scene.talk();
  link.setTrack("screen", null);
  link.setTrack("screen", fakeTrack("video"));
  await scene.world.run(500);
  assert.deepEqual(scene.polite.outbox, []);
  scene.assertThrough();
});

Deno.test("[L5] a link that is closed says nothing more, and what is under way does no harm", async () => {
  const scene = new Scene();
  await scene.world.run(10);
  scene.impolite.link[Symbol.dispose]();
  await scene.talk();
  scene.impolite.link.setTrack("camera", fakeTrack("video"));
  scene.impolite.link.restartIce();
  scene.impolite.link.beat(true);
  assert.equal(scene.impolite.link.send(Uint8Array.of(1, 2)), false);
  await scene.talk();
  assert.deepEqual(scene.impolite.events, []);
  assert.deepEqual(scene.impolite.connection.errors, []);
});

Deno.test("[K8] one byte on the data channel is a beat; anything longer is a payload", async () => {
  const scene = new Scene();
  await scene.talk();
  scene.polite.link.beat(true);
  scene.polite.link.beat(false);
  assert.equal(scene.polite.link.send(Uint8Array.of(7, 8, 9)), true);
  await scene.world.run(200);
  const heard = scene.impolite.events.filter(({ type }) => type === "beat" || type === "data");
  assert.deepEqual(heard, [
    { type: "beat", hears: true },
    { type: "beat", hears: false },
    { type: "data", payload: Uint8Array.of(7, 8, 9) },
  ]);
});

Deno.test("[L12] how pictures are encoded holds on sections that exist and on those that come, and negotiates nothing", async () => {
  const scene = new Scene();
  const encoding = {
    active: true,
    scaleResolutionDownBy: 2,
    maxBitrate: 500_000,
    maxFramerate: 30,
  };
  const encodings = { camera: encoding, screen: { ...encoding, active: false } };
  // Before there are sections, while they are made, and after.
  scene.polite.link.encode(encodings);
  await scene.talk();
  scene.impolite.link.encode(encodings);
  await scene.world.run(200);
  assert.deepEqual([...scene.polite.outbox, ...scene.impolite.outbox], []);
  const encodingsOf = ({ connection }: Side) =>
    connection.getTransceivers().filter(({ kind }) => kind === "video")
      .map(({ sender }) => sender.encoding);
  for (const side of [scene.polite, scene.impolite]) {
    assert.deepEqual(encodingsOf(side), [encoding]);
    side.link.setTrack("camera", fakeTrack("video"));
    side.link.setTrack("camera", fakeTrack("video"));
    side.link.refreshPictures();
  }
  scene.polite.link.setTrack("screen", fakeTrack("video"));
  await scene.talk();
  assert.deepEqual(encodingsOf(scene.polite), [encoding, encodings.screen]);
  assert.deepEqual(encodingsOf(scene.impolite)[0], encoding);
  scene.assertThrough();
});
