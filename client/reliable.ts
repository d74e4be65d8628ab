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
}

/** More than any negotiation needs: a peer this far behind gets a new epoch instead of a longer queue. */
export const MAX_PENDING = 256;

export function newReliable<Message>(): Reliable<Message> {
  return { sent: 0, pending: [], received: 0 };
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

export type Arrival =
  /** The next in order: hand it on. */
  | "deliver"
  /** Seen before: say again that we have it. */
  | "duplicate"
  /** Something before it is missing; the other side will send both again. */
  | "gap"
  /** Carries nothing but an acknowledgement. */
  | "ack";

/** Takes in the numbers of an envelope. An acknowledgement concerns what is pending now, nothing that comes after it. */
export function arrive<Message>(
  state: Reliable<Message>,
  envelope: { seq: number; ack: number },
): { state: Reliable<Message>; arrival: Arrival } {
  const pending = state.pending.filter(({ seq }) => seq > envelope.ack);
  const arrival = arrivalOf(envelope.seq, state.received);
  const received = arrival === "deliver" ? envelope.seq : state.received;
  return { state: { ...state, pending, received }, arrival };
}

function arrivalOf(seq: number, received: number): Arrival {
  if (seq === 0) return "ack";
  if (seq <= received) return "duplicate";
  return seq === received + 1 ? "deliver" : "gap";
}
