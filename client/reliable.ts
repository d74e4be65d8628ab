/**
 * The bookkeeping of a reliable, ordered channel over carriers that may lose what they carry: each
 * message has a number, the other side says up to where it has them, and what it has not said is
 * kept to be sent again. Pure: a state in, a state out.
 */

export interface Numbered<Message> {
  seq: number;
  message: Message;
}

export interface Reliable<Message> {
  /** The number of our last message. */
  sent: number;
  /** Ours that the other side has not acknowledged, oldest first. */
  pending: readonly Numbered<Message>[];
  /** The last of theirs that arrived in order. */
  received: number;
  /** Theirs that overtook something that comes before them, by their numbers. */
  early: ReadonlyMap<number, Message>;
}

/** More than any negotiation needs: a peer this far behind gets a new epoch instead of a longer queue. */
export const MAX_PENDING = 256;

/** What is further ahead than this is not kept: it will come again. */
export const MAX_EARLY = 64;

export function newReliable<Message>(): Reliable<Message> {
  return { sent: 0, pending: [], received: 0, early: new Map() };
}

/** Numbers a message and keeps it; `null` when the other side has not answered for too long. */
export function enqueue<Message>(
  state: Reliable<Message>,
  message: Message,
): { state: Reliable<Message>; numbered: Numbered<Message> } | null {
  if (state.pending.length >= MAX_PENDING) return null;
  const numbered = { seq: state.sent + 1, message };
  return {
    state: { ...state, sent: numbered.seq, pending: [...state.pending, numbered] },
    numbered,
  };
}

export interface Arrival<Message> {
  state: Reliable<Message>;
  /** What is to be handed on now, in order: nothing, one, or one and what had overtaken it. */
  next: readonly Message[];
  /** Whether the other side is to hear up to where we have them: also if it only had not heard that before. */
  isToBeAcknowledged: boolean;
}

/** Takes in an envelope. Its acknowledgement concerns what is pending now, nothing that comes after it. */
export function arrive<Message>(
  state: Reliable<Message>,
  { seq, ack, message }: { seq: number; ack: number; message?: Message },
): Arrival<Message> {
  const pending = state.pending.filter((ours) => ours.seq > ack);
  const early = new Map(state.early);
  let { received } = state;
  const isKept = seq > received && seq <= received + MAX_EARLY;
  if (isKept && message !== undefined) early.set(seq, message);
  const next: Message[] = [];
  while (early.has(received + 1)) {
    received += 1;
    next.push(early.get(received)!);
    early.delete(received);
  }
  const isToBeAcknowledged = seq > 0 && seq <= received;
  return { state: { ...state, pending, received, early }, next, isToBeAcknowledged };
}
