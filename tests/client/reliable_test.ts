import assert from "node:assert/strict";
import fc from "fast-check";
import {
  arrive,
  enqueue,
  MAX_EARLY,
  MAX_PENDING,
  newReliable,
  type Reliable,
} from "../../client/reliable.ts";

/** One end of a channel, with what it sent and what was handed on to it. */
class End {
  numbers: Reliable<number> = newReliable();
  readonly said: number[] = [];
  readonly heard: number[] = [];
}

interface Letter {
  to: 0 | 1;
  seq: number;
  ack: number;
  message: number;
}

/** Two ends and a carrier that loses, repeats and reorders what it carries. */
class Channel {
  readonly ends = [new End(), new End()] as const;
  readonly carrier: Letter[] = [];

  say(from: 0 | 1): void {
    const end = this.ends[from];
    const message = end.said.length + 1;
    const queued = enqueue(end.numbers, message);
    if (queued === null) return;
    end.numbers = queued.state;
    end.said.push(message);
    this.#post(from, queued.numbered.seq, message);
  }

  resend(from: 0 | 1): void {
    const { pending } = this.ends[from].numbers;
    for (const { seq, message } of pending) this.#post(from, seq, message);
    if (pending.length === 0) this.#post(from, 0, 0);
  }

  deliver({ to, seq, ack, message }: Letter): void {
    const end = this.ends[to];
    const { state, next } = arrive(end.numbers, { seq, ack, message });
    end.numbers = state;
    end.heard.push(...next);
    assert.ok(state.early.size < MAX_EARLY);
  }

  assertNothingWrong(): void {
    for (const from of [0, 1] as const) {
      const { heard } = this.ends[1 - from]!;
      assert.deepEqual(heard, this.ends[from].said.slice(0, heard.length));
    }
  }

  #post(from: 0 | 1, seq: number, message: number): void {
    this.carrier.push({
      to: from === 0 ? 1 : 0,
      seq,
      ack: this.ends[from].numbers.received,
      message,
    });
  }
}

type Happening =
  | { type: "say" | "resend"; from: 0 | 1 }
  | { type: "deliver" | "repeat" | "lose"; which: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ type: fc.constantFrom("say", "resend"), from: fc.constantFrom(0, 1) }),
  fc.record({ type: fc.constantFrom("deliver", "repeat", "lose"), which: fc.nat() }),
  // More letters arrive than not, or nothing would come of them.
  fc.record({ type: fc.constant("deliver" as const), which: fc.nat() }),
);

Deno.test("[L3] over a carrier that loses, repeats and reorders, each message arrives once and in order", () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 200 }), (happenings) => {
      const channel = new Channel();
      const { carrier } = channel;
      for (const happened of happenings) {
        if ("from" in happened) channel[happened.type](happened.from);
        else if (carrier.length > 0) {
          const at = happened.which % carrier.length;
          if (happened.type !== "lose") channel.deliver(carrier[at]!);
          if (happened.type !== "repeat") carrier.splice(at, 1);
        }
        channel.assertNothingWrong();
      }
      // However bad it was: once the carrier carries again, sending again mends everything.
      for (let round = 0; round < 3; round++) {
        for (const from of [0, 1] as const) channel.resend(from);
        for (const letter of carrier.splice(0)) channel.deliver(letter);
      }
      for (const from of [0, 1] as const) {
        assert.deepEqual(channel.ends[1 - from]!.heard, channel.ends[from].said);
        assert.deepEqual(channel.ends[from].numbers.pending, []);
      }
    }),
    { numRuns: 500 },
  );
});

Deno.test("[L3] what arrives is handed on, waits for what it overtook, or came before and is acknowledged again", () => {
  const numbers = (changes: Partial<Reliable<string>>) => ({
    ...newReliable<string>(),
    ...changes,
  });
  const state = numbers({ received: 4, early: new Map([[6, "6"], [7, "7"], [9, "9"]]) });
  const table = [
    { seq: 0, next: [], isToBeAcknowledged: false, received: 4, early: [6, 7, 9] },
    { seq: 1, next: [], isToBeAcknowledged: true, received: 4, early: [6, 7, 9] },
    { seq: 4, next: [], isToBeAcknowledged: true, received: 4, early: [6, 7, 9] },
    { seq: 5, next: ["5", "6", "7"], isToBeAcknowledged: true, received: 7, early: [9] },
    { seq: 7, next: [], isToBeAcknowledged: false, received: 4, early: [6, 7, 9] },
    { seq: 8, next: [], isToBeAcknowledged: false, received: 4, early: [6, 7, 9, 8] },
    {
      seq: 4 + MAX_EARLY,
      next: [],
      isToBeAcknowledged: false,
      received: 4,
      early: [6, 7, 9, 4 + MAX_EARLY],
    },
    { seq: 5 + MAX_EARLY, next: [], isToBeAcknowledged: false, received: 4, early: [6, 7, 9] },
  ];
  for (const { seq, ...expected } of table) {
    const { next, isToBeAcknowledged, state: { received, early } } = arrive(state, {
      seq,
      ack: 0,
      message: `${seq}`,
    });
    assert.deepEqual(
      { next, isToBeAcknowledged, received, early: [...early.keys()] },
      expected,
      `seq ${seq}`,
    );
  }
});

Deno.test("[L3] an acknowledgement takes off what it names and everything before it, and nothing twice", () => {
  let state = newReliable<string>();
  for (const message of ["a", "b", "c"]) state = enqueue(state, message)!.state;
  state = arrive(state, { seq: 0, ack: 2 }).state;
  assert.deepEqual(state.pending, [{ seq: 3, message: "c" }]);
  // An older one that comes late takes nothing back.
  state = arrive(state, { seq: 0, ack: 1 }).state;
  assert.deepEqual(state.pending, [{ seq: 3, message: "c" }]);
});

Deno.test("[L3] an acknowledgement of what was never sent is believed no further than what was", () => {
  let state = enqueue(newReliable<string>(), "a")!.state;
  state = arrive(state, { seq: 0, ack: 1_000 }).state;
  assert.deepEqual(state, { ...newReliable(), sent: 1 });
  const queued = enqueue(state, "b")!;
  assert.deepEqual(queued.numbered, { seq: 2, message: "b" });
  assert.equal(queued.state.pending.length, 1);
});

Deno.test("[L3] a peer that acknowledges nothing is given up, not remembered without end", () => {
  let state = newReliable<number>();
  for (let message = 1; message <= MAX_PENDING; message++) state = enqueue(state, message)!.state;
  assert.equal(enqueue(state, 0), null);
  assert.equal(state.pending.length, MAX_PENDING);
  state = arrive(state, { seq: 0, ack: 1 }).state;
  assert.notEqual(enqueue(state, 0), null);
});
