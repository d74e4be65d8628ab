import assert from "node:assert/strict";
import type { Connection, PeerWords } from "../../server/connection.ts";
import { LocalRoom } from "../../server/local_room.ts";

Deno.test("[R5] a peer is found by the whole of its id", () => {
  const room = new LocalRoom();
  const ids = [[1, 2, 3, 4], [0, 2, 3, 4], [1, 0, 3, 4], [1, 2, 0, 4], [1, 2, 3, 0]];
  const members = ids.map((id) => ({ words: new Int32Array(id) }) as unknown as Connection);
  for (const [i, member] of members.entries()) {
    const words: PeerWords = new Int32Array(ids[i]!);
    assert.equal(room.find(words), undefined);
    room.add(member);
    assert.equal(room.find(words), member);
  }
  for (const member of members) {
    room.delete(member);
    assert.equal(room.find(member.words), undefined);
  }
  assert.equal(room.size, 0);
});
