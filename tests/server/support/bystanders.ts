/** Two peers who talk with each other all the while, and must not notice what others do to the server. */
import assert from "node:assert/strict";
import type { PeerId, RoomId } from "../../../protocol/ids.ts";
import { openPeer, type TestPeer } from "./test_peer.ts";

export class Bystanders implements AsyncDisposable {
  readonly #pair: readonly [TestPeer, TestPeer];
  readonly #ids: readonly [PeerId, PeerId];
  readonly #others: "none" | "strangers";
  #rounds = 0;

  private constructor(
    pair: readonly [TestPeer, TestPeer],
    ids: readonly [PeerId, PeerId],
    others: "none" | "strangers",
  ) {
    this.#pair = pair;
    this.#ids = ids;
    this.#others = others;
  }

  /** `others` says whether they share their room with whoever misbehaves. */
  static async seat(
    server: { url: string },
    room: RoomId,
    others: "none" | "strangers",
  ): Promise<Bystanders> {
    const pair = [await openPeer(server, room), await openPeer(server, room)] as const;
    const ids = [(await pair[0].join()).self, (await pair[1].join()).self] as const;
    await pair[0].next("participant-joined");
    return new Bystanders(pair, ids, others);
  }

  get ids(): readonly [PeerId, PeerId] {
    return this.#ids;
  }

  /** A word each way, some times over, which must arrive as it was sent and in its order. */
  async talk(times = 1): Promise<void> {
    for (let time = 0; time < times; time++) {
      const word = `word ${++this.#rounds}`;
      for (const [from, to] of [[0, 1], [1, 0]] as const) {
        this.#pair[from].relay(this.#ids[to], word);
        assert.equal(await this.#hearFrom(to, this.#ids[from]), word);
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const peer of this.#pair) await peer[Symbol.asyncDispose]();
  }

  /** The next thing that the other one said. Nobody else may be heard, unless strangers share the room. */
  async #hearFrom(listener: 0 | 1, other: PeerId): Promise<string> {
    while (true) {
      const heard = await this.#pair[listener].any();
      if (heard.type === "relayed" && heard.from === other) return heard.text;
      const isStrange = heard.type === "relayed" || heard.type.startsWith("participant-");
      if (this.#others === "strangers" && isStrange) continue;
      assert.fail(`A bystander heard ${JSON.stringify(heard)}`);
    }
  }
}
