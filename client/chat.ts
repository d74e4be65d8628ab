/**
 * The thread of a call, as decisions: who wrote what, in which order, what nobody has read yet, who still has to
 * get what we wrote, and whom to ask for what was written before we came. Pure; `talk.ts` carries the
 * effects out. The rules carry their numbers in `docs/protocol.md`.
 */
import type { PeerId, TalkId } from "../protocol/ids.ts";
import { MAX_HISTORY_ENTRIES } from "../protocol/limits.ts";
import type { ChatMessage, ChatSummary, HistoryMessage, TalkMessage } from "../protocol/talk.ts";
import { fold, hashOf, historyPieces, isSame, type Summary, summaryOf } from "./chat_history.ts";
import type { Audience, FileEntry } from "./talk_types.ts";

export interface TextEntry {
  kind: "text";
  id: TalkId;
  from: PeerId;
  /** What the sender was called then. */
  name: string;
  at: number;
  to: Audience;
  text: string;
  /** How we know of it: wrote it, heard it, or were told of it by somebody else. */
  origin: "own" | "heard" | "told";
  /** Who still has to get it, if it is ours. */
  waiting: readonly PeerId[];
  /** The names of those who went before they got it. */
  missed: readonly string[];
}

export type ChatEntry = TextEntry | FileEntry;

export interface ChatState {
  /** Our own id: what is told of us in a history is ours. */
  self: PeerId;
  /** When we came. What was written before is not news. */
  since: number;
  entries: readonly ChatEntry[];
  unread: number;
  looking: boolean;
  /** Whose history we wait for. */
  asking: PeerId | null;
  /** Whether they told us anything that we did not know. */
  learned: boolean;
  /** What those know who know something else than we do. */
  summaries: ReadonlyMap<PeerId, Summary>;
}

export type ChatEvent =
  /** There is a direct way to this peer, for the first time or again. */
  | { type: "open"; peer: PeerId }
  | {
    type: "write";
    id: TalkId;
    text: string;
    to: Audience;
    name: string;
    recipients: readonly PeerId[];
    now: number;
  }
  | { type: "heard"; peer: PeerId; name: string; message: ChatMessage; now: number }
  | { type: "taken"; peer: PeerId; id: TalkId }
  | { type: "file"; entry: FileEntry }
  | { type: "summary"; peer: PeerId; summary: ChatSummary; present: readonly PeerId[] }
  | { type: "asked"; peer: PeerId }
  | {
    type: "history";
    peer: PeerId;
    history: HistoryMessage;
    present: readonly PeerId[];
    now: number;
  }
  /** Whom we asked says nothing for too long. */
  | { type: "no-answer"; peer: PeerId; present: readonly PeerId[] }
  /** They are not in the call any more. `present` are those who are, the longest first. */
  | { type: "gone"; peer: PeerId; name: string; present: readonly PeerId[] }
  | { type: "look"; looking: boolean };

export type ChatEffect =
  | { type: "tell"; peer: PeerId; message: TalkMessage }
  /** We have asked this peer; without an answer there is to be `no-answer`. */
  | { type: "await"; peer: PeerId };

export interface ChatStep {
  state: ChatState;
  effects: readonly ChatEffect[];
}

/** How far a clock that is wrong can move what its owner writes, in milliseconds. */
const MAX_SKEW_MS = 30_000;
/** How many characters are remembered, whatever the number of messages. */
const MAX_REMEMBERED_CHARS = 200_000;

export function newChat(self: PeerId, since: number): ChatState {
  return {
    self,
    since,
    entries: [],
    unread: 0,
    looking: false,
    asking: null,
    learned: false,
    summaries: new Map(),
  };
}

export function stepChat(state: ChatState, event: ChatEvent): ChatStep {
  switch (event.type) {
    case "open":
      return { state, effects: tellWhatIsKnown(state, [event.peer]) };
    case "write":
      return write(state, event);
    case "heard":
      return stay(heard(state, event));
    case "taken":
      return stay(withOwn(state, event.id, (entry) => without(entry, event.peer)));
    case "file":
      return stay(add(state, event.entry, event.entry.from !== state.self));
    case "summary":
      return summarized(state, event);
    case "asked":
      return { state, effects: answers(state, event.peer) };
    case "history":
      return told(state, event);
    case "no-answer":
      return state.asking === event.peer ? forgo(state, event.peer, event.present) : stay(state);
    case "gone":
      return gone(state, event);
    case "look":
      return stay({ ...state, looking: event.looking, unread: event.looking ? 0 : state.unread });
  }
}

/** [T2] To everyone who is here, each over their own link; or to one, over that one alone. */
function write(state: ChatState, event: Extract<ChatEvent, { type: "write" }>): ChatStep {
  const { id, text, to, name, recipients, now } = event;
  const entry: TextEntry = {
    kind: "text",
    id,
    from: state.self,
    name,
    at: now,
    to,
    text,
    origin: "own",
    waiting: recipients,
    missed: [],
  };
  const message: ChatMessage = { type: "chat", id, text, at: now, private: to !== "everyone" };
  return {
    state: add(state, entry, false),
    effects: recipients.map((peer) => tell(peer, message)),
  };
}

function heard(state: ChatState, event: Extract<ChatEvent, { type: "heard" }>): ChatState {
  const { peer, name, now, message: { id, text, at, private: alone } } = event;
  const known = find(state, peer, id);
  // [T3] Said again after a link was built anew.
  if (known?.kind === "file" || known?.kind === "text" && known.origin !== "told") return state;
  // [T5] What somebody says themselves counts before what was told of them.
  const rest = known === undefined
    ? state
    : { ...state, entries: state.entries.filter((entry) => entry !== known) };
  const entry: TextEntry = {
    kind: "text",
    id,
    from: peer,
    name,
    // [T4] Clocks differ. What is new must not be sorted to where nobody looks any more.
    at: Math.min(now, Math.max(now - MAX_SKEW_MS, at)),
    to: alone ? state.self : "everyone",
    text,
    origin: "heard",
    waiting: [],
    missed: [],
  };
  return add(rest, entry, known === undefined);
}

/** [T6] Whoever knows something else is asked what it is, unless somebody is being asked already. */
function summarized(
  state: ChatState,
  { peer, summary, present }: Extract<ChatEvent, { type: "summary" }>,
): ChatStep {
  const { count, digest } = summary;
  const summaries = new Map(state.summaries).set(peer, { count, digest });
  return askNext({ ...state, summaries }, present);
}

function told(state: ChatState, event: Extract<ChatEvent, { type: "history" }>): ChatStep {
  const { peer, history: { entries, last }, present, now } = event;
  // [T6] Nobody tells what nobody asked.
  if (state.asking !== peer) return stay(state);
  let next = state;
  for (const { id, from, name, text, at } of entries) {
    if (find(next, from, id) !== undefined) continue;
    const entry: TextEntry = {
      kind: "text",
      id,
      from,
      name,
      at: Math.min(now, at),
      to: "everyone",
      text,
      origin: from === state.self ? "own" : "told",
      waiting: [],
      missed: [],
    };
    next = add(next, entry, from !== state.self && entry.at >= state.since);
  }
  const learned = state.learned || !isSame(summaryOf(state.entries), summaryOf(next.entries));
  next = { ...next, learned };
  return last ? forgo(next, peer, present) : { state: next, effects: [{ type: "await", peer }] };
}

function gone(state: ChatState, event: Extract<ChatEvent, { type: "gone" }>): ChatStep {
  const { peer, name, present } = event;
  const entries = state.entries.map((entry) => {
    if (entry.kind !== "text" || !entry.waiting.includes(peer)) return entry;
    return { ...without(entry, peer), missed: [...entry.missed, name] };
  });
  // What they said last may have reached some of us only.
  return forgo({ ...state, entries }, peer, present, true);
}

/** [T6] To those who can compare it with what they know. That nothing is known is nothing to tell. */
function tellWhatIsKnown({ entries }: ChatState, peers: readonly PeerId[]): ChatEffect[] {
  const { count, digest } = summaryOf(entries);
  if (count === 0) return [];
  return peers.map((peer) => tell(peer, { type: "chat-summary", count, digest }));
}

/** Expects nothing of this peer any more, compares with the others if there is reason to, and asks the next one. */
function forgo(
  state: ChatState,
  peer: PeerId,
  present: readonly PeerId[],
  compares = state.asking === peer && state.learned,
): ChatStep {
  const summaries = new Map(state.summaries);
  summaries.delete(peer);
  const ended = state.asking === peer ? { asking: null, learned: false } : {};
  const step = askNext({ ...state, ...ended, summaries }, present);
  const others = compares ? present.filter((other) => other !== peer) : [];
  return { state: step.state, effects: [...step.effects, ...tellWhatIsKnown(state, others)] };
}

/** Asks the one who has been here longest of those who know something that we do not. */
function askNext(state: ChatState, present: readonly PeerId[]): ChatStep {
  if (state.asking !== null) return stay(state);
  const ours = summaryOf(state.entries);
  const knows = (peer: PeerId) => {
    const theirs = state.summaries.get(peer);
    return theirs !== undefined && theirs.count > 0 && !isSame(theirs, ours);
  };
  const peer = present.find(knows);
  if (peer === undefined) return stay({ ...state, summaries: new Map() });
  return {
    state: { ...state, asking: peer },
    effects: [tell(peer, { type: "history-ask" }), { type: "await", peer }],
  };
}

function answers(state: ChatState, peer: PeerId): ChatEffect[] {
  return historyPieces(state.entries).map((piece) => tell(peer, piece));
}

/** Puts an entry where its time says, and forgets the oldest if there are too many. */
function add(state: ChatState, entry: ChatEntry, isNews: boolean): ChatState {
  if (find(state, entry.from, entry.id) !== undefined) return state;
  const after = state.entries.findLastIndex(({ at }) => at <= entry.at);
  const entries = forgetOldest(state.entries.toSpliced(after + 1, 0, entry));
  const unread = isNews && !state.looking ? state.unread + 1 : state.unread;
  const summaries = isShared(entry) ? foldAll(state.summaries, entry) : state.summaries;
  return { ...state, entries, unread, summaries };
}

/** What reaches us while we wait reaches those as well who told us before what they know. */
function foldAll(
  summaries: ReadonlyMap<PeerId, Summary>,
  entry: TextEntry,
): ReadonlyMap<PeerId, Summary> {
  if (entry.origin === "told") return summaries;
  const hash = hashOf(entry);
  return new Map([...summaries].map(([peer, summary]) => [peer, fold(summary, hash)]));
}

function isShared(entry: ChatEntry): entry is TextEntry {
  return entry.kind === "text" && entry.to === "everyone";
}

function forgetOldest(entries: readonly ChatEntry[]): readonly ChatEntry[] {
  const length = (entry: ChatEntry) => entry.kind === "text" ? entry.text.length : 0;
  let chars = entries.reduce((sum, entry) => sum + length(entry), 0);
  let first = 0;
  while (entries.length - first > MAX_HISTORY_ENTRIES || chars > MAX_REMEMBERED_CHARS) {
    chars -= length(entries[first]!);
    first += 1;
  }
  return first === 0 ? entries : entries.slice(first);
}

function withOwn(
  state: ChatState,
  id: TalkId,
  change: (entry: TextEntry) => TextEntry,
): ChatState {
  const entries = state.entries.map((entry) =>
    entry.kind === "text" && entry.origin === "own" && entry.id === id ? change(entry) : entry
  );
  return { ...state, entries };
}

function without(entry: TextEntry, peer: PeerId): TextEntry {
  return { ...entry, waiting: entry.waiting.filter((other) => other !== peer) };
}

function find(state: ChatState, from: PeerId, id: TalkId): ChatEntry | undefined {
  return state.entries.find((entry) => entry.id === id && entry.from === from);
}

function tell(peer: PeerId, message: TalkMessage): ChatEffect {
  return { type: "tell", peer, message };
}

function stay(state: ChatState): ChatStep {
  return { state, effects: [] };
}
