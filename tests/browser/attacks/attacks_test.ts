/**
 * What a server that means harm can do to a call between real browsers: keep people apart, and nothing else. In
 * each attack somebody inside keeps seeing somebody, nobody strange appears, and no page complains.
 */
import assert from "node:assert/strict";
import { watchFor } from "../support/eventually.ts";
import { seesMoving } from "../support/media.ts";
import type { Person } from "../support/person.ts";
import { found, said, secretsOf } from "../support/secrets.ts";
import { scene, type Stage } from "../support/stage.ts";
import { type Frame, HostileRelay } from "./hostile_relay.ts";

interface Attack {
  kind: string;
  /** Set up before anybody comes. */
  before?: (relay: HostileRelay) => void;
  /** Done while the call goes on. */
  during?: (relay: HostileRelay, people: People) => Promise<void> | void;
}

interface People {
  ada: Person;
  bob: Person;
}

const isSealed = (frame: Frame): frame is Buffer => typeof frame !== "string";

/** A peer that nobody is, with a profile that nobody sealed. */
const GHOST = { peer: "Z2hvc3RnaG9zdGdob3N0Zw", profile: "R2hvc3Q" };

const ATTACKS: readonly Attack[] = [
  {
    kind: "changes a bit of every third sealed frame",
    before(relay) {
      let count = 0;
      relay.down = (_line, frame) => {
        if (isSealed(frame) && ++count % 3 === 0) frame[frame.length - 5]! ^= 1;
        return [frame];
      };
    },
  },
  {
    kind: "puts another fingerprint wherever it finds one",
    before(relay) {
      relay.down = (_line, frame) => {
        const text = isSealed(frame) ? frame.toString("latin1") : frame;
        const swapped = text.replaceAll(/a=fingerprint:sha-256 ([0-9A-F:]+)/g, () => {
          throw new Error("a fingerprint could be read");
        });
        return [isSealed(frame) ? Buffer.from(swapped, "latin1") : swapped];
      };
    },
  },
  {
    kind: "says every sealed frame twice",
    before(relay) {
      relay.down = (_line, frame) => isSealed(frame) ? [frame, Buffer.from(frame)] : [frame];
    },
  },
  {
    kind: "loses every second sealed frame",
    before(relay) {
      let count = 0;
      relay.up = (_line, frame) => isSealed(frame) && ++count % 2 === 0 ? [] : [frame];
    },
  },
  {
    kind: "turns pairs of sealed frames around",
    before(relay) {
      const kept = new Map<string, Buffer>();
      relay.down = (line, frame) => {
        if (!isSealed(frame)) return [frame];
        const first = kept.get(line.name);
        if (first === undefined) {
          kept.set(line.name, frame);
          return [];
        }
        kept.delete(line.name);
        return [frame, first];
      };
    },
  },
  {
    kind: "says that frames are from somebody else",
    before(relay) {
      relay.down = (_line, frame) => {
        if (!isSealed(frame)) return [frame];
        const forged = Buffer.from(frame);
        Buffer.from(GHOST.peer, "base64url").copy(forged, 0);
        return [forged, frame];
      };
    },
  },
  {
    kind: "gives everybody what was meant for others",
    before(relay) {
      relay.down = (line, frame) => {
        if (isSealed(frame)) {
          for (const other of relay.lines.values()) {
            if (other !== line) other.toPage(Buffer.from(frame));
          }
        }
        return [frame];
      };
    },
  },
  {
    kind: "sends back to people what they said themselves",
    before(relay) {
      relay.up = (line, frame) => {
        if (isSealed(frame)) line.toPage(Buffer.from(frame));
        return [frame];
      };
    },
  },
  {
    kind: "invents participants in the welcome and after it",
    before(relay) {
      relay.down = (_line, frame) => {
        if (isSealed(frame)) return [frame];
        const message = JSON.parse(frame);
        if (message.type !== "welcome") return [frame];
        message.participants.push(GHOST);
        message.knocks.push(GHOST);
        const joined = { type: "participant-joined", participant: GHOST };
        return [JSON.stringify(message), JSON.stringify(joined)];
      };
    },
  },
  {
    kind: "sends nonsense of every kind",
    during(relay) {
      const huge = JSON.stringify({ type: "welcome", participants: Array(5_000).fill(GHOST) });
      for (const line of relay.lines.values()) {
        for (const text of ["", "{", "null", "[]", '{"type":"__proto__"}', huge]) line.toPage(text);
        for (const size of [0, 1, 15, 16, 17, 53, 5_000_000]) line.toPage(Buffer.alloc(size, 7));
      }
    },
  },
  {
    kind: "says that everybody has left, and that nobody is inside",
    async during(relay, people) {
      const [ada, bob] = await Promise.all([people.ada.peerId(), people.bob.peerId()]);
      const left = (peer: string) =>
        JSON.stringify({ type: "participant-left", peer, reason: "left" });
      relay.line("Ada").toPage(left(bob));
      relay.line("Bob").toPage(left(ada));
      for (const [name, self] of [["Ada", ada], ["Bob", bob]] as const) {
        relay.line(name).toPage(JSON.stringify({
          type: "welcome",
          version: 1,
          self,
          capacity: 8,
          resumed: false,
          participants: [],
          doors: { host: self, locked: false },
          knocks: [],
          iceServers: [],
        }));
      }
    },
  },
  {
    kind: "says that the host removed somebody",
    during(relay) {
      const error = { type: "error", code: "removed", message: "" };
      relay.line("Bob").toPage(JSON.stringify(error));
      relay.line("Bob").close(4411);
    },
  },
  {
    kind: "throws people out for what they did not do",
    during(relay) {
      relay.line("Ada").close(4400);
      relay.line("Bob").close(4403);
    },
  },
  {
    kind: "says that somebody else hosts, and that the call is open",
    during(relay) {
      const doors = { type: "doors", doors: { host: GHOST.peer, locked: false } };
      for (const line of relay.lines.values()) line.toPage(JSON.stringify(doors));
    },
  },
];

for (const { kind, before, during } of ATTACKS) {
  scene(`[A1] a server that ${kind} reaches nothing`, async (stage) => {
    const relay = new HostileRelay();
    before?.(relay);
    const ada = await comes(stage, relay, "Ada");
    const bob = await comes(stage, relay, "Bob");
    await Promise.all([seesMoving(ada, "Bob"), seesMoving(bob, "Ada")]);
    await during?.(relay, { ada, bob });
    // Time enough for what was said to have done its harm.
    if (during !== undefined) await watchFor(3_000);
    await Promise.all([seesMoving(ada, "Bob"), seesMoving(bob, "Ada")]);
    for (const person of [ada, bob]) {
      assert.equal(await person.phase(), "in-call");
      assert.equal(await person.others.count(), 1, `${person.name} sees exactly one other`);
    }
  });
}

scene(
  "[A2] [P2] a profile of an earlier life does not take the place of a live link",
  async (stage) => {
    const relay = new HostileRelay();
    const old: string[] = [];
    relay.up = (line, frame) => {
      if (line.name === "Bob" && !isSealed(frame) && JSON.parse(frame).type === "hello") {
        old.push(JSON.parse(frame).profile);
      }
      return [frame];
    };
    const ada = await comes(stage, relay, "Ada");
    const bob = await comes(stage, relay, "Bob");
    await seesMoving(ada, "Bob");
    await bob.page.reload();
    await bob.reaches("in-call");
    await seesMoving(ada, "Bob");
    const connections = () => ada.page.evaluate(() => globalThis.lagoonSpy.connections.length);
    const before = await connections();
    const participant = { peer: await bob.peerId(), profile: old[0]! };
    relay.line("Ada").toPage(JSON.stringify({ type: "participant-updated", participant }));
    await watchFor(2_000);
    assert.equal(await connections(), before, "the link was given up for an old profile");
    await seesMoving(ada, "Bob", { within: 5_000 });
  },
);

scene(
  "[A3] [D10] whom the server lets into a locked call gets no link, and those inside see them ask",
  async (stage) => {
    const relay = new HostileRelay();
    // The server never hears of the lock.
    relay.up = (_line, frame) =>
      !isSealed(frame) && JSON.parse(frame).type === "doors" ? [] : [frame];
    const ada = await comes(stage, relay, "Ada");
    const bob = await comes(stage, relay, "Bob");
    await Promise.all([seesMoving(ada, "Bob"), seesMoving(bob, "Ada")]);
    await ada.press("People");
    await ada.page.getByRole("checkbox", { name: /Lock the call/ }).check();
    await bob.page.getByText("Locked", { exact: true }).waitFor();
    const eve = await stage.person("Eve");
    await eve.join();
    await ada.page.getByText("\u2068Eve\u2069 asks to join", { exact: true }).waitFor();
    await watchFor(4_000);
    for (const person of [ada, bob]) assert.equal(await person.others.count(), 1);
    assert.equal(await framesDecoded(eve), 0, "no picture reached whom nobody let in");
    await Promise.all([seesMoving(ada, "Bob"), seesMoving(bob, "Ada")]);
    // The host may still say yes, and then it is the host's word that counts.
    await ada.button("Let in").first().click();
    await seesMoving(eve, "Ada");
  },
);

scene(
  "[A4] nothing of what was said can be found in what the server saw, kept or logged",
  async (stage) => {
    const relay = new HostileRelay();
    const ada = await comes(stage, relay, "Ada Lovelace");
    const bob = await comes(stage, relay, "Bob Babbage");
    await Promise.all([seesMoving(ada, "Bob Babbage"), seesMoving(bob, "Ada Lovelace")]);
    const secrets = [
      ...["Ada Lovelace", "Bob Babbage"].map((name) => said("a name", name)),
      said("the key", stage.path.split("#")[1]!),
      ...await secretsOf(ada),
      ...await secretsOf(bob),
    ];
    assert.ok(secrets.length > 20, `only ${secrets.length} secrets are known`);
    assert.ok(relay.seen.length > 10, "hardly anything was seen");
    assert.deepEqual(found(secrets, [...relay.seen, stage.site.log]), []);
  },
);

async function comes(stage: Stage, relay: HostileRelay, name: string): Promise<Person> {
  const person = await stage.person(name, {
    prepare: (context) => relay.intercept(context, name),
  });
  await person.join();
  return person;
}

async function framesDecoded(person: Person): Promise<number> {
  return await person.page.evaluate(async () => {
    let frames = 0;
    for (const connection of globalThis.lagoonSpy.connections) {
      for (const report of (await connection.getStats()).values()) {
        if (report.type === "inbound-rtp") frames += report.framesDecoded ?? 0;
      }
    }
    return frames;
  });
}
