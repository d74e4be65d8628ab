import assert from "node:assert/strict";
import { MAX_PENDING } from "../../client/reliable.ts";
import { fromBase64Url, toBase64Url } from "../../protocol/base64url.ts";
import type { SessionId } from "../../protocol/ids.ts";
import { decodeEnvelope, type Envelope, type PeerMessage } from "../../protocol/peer_messages.ts";
import type { FakePeerConnection } from "../sim/fake_peer_connection.ts";
import type { World } from "../sim/world.ts";
import { Gathering, type Person } from "./support/gathering.ts";

const NEWS: PeerMessage = { type: "server-seen" };
const LONG_MS = 60_000;
/** What a page of a later version may say, and no page of this one knows. */
const WAVE = { type: "wave", hands: [1, 2] } as unknown as PeerMessage;

/** Two people who are through to each other. The first is polite. */
async function newPair() {
  const gathering = new Gathering("Anna", "Ben");
  const [anna, ben] = gathering.people as [Person, Person];
  await gathering.connect();
  return { gathering, anna, ben, world: gathering.world, network: gathering.network };
}

/** How often `person` heard news. */
function newsOf(person: Person): number {
  return person.eventsOf("server-seen").length;
}

/** What `person` asked friends to pass on, unwrapped. */
function wrappedBy(person: Person): Envelope[] {
  return person.said.flatMap(({ envelope: { message } }) => {
    if (message?.type !== "forward") return [];
    const payload = fromBase64Url(message.payload)!;
    return [decodeEnvelope(payload.subarray(payload.indexOf(10) + 1))!];
  });
}

Deno.test("[K1] the relay carries until the data channel opens, and nothing more from then on", async () => {
  const { gathering, anna, ben, world } = await newPair();
  assert.ok(anna.connections[0]?.channel?.readyState === "open");
  for (const [one, other] of [[anna, ben], [ben, anna]] as const) {
    gathering.forget();
    one.mesh.tell(other.id, NEWS);
    await world.run(500);
    assert.equal(newsOf(other), 1);
    assert.equal(one.eventsOf("frame").length + other.eventsOf("frame").length, 0);
  }
  const fresh = new Gathering("Anna", "Ben");
  const [first, second] = fresh.people as [Person, Person];
  for (const { mesh } of fresh.people) mesh.setRelay(true);
  second.mesh.open(first.id, first.session);
  second.mesh.tell(first.id, NEWS);
  await world.run(0);
  await fresh.world.run(1);
  assert.equal(second.eventsOf("frame").length, 1);
});

Deno.test("[K1] with an open data channel a call needs no relay: renegotiation, too, goes on", async () => {
  const { gathering, anna, ben, world } = await newPair();
  gathering.closeRelay();
  const track = { kind: "video", stop: () => {} } as unknown as MediaStreamTrack;
  anna.mesh.setTrack("screen", track);
  await world.run(1_000);
  assert.ok(ben.eventsOf("tracks").at(-1)?.tracks.screen);
  assert.equal(anna.eventsOf("frame").length + ben.eventsOf("frame").length, 0);
});

Deno.test("[K2] a data channel in trouble is left for the relay, and what it was given is said again at once", async () => {
  const { gathering, anna, ben, world } = await newPair();
  gathering.cut(anna, ben, LONG_MS);
  await world.run(300);
  anna.mesh.tell(ben.id, NEWS);
  await world.run(1_000);
  assert.equal(newsOf(ben), 0);
  assert.equal(anna.eventsOf("frame").length, 0);
  // Sooner than what is not acknowledged comes again by itself.
  await world.run(1_500);
  assert.equal(newsOf(ben), 1);
  anna.mesh.tell(ben.id, NEWS);
  await world.run(100);
  assert.equal(newsOf(ben), 2);
});

Deno.test("[K1] what was said while there was no carrier is said again at once when the relay is back", async () => {
  const { gathering, anna, ben, world } = await newPair();
  gathering.closeRelay();
  gathering.cut(anna, ben, LONG_MS);
  await world.run(5_000);
  anna.mesh.tell(ben.id, NEWS);
  await world.run(3_000);
  assert.equal(newsOf(ben), 0);
  gathering.isRelayOpen = true;
  anna.mesh.setRelay(true);
  await world.run(50);
  assert.equal(newsOf(ben), 1);
});

Deno.test("[K3] where neither data channel nor relay carries, a friend who is linked to both does", async () => {
  const gathering = new Gathering("Anna", "Ben", "Carl");
  const [anna, ben, carl] = gathering.people as [Person, Person, Person];
  await gathering.connect();
  gathering.cut(anna, ben, LONG_MS);
  gathering.closeRelay();
  await gathering.world.run(5_000);
  gathering.forget();
  anna.mesh.tell(ben.id, NEWS);
  await gathering.world.run(600);
  assert.equal(newsOf(ben), 1);
  assert.equal(anna.saidTo(carl, "forward").length > 0, true);
  assert.equal(carl.saidTo(ben, "forwarded").length > 0, true);
  // What comes by a friend is answered by that friend.
  assert.equal(ben.saidTo(carl, "forward").length > 0, true);
  assert.equal(carl.saidTo(anna, "forwarded").length > 0, true);
  assert.ok(gathering.people.every((person) => person.eventsOf("frame").length === 0));
});

Deno.test("[K3] no friend is asked while the data channel or the relay carries", async () => {
  const gathering = new Gathering("Anna", "Ben", "Carl");
  const [anna, ben, carl] = gathering.people as [Person, Person, Person];
  await gathering.connect();
  anna.mesh.tell(ben.id, NEWS);
  await gathering.world.run(500);
  gathering.cut(anna, ben, LONG_MS);
  await gathering.world.run(5_000);
  anna.mesh.tell(ben.id, NEWS);
  await gathering.world.run(500);
  assert.equal(newsOf(ben), 2);
  assert.equal(anna.saidTo(carl, "forward").length, 0);
});

Deno.test("[K3] friends are asked in turn: whom we ask may not know the way", async () => {
  const gathering = new Gathering("Anna", "Ben", "Carl", "Dora");
  const [anna, ben, carl, dora] = gathering.people as [Person, Person, Person, Person];
  await gathering.connect();
  for (const friend of [anna, carl, dora]) gathering.cut(friend, ben, LONG_MS);
  gathering.closeRelay();
  await gathering.world.run(5_000);
  for (let news = 0; news < 4; news++) anna.mesh.tell(ben.id, NEWS);
  await gathering.world.run(0);
  assert.notEqual(anna.saidTo(carl, "forward").length, 0);
  assert.notEqual(anna.saidTo(dora, "forward").length, 0);
});

Deno.test("[K4] a friend who cannot reach the addressee asks no other friend", async () => {
  const gathering = new Gathering("Anna", "Ben", "Carl", "Dora");
  const [anna, ben, carl] = gathering.people as [Person, Person, Person];
  await gathering.connect();
  gathering.cut(anna, ben, LONG_MS);
  gathering.cut(carl, ben, LONG_MS);
  gathering.closeRelay();
  await gathering.world.run(5_000);
  for (let news = 0; news < 4; news++) anna.mesh.tell(ben.id, NEWS);
  await gathering.world.run(5_000);
  assert.equal(newsOf(ben), 4);
  for (const person of gathering.people) {
    assert.ok(wrappedBy(person).every(({ from }) => from === person.session), person.name);
  }
});

Deno.test("[K4] what waits for a friend who is gone does not go to another friend in a second wrapping", async () => {
  const gathering = new Gathering("Anna", "Ben", "Carl", "Dora");
  const [anna, ben] = gathering.people as [Person, Person];
  await gathering.connect();
  gathering.cut(anna, ben, LONG_MS);
  gathering.closeRelay();
  await gathering.world.run(5_000);
  anna.mesh.tell(ben.id, NEWS);
  await gathering.world.run(0);
  const asked = anna.said.findLast(({ envelope }) => envelope.message?.type === "forward");
  const friend = gathering.people.find(({ id }) => id === asked?.to)!;
  gathering.cut(anna, friend, LONG_MS);
  anna.mesh.tell(ben.id, NEWS);
  await gathering.world.run(20_000);
  assert.equal(newsOf(ben), 2);
  const wrapped = gathering.people.flatMap(wrappedBy).map(({ message }) => message?.type);
  assert.ok(wrapped.includes("server-seen"));
  assert.ok(!wrapped.includes("forward") && !wrapped.includes("forwarded"));
});

Deno.test("[K4] what a friend brings counts as the sender's only if the sender sealed it", async () => {
  const gathering = new Gathering("Anna", "Ben", "Carl");
  const [anna, ben, carl] = gathering.people as [Person, Person, Person];
  await gathering.connect();
  const forge = (label: string) => {
    const envelope = { from: ben.session, to: anna.session, epoch: 1, seq: 0, ack: 0 };
    const text = `${label} forged\n${JSON.stringify({ ...envelope, message: { type: "bye" } })}`;
    return toBase64Url(new TextEncoder().encode(text));
  };
  for (const label of [`${carl.id}>${anna.id}`, `${ben.id}>${carl.id}`]) {
    carl.mesh.tell(anna.id, { type: "forwarded", from: ben.id, payload: forge(label) });
  }
  carl.mesh.tell(anna.id, { type: "forwarded", from: ben.id, payload: "A" });
  await gathering.world.run(500);
  assert.equal(anna.eventsOf("bye").length, 0);
  carl.mesh.tell(anna.id, {
    type: "forwarded",
    from: ben.id,
    payload: forge(`${ben.id}>${anna.id}`),
  });
  await gathering.world.run(500);
  assert.deepEqual(anna.eventsOf("bye").map(({ peer }) => peer), [ben.id]);
});

Deno.test("[K5] whoever's data channel opens hears what is true of us now, and everyone hears what changes", async () => {
  const gathering = new Gathering("Anna", "Ben");
  const [anna, ben] = gathering.people as [Person, Person];
  anna.mesh.introduceSelf({ peer: anna.id, profile: "one" });
  await gathering.connect();
  // It was told before what happened so far was forgotten; what comes now comes by itself.
  anna.mesh.introduceSelf({ peer: anna.id, profile: "two" });
  await gathering.world.run(200);
  const introduced = () =>
    ben.eventsOf("introduced").map(({ from, participant }) => [from, participant.profile]);
  assert.deepEqual(introduced(), [[anna.id, "two"]]);
  anna.mesh.close(ben.id);
  ben.mesh.close(anna.id);
  ben.forget();
  await gathering.connect();
  gathering.forget();
  anna.mesh.close(ben.id);
  ben.mesh.close(anna.id);
  for (const [one, other] of [[anna, ben], [ben, anna]] as const) {
    one.mesh.open(other.id, other.session);
  }
  await gathering.world.run(3_000);
  assert.deepEqual(introduced(), [[anna.id, "two"]]);
});

Deno.test("[L5] a link that is opened again to the same session goes on under a higher epoch, and tells so", async () => {
  const { gathering, anna, ben, world } = await newPair();
  const epochs = new Set<number>();
  for (let round = 2; round <= 4; round++) {
    anna.mesh.close(ben.id);
    gathering.forget();
    anna.mesh.open(ben.id, ben.session);
    await world.run(3_000);
    const said = new Set(anna.said.map(({ envelope }) => envelope.epoch));
    assert.deepEqual([...said], [round]);
    epochs.add(round);
    assert.deepEqual(ben.eventsOf("rebuilt").map(({ epoch }) => epoch), [round]);
    assert.deepEqual(anna.statesOf(ben).at(-1), "live");
  }
  // Old connections are gone with their epochs.
  assert.equal(gathering.network.connections.size, 2);
});

Deno.test("[D16] whoever is shown out and let in again at once gets another link, which stays", async () => {
  const { gathering, anna, ben, world } = await newPair();
  anna.mesh.showOut(ben.id, { type: "server-seen" });
  anna.mesh.open(ben.id, ben.session);
  await world.run(3_000);
  assert.deepEqual(ben.eventsOf("rebuilt").map(({ epoch }) => epoch), [2]);
  assert.equal(anna.statesOf(ben).at(-1), "live");
  assert.equal(gathering.network.connections.size, 2);
});

Deno.test("[L5] a peer that returns in a new session begins at epoch 1", async () => {
  const { gathering, anna, ben } = await newPair();
  anna.mesh.open(ben.id, "EREREREREQ0" as SessionId);
  await gathering.world.run(1_000);
  assert.ok(anna.said.length > 0);
  assert.ok(anna.said.every(({ envelope }) => envelope.epoch === 1));
  assert.ok(anna.said.every(({ envelope }) => envelope.to === "EREREREREQ0"));
});

Deno.test("[L5] an envelope of an old epoch, or of another session of either, changes nothing", async () => {
  const { anna, ben, world } = await newPair();
  ben.mesh.close(anna.id);
  ben.mesh.open(anna.id, anna.session);
  await world.run(3_000);
  anna.forget();
  const bye: PeerMessage = { type: "bye" };
  const other = "EREREREREQ0" as SessionId;
  await ben.slip(anna, { epoch: 1, message: bye });
  await ben.slip(anna, { epoch: 2, from: other, message: bye });
  await ben.slip(anna, { epoch: 2, to: other, message: bye });
  await ben.slip(anna, { epoch: 3, from: other });
  await ben.slip(anna, { epoch: 3, to: other });
  assert.deepEqual(anna.events, []);
  await ben.slip(anna, { epoch: 2, message: bye });
  assert.equal(anna.eventsOf("bye").length, 1);
});

Deno.test("[L5] a higher epoch ends the present connection and begins another", async () => {
  const { anna, ben } = await newPair();
  await ben.slip(anna, { epoch: 5 });
  assert.deepEqual(anna.eventsOf("rebuilt").map(({ epoch }) => epoch), [5]);
  assert.equal(anna.connections.length, 2);
  assert.equal(anna.connections[0]?.connectionState, "closed");
});

Deno.test("[L3] a peer that acknowledges nothing gets a new epoch instead of a longer queue", async () => {
  const { gathering, anna, ben, world } = await newPair();
  gathering.closeRelay();
  gathering.cut(anna, ben, LONG_MS);
  for (let news = 0; news <= MAX_PENDING; news++) anna.mesh.tell(ben.id, NEWS);
  await world.run(1);
  assert.deepEqual(anna.eventsOf("rebuilt").map(({ epoch }) => epoch), [2]);
});

Deno.test("[K7] a goodbye goes over both carriers in no time, and is heard once", async () => {
  const { anna, ben, world } = await newPair();
  anna.mesh.sayBye();
  // Before anything else could happen: a page that goes has no later.
  assert.equal(anna.eventsOf("frame").length, 1);
  await world.run(100);
  assert.equal(ben.eventsOf("bye").length, 1);
});

Deno.test("[K7] either carrier alone brings the goodbye of who leaves", async () => {
  for (const carrier of ["data channel", "relay"] as const) {
    const { gathering, anna, ben, world } = await newPair();
    if (carrier === "relay") gathering.cut(anna, ben, LONG_MS);
    else gathering.isRelayOpen = false;
    anna.mesh.leave();
    await world.run(100);
    assert.equal(ben.eventsOf("bye").length, 1, carrier);
    await world.run(200);
    assert.equal(anna.connections[0]?.connectionState, "closed", carrier);
  }
});

Deno.test("[K7] after a rebuild the goodbye is that of the present epoch", async () => {
  const { gathering, anna, ben, world } = await newPair();
  anna.mesh.close(ben.id);
  anna.mesh.open(ben.id, ben.session);
  await world.run(3_000);
  gathering.forget();
  anna.mesh.sayBye();
  await world.run(100);
  assert.equal(ben.eventsOf("bye").length, 1);
});

Deno.test("[H4] a cut of 10 s is told as weak, then lost, and heals without a new connection", async () => {
  const { gathering, anna, ben, world } = await newPair();
  gathering.cut(anna, ben, 10_000);
  await world.run(16_000);
  for (const [one, other] of [[anna, ben], [ben, anna]] as const) {
    // Sound is back before a beat says that it is so both ways.
    assert.deepEqual(one.statesOf(other), ["weak", "lost", "weak", "live"]);
    assert.equal(one.eventsOf("rebuilt").length, 0);
    assert.equal(one.connections.length, 1);
  }
});

Deno.test("[H5] a cut that outlasts the restarts ends in a new connection that comes through after it", async () => {
  const { gathering, anna, ben, world } = await newPair();
  gathering.cut(anna, ben, 25_000);
  await world.run(25_000);
  assert.ok(ben.eventsOf("rebuilt").length > 0);
  await world.run(15_000);
  for (const [one, other] of [[anna, ben], [ben, anna]] as const) {
    assert.equal(one.statesOf(other).at(-1), "live");
  }
  assert.equal(gathering.network.connections.size, 2);
});

Deno.test("[H2] a path that is cut one way is weak on both sides", async () => {
  const { anna, ben, world, network } = await newPair();
  network.cut(anna.name, ben.name, 4_000);
  await world.run(4_000);
  assert.equal(anna.statesOf(ben)[0], "weak");
  assert.equal(ben.statesOf(anna)[0], "weak");
  await world.run(4_000);
  assert.equal(anna.statesOf(ben).at(-1), "live");
  assert.equal(ben.statesOf(anna).at(-1), "live");
});

Deno.test("[H6] with no way to tell the peer of it nothing is restarted or rebuilt", async () => {
  const { gathering, anna, ben, world } = await newPair();
  gathering.closeRelay();
  gathering.cut(anna, ben, LONG_MS);
  await world.run(25_000);
  for (const [one, other] of [[anna, ben], [ben, anna]] as const) {
    assert.equal(one.eventsOf("rebuilt").length, 0);
    assert.ok(one.statesOf(other).includes("lost"));
  }
  // At most one offer was made, while the data channel was still believed to carry; it waits.
  const offers = [...anna.saidTo(ben, "description"), ...ben.saidTo(anna, "description")];
  assert.ok(new Set(offers.map(({ seq }) => seq)).size <= 1);
});

Deno.test("[H7] a peer that was not heard for 30 s is silent", async () => {
  const { gathering, anna, ben, world } = await newPair();
  gathering.closeRelay();
  gathering.cut(anna, ben, LONG_MS);
  await world.run(28_000);
  assert.equal(anna.eventsOf("silent").length, 0);
  await world.run(4_000);
  assert.equal(anna.eventsOf("silent")[0]?.peer, ben.id);
});

Deno.test("[H8] who wakes from sleep takes nobody for lost before having listened", async () => {
  const { gathering, anna, ben, world } = await newPair();
  await world.run(500);
  gathering.closeRelay();
  gathering.cut(anna, ben, LONG_MS);
  anna.fallAsleep();
  // Just short of what the browser itself would notice.
  await world.run(5_300);
  anna.wake();
  await world.run(900);
  assert.deepEqual(anna.statesOf(ben), ["weak"]);
  assert.equal(anna.eventsOf("rebuilt").length, 0);
});

Deno.test("[H8] a machine that stood still for some seconds takes nobody for weak, and nothing is restarted", async () => {
  for (const ms of [600, 1_600, 2_500, 4_000]) {
    const { gathering, anna, ben, world } = await newPair();
    await world.run(500);
    gathering.cut(anna, ben, ms);
    for (const person of [anna, ben]) {
      person.fallAsleep();
      await knowsNothingNew(person, world, ms + 200);
    }
    await world.run(ms);
    for (const person of [anna, ben]) person.wake();
    await world.run(5_000);
    for (const [one, other] of [[anna, ben], [ben, anna]] as const) {
      assert.deepEqual(one.statesOf(other), [], `${ms} ms`);
      assert.equal(one.connections[0]!.restarts, 0, `${ms} ms`);
    }
  }
});

/** The first look after a pause is before the browser has read what the network has for it. */
async function knowsNothingNew(person: Person, world: World, ms: number): Promise<void> {
  const connection = person.connections[0]!;
  const report = await connection.getStats();
  const until = world.now + ms;
  const getStats = connection.getStats.bind(connection);
  connection.getStats = () => world.now < until ? Promise.resolve(report) : getStats();
}

Deno.test("a mesh that is over leaves neither connections nor timers behind", async () => {
  const { gathering, anna, ben, world, network } = await newPair();
  gathering.cut(anna, ben, 20_000);
  anna.mesh.tell(ben.id, NEWS);
  await world.run(21_000);
  for (const { mesh } of gathering.people) mesh[Symbol.dispose]();
  await world.run(LONG_MS);
  assert.equal(network.connections.size, 0);
  assert.equal(world.waiting, 0);
});

const RELAYED: RTCConfiguration = { iceServers: [], iceTransportPolicy: "relay" };

Deno.test("[H10] a new configuration goes to every connection, and those that send through a relay search anew", async () => {
  const gathering = new Gathering("Anna", "Ben", "Carl");
  const [, , carl] = gathering.people as [Person, Person, Person];
  await gathering.connect();
  const [toAnna, toBen] = carl.connections as [FakePeerConnection, FakePeerConnection];
  toBen.selectedType = "relay";
  carl.mesh.configure(RELAYED, "relayed");
  await gathering.world.run(3_000);
  assert.deepEqual([toAnna.configuration, toBen.configuration], [RELAYED, RELAYED]);
  assert.deepEqual([toAnna.restarts, toBen.restarts], [0, 1]);
  assert.deepEqual(carl.eventsOf("link"), [], "nothing of it is seen");
});

Deno.test("[H10] another policy makes every connection search anew; new servers alone, none", async () => {
  const { ben, world } = await newPair();
  const [connection] = ben.connections as [FakePeerConnection];
  ben.mesh.configure(RELAYED, "nobody");
  await world.run(1_000);
  assert.equal(connection.restarts, 0);
  ben.mesh.configure(RELAYED, "everybody");
  await world.run(1_000);
  assert.equal(connection.restarts, 1);
});

Deno.test("[H11] the polite side asks for other paths, and the impolite side alone restarts ICE", async () => {
  const { anna, ben, world } = await newPair();
  const [polite] = anna.connections as [FakePeerConnection];
  const [impolite] = ben.connections as [FakePeerConnection];
  anna.mesh.restartIce();
  await world.run(2_000);
  assert.deepEqual([polite.restarts, impolite.restarts], [0, 1]);
});

Deno.test("[H11] what both sides want at once is done, and once more a second later, not all the time", async () => {
  const { anna, ben, world } = await newPair();
  const [polite] = anna.connections as [FakePeerConnection];
  const [impolite] = ben.connections as [FakePeerConnection];
  for (const { mesh } of [anna, ben, anna, anna]) mesh.restartIce();
  await world.run(500);
  assert.deepEqual([polite.restarts, impolite.restarts], [0, 1]);
  await world.run(5_000);
  assert.deepEqual([polite.restarts, impolite.restarts], [0, 2]);
});

Deno.test("a witness tells whether the peer still answers, by whatever way", async () => {
  const { gathering, anna, ben, world } = await newPair();
  anna.mesh.introduceSelf({ peer: anna.id, profile: "" });
  const witness = anna.mesh.witness(ben.id);
  gathering.cut(anna, ben, LONG_MS);
  await world.run(6_000);
  assert.equal(witness.state(), "lost");
  assert.ok(witness.canAsk());
  const asked = world.now;
  witness.ask();
  await world.run(1_000);
  assert.ok(witness.saidAt()! >= asked, "the relay carries question and answer");
  gathering.closeRelay();
  await world.run(1_000);
  const silentFrom = world.now;
  witness.ask();
  await world.run(3_000);
  assert.ok(witness.saidAt()! < silentFrom);
  assert.ok(!witness.canAsk());
  anna.mesh.close(ben.id);
  assert.ok(!witness.isPresent());
  assert.equal(await witness.stats(), null);
});

Deno.test("[T2] what people say is handed up as it came, to whom it was said, and it is told that they have it", async () => {
  const gathering = new Gathering("Anna", "Ben", "Carla");
  const [anna, ben, carla] = gathering.people as [Person, Person, Person];
  await gathering.connect();
  const body = { type: "chat", text: "hello" };
  anna.mesh.tell(ben.id, { type: "talk", body });
  await gathering.world.run(500);
  assert.deepEqual(ben.eventsOf("talk"), [{ type: "talk", peer: anna.id, body }]);
  assert.deepEqual(anna.eventsOf("talk-taken"), [{ type: "talk-taken", peer: ben.id, body }]);
  assert.deepEqual(carla.eventsOf("talk"), []);
  assert.equal(carla.said.length, 0);
});

Deno.test("[T3] what nobody has taken follows to a new connection, in order; what concerned the old one does not", async () => {
  const { gathering, anna, ben, world } = await newPair();
  gathering.closeRelay();
  gathering.cut(anna, ben, 20_000);
  await world.run(100);
  for (const body of [1, 2, 3]) anna.mesh.tell(ben.id, { type: "talk", body });
  anna.mesh.tell(ben.id, NEWS);
  anna.mesh.setRelay(true);
  ben.mesh.setRelay(true);
  await world.run(14_000);
  gathering.isRelayOpen = true;
  await world.run(30_000);
  assert.ok(anna.eventsOf("rebuilt").length + ben.eventsOf("rebuilt").length > 0);
  assert.deepEqual(ben.eventsOf("talk").map(({ body }) => body), [1, 2, 3]);
  assert.equal(newsOf(ben), 0);
  assert.deepEqual(anna.eventsOf("talk-taken").map(({ body }) => body), [1, 2, 3]);
});

Deno.test("[T3] what the page that crashed has not taken follows to the next page of the same peer, in order", async () => {
  const { gathering, anna, ben, world } = await newPair();
  gathering.closeRelay();
  gathering.cut(anna, ben, LONG_MS);
  await world.run(100);
  for (const body of [1, 2]) anna.mesh.tell(ben.id, { type: "talk", body });
  anna.mesh.tell(ben.id, NEWS);
  gathering.isRelayOpen = true;
  anna.mesh.setRelay(true);
  gathering.forget();
  const session = "EREREREREQ0" as SessionId;
  anna.mesh.open(ben.id, session);
  await world.run(500);
  const toNextPage = anna.said.map(({ envelope }) => envelope).filter(({ to }) => to === session);
  const talk = toNextPage.flatMap(({ message }) => message?.type === "talk" ? message.body : []);
  assert.deepEqual(talk, [1, 2]);
  assert.ok(toNextPage.every(({ message }) => message?.type !== NEWS.type));
});

Deno.test("[T3] what was said to somebody who was shown out does not follow them", async () => {
  const { gathering, anna, ben, world } = await newPair();
  gathering.cut(anna, ben, LONG_MS);
  gathering.closeRelay();
  anna.mesh.tell(ben.id, { type: "talk", body: 1 });
  anna.mesh.showOut(ben.id, NEWS);
  anna.mesh.open(ben.id, ben.session);
  await world.run(500);
  assert.deepEqual(new Set(anna.saidTo(ben, "talk").map(({ epoch }) => epoch)), new Set([1]));
  assert.equal(anna.said.at(-1)?.envelope.epoch, 2);
});

Deno.test("[T6] it is told whenever there is a direct way to a peer, the first time and again", async () => {
  const gathering = new Gathering("Anna", "Ben");
  const [anna, ben] = gathering.people as [Person, Person];
  for (const person of gathering.people) {
    person.mesh.setRelay(true);
    for (const other of gathering.others(person)) person.mesh.open(other.id, other.session);
  }
  await gathering.world.run(3_000);
  assert.deepEqual(anna.eventsOf("open"), [{ type: "open", peer: ben.id }]);
  gathering.cut(anna, ben, 20_000);
  await gathering.world.run(60_000);
  assert.ok(anna.eventsOf("rebuilt").length > 0);
  assert.equal(
    anna.eventsOf("open").length,
    1 +
      anna.connections.filter(({ channel }, index) => index > 0 && channel?.readyState === "open")
        .length,
  );
});

Deno.test("[K10] how large somebody draws us is handed up, and changes nothing else", async () => {
  const { anna, ben, world } = await newPair();
  ben.mesh.tell(anna.id, { type: "drawn", camera: 1, screen: 0 });
  await world.run(100);
  assert.deepEqual(anna.eventsOf("drawn"), [
    { type: "drawn", peer: ben.id, camera: 1, screen: 0 },
  ]);
});

/** How two people are left with one carrier. */
const CARRIERS: Record<string, (gathering: Gathering, anna: Person, ben: Person) => void> = {
  "the data channel": (gathering) => gathering.closeRelay(),
  "the relay": (gathering, anna, ben) => gathering.cut(anna, ben, LONG_MS),
  "a friend": (gathering, anna, ben) => {
    gathering.cut(anna, ben, LONG_MS);
    gathering.closeRelay();
  },
};

for (const [carrier, leave] of Object.entries(CARRIERS)) {
  Deno.test(`[V2] over ${carrier}, what a later version says is taken once and holds up nothing`, async () => {
    const gathering = new Gathering("Anna", "Ben", "Carl");
    const [anna, ben] = gathering.people as [Person, Person, Person];
    await gathering.connect();
    leave(gathering, anna, ben);
    await gathering.world.run(5_000);
    gathering.forget();
    for (let i = 0; i < 3; i++) ben.mesh.tell(anna.id, WAVE);
    ben.mesh.tell(anna.id, NEWS);
    anna.mesh.tell(ben.id, NEWS);
    await gathering.world.run(3_000);
    assert.deepEqual([newsOf(anna), newsOf(ben)], [1, 1]);
    assert.equal(ben.saidTo(anna, "unknown").length, 3, "none was sent again");
    assert.deepEqual(gathering.people.flatMap((person) => person.eventsOf("rebuilt")), []);
  });
}

Deno.test("[V2] a peer that says for an hour what we do not know keeps its link", async () => {
  const { anna, ben, world } = await newPair();
  for (let i = 0; i < 2 * MAX_PENDING; i++) {
    ben.mesh.tell(anna.id, WAVE);
    await world.run(LONG_MS / 8);
  }
  ben.mesh.tell(anna.id, NEWS);
  await world.run(100);
  assert.equal(newsOf(anna), 1);
  assert.deepEqual(ben.eventsOf("rebuilt"), []);
});

Deno.test("[L11] [V2] what is not known costs whoever says it as much as what is", async () => {
  const taken = await Promise.all([NEWS, WAVE].map(async (message) => {
    const { anna, ben, world } = await newPair();
    const { ack } = anna.said.at(-1)?.envelope ?? { ack: 0 };
    for (let i = 1; i <= 2_000; i++) await ben.slip(anna, { seq: ack + i, message });
    await world.run(500);
    return anna.said.at(-1)!.envelope.ack;
  }));
  assert.equal(taken[0], taken[1]);
  assert.ok(taken[0]! < 1_500, `${taken[0]} were taken`);
});
