/** The peers of one room that sit at this instance: what a relayed frame needs to find its addressee. */
import type { Connection, PeerWords } from "./connection.ts";

export class LocalRoom {
  /** A room is small, so that looking at each is faster than hashing, and makes no keys. */
  readonly #members: Connection[] = [];

  get size(): number {
    return this.#members.length;
  }

  add(connection: Connection): void {
    this.#members.push(connection);
  }

  delete(connection: Connection): void {
    const index = this.#members.indexOf(connection);
    if (index >= 0) this.#members.splice(index, 1);
  }

  find(words: PeerWords): Connection | undefined {
    const members = this.#members;
    const first = words[0];
    for (let i = 0; i < members.length; i++) {
      const theirs = members[i]!.words;
      if (
        theirs[0] === first && theirs[1] === words[1] &&
        theirs[2] === words[2] && theirs[3] === words[3]
      ) return members[i];
    }
    return undefined;
  }
}
