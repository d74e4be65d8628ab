/**
 * Ways to break the code that keeps a call together, chosen for how quietly they would do harm. Each
 * must make a unit test or a simulated call fail: `deno task mutate` tries them one by one.
 */

export interface Mutation {
  file: string;
  /** Occurs exactly once in the file. */
  find: string;
  replace: string;
  /** What the broken code does, as a reader of the table should know it. */
  why: string;
  /** The unit tests that should notice. */
  tests: readonly string[];
}

const NEGOTIATION = ["tests/client/negotiation_test.ts", "tests/client/peer_link_test.ts"];
const LINK = ["tests/client/peer_link_test.ts"];
const CHANNEL = ["tests/client/reliable_test.ts", "tests/client/peer_channel_test.ts"];
const MESH = ["tests/client/mesh_test.ts"];
const CHAT = ["tests/client/chat_test.ts"];
const ROSTER = ["tests/client/roster_test.ts"];
const DOORS = ["tests/client/doors_test.ts"];
const PICTURES = ["picture_policy", "pictures", "viewing"].map((name) =>
  `tests/client/${name}_test.ts`
);
const HEALTH = ["tests/client/healing_policy_test.ts", "tests/client/link_monitor_test.ts"];

export const MUTATIONS: readonly Mutation[] = [
  // Negotiation [L4] to [L7].
  {
    file: "client/negotiation.ts",
    find: "const ready = !state.makingOffer &&",
    replace: "const ready =",
    why: "an offer that is being made does not count as crossing",
    tests: NEGOTIATION,
  },
  {
    file: "client/negotiation.ts",
    find: "return self < peer;",
    replace: "return true;",
    why: "both sides are polite",
    tests: NEGOTIATION,
  },
  {
    file: "client/peer_link.ts",
    find: "this.#makingOffer = true;",
    replace: "",
    why: "the link does not know that it is making an offer",
    tests: LINK,
  },
  {
    file: "client/peer_link.ts",
    find: "this.#waitingCandidates.push(candidate);",
    replace: "",
    why: "candidates that come before their description are thrown away",
    tests: LINK,
  },
  {
    file: "client/peer_link.ts",
    find: "if (!fitsDescription(fragment, this.#connection.remoteDescription)) return;",
    replace: "",
    why: "candidates of a generation that is over are used",
    tests: LINK,
  },
  {
    file: "client/peer_link.ts",
    find: `} else if (connection.signalingState !== "have-local-offer") {`,
    replace: "} else if (false) {",
    why: "an answer to an offer that was rolled back is set",
    tests: LINK,
  },
  {
    file: "client/transceivers.ts",
    find: "return this.#changes.run(async () => {",
    replace: "return new TaskQueue().run(async () => {",
    why: "mute and unmute overtake each other",
    tests: LINK,
  },
  // The reliable channel [L3].
  {
    file: "client/reliable.ts",
    find: "return { state: { ...state, pending, received, early },",
    replace:
      "return { state: { ...state, sent: Math.max(state.sent, ack), pending, received, early },",
    why: "an acknowledgement is believed beyond what was sent",
    tests: CHANNEL,
  },
  {
    file: "client/reliable.ts",
    find: "const next: Message[] = [];",
    replace: "const next: Message[] = message && seq <= received ? [message] : [];",
    why: "a duplicate is handed on",
    tests: CHANNEL,
  },
  {
    file: "client/reliable.ts",
    find: "while (early.has(received + 1)) {",
    replace: "if (isKept) received = seq - 1;\n  while (early.has(received + 1)) {",
    why: "what is behind a gap is handed on",
    tests: CHANNEL,
  },
  {
    file: "client/reliable.ts",
    find: "const early = new Map(state.early);",
    replace: "const early = new Map<number, Message>();",
    why: "what overtook another is forgotten",
    tests: CHANNEL,
  },
  {
    file: "client/peer_channel.ts",
    find: "this.#resends += 1;\n      this.#sendPending();",
    replace: "this.#resends += 1;",
    why: "what was lost is not sent again",
    tests: CHANNEL,
  },
  {
    file: "client/peer_channel.ts",
    find: "if (isToBeAcknowledged) this.#ackLater();",
    replace: "if (next.length > 0) this.#ackLater();",
    why: "a lost acknowledgement is not said again",
    tests: CHANNEL,
  },
  {
    file: "client/peer_channel.ts",
    find: `if (envelope.message?.type === "bye") this.#handOn(envelope.message);`,
    replace: "",
    why: "a last word waits for its number",
    tests: CHANNEL,
  },
  // Versions [V1] to [V3].
  {
    file: "protocol/peer_messages.ts",
    find: "}, () => UNKNOWN);",
    replace: "});",
    why: "what a later version says is not acknowledged, and holds up what follows",
    tests: MESH,
  },
  {
    file: "protocol/shape.ts",
    find: "return results as ReadFields<F>;",
    replace:
      "return Object.keys(value).some((key) => !(key in results)) ? REFUSED : results as ReadFields<F>;",
    why: "a field that a later version added refuses the whole message",
    tests: ["tests/server/hub_test.ts"],
  },
  {
    file: "server/hub.ts",
    find: `if (decoded.code === "unknown-type") return this.#complain(connection, decoded.code);`,
    replace: "",
    why: "a page of a later version is put out for what it says",
    tests: ["tests/server/hub_test.ts"],
  },
  // Carriers, epochs and sessions [K1] to [K7], [L5].
  {
    file: "client/mesh.ts",
    find: "if (open) this.resend();",
    replace: "",
    why: "nothing is sent again when the relay returns",
    tests: MESH,
  },
  {
    file: "client/mesh.ts",
    find: "if (trusted && !link.trusted) link.channel.resend();",
    replace: "",
    why: "nothing is sent again when the data channel is given up",
    tests: MESH,
  },
  {
    file: "client/mesh.ts",
    find: "if (this.#carries(link) && peerLink.send(payload)) return;",
    replace: "if (peerLink.send(payload)) return;",
    why: "a data channel that brings nothing is still used",
    tests: MESH,
  },
  {
    file: "client/mesh.ts",
    find: `if (message?.type === "forward" || message?.type === "forwarded") return;`,
    replace: "",
    why: "what a friend was asked to pass on is passed on to friends",
    tests: MESH,
  },
  {
    file: "client/mesh.ts",
    find: "link.friend = friend;",
    replace: "",
    why: "what comes by a friend is not answered by that friend",
    tests: MESH,
  },
  {
    file: "client/mesh.ts",
    find: " || envelope.epoch < link.epoch",
    replace: "",
    why: "words of an old epoch are taken for present ones",
    tests: MESH,
  },
  {
    file: "client/mesh.ts",
    find: "if (link === undefined || envelope.from !== link.session) return;",
    replace: "if (link === undefined) return;",
    why: "words of another session of the peer are taken",
    tests: MESH,
  },
  {
    file: "client/mesh.ts",
    find: "if (envelope.to !== this.#options.session || ",
    replace: "if (",
    why: "words for another session of ours are taken",
    tests: MESH,
  },
  {
    file: "client/mesh.ts",
    find: "this.#epochs.set(session, epoch);",
    replace: "",
    why: "an epoch is used twice",
    tests: MESH,
  },
  {
    file: "client/mesh.ts",
    find: "if (epoch > 1) link.channel.acknowledge();",
    replace: "",
    why: "a peer is not told that a link to it was opened again",
    tests: MESH,
  },
  {
    file: "client/mesh.ts",
    find: "peerLink.send(lastWord);",
    replace: "",
    why: "the last word is not given to the data channel",
    tests: MESH,
  },
  {
    file: "client/mesh.ts",
    find: `this.#options.onEvent({ type: "frame", peer, payload: lastWord });`,
    replace: "",
    why: "the last word is not given to the relay",
    tests: MESH,
  },
  {
    file: "client/seal.ts",
    find: "guard.admit(sealed, await sealer.open({ from, to: self }, sealed)),",
    replace: "(guard, await sealer.open({ from, to: self }, sealed)),",
    why: "what was opened before opens again",
    tests: ["tests/client/seal_test.ts"],
  },
  // What people write [T3], [T6].
  {
    file: "client/mesh.ts",
    find: "if (known?.isShownOut === false) followUp(known, link);",
    replace: "",
    why: "what a page that crashed had not taken is never said to the next one",
    tests: MESH,
  },
  {
    file: "client/mesh.ts",
    find: `filter(({ type }) => type === "talk");`,
    replace: "filter(() => false);",
    why: "what was not taken over one connection is not said over the next",
    tests: MESH,
  },
  {
    file: "client/chat.ts",
    find: "return forgo({ ...state, entries }, peer, present, true);",
    replace: "return forgo({ ...state, entries }, peer, present);",
    why: "the last words of somebody stay with those whom they reached",
    tests: CHAT,
  },
  {
    file: "client/chat.ts",
    find:
      'if (known?.kind === "file" || known?.kind === "text" && known.origin !== "told") return state;',
    replace: "",
    why: "what is said again is shown twice",
    tests: CHAT,
  },
  // Healing [H1] to [H8].
  {
    file: "client/healing_policy.ts",
    find: `return "rebuild";`,
    replace: `return "none";`,
    why: "no connection is ever built anew",
    tests: HEALTH,
  },
  {
    file: "client/healing_policy.ts",
    find: `return rested ? "restart-ice" : "none";`,
    replace: `return "none";`,
    why: "ICE is never restarted",
    tests: HEALTH,
  },
  {
    file: "client/healing_policy.ts",
    find: "const doubtful = silence >= TROUBLE_MS || !health.heardByPeer || beatless;",
    replace: "const doubtful = silence >= TROUBLE_MS;",
    why: "a path that is cut one way passes for whole",
    tests: HEALTH,
  },
  {
    file: "client/healing_policy.ts",
    find: "const patience = health.leads ? 0 : FOLLOWER_MS;",
    replace: "const patience = 0;",
    why: "both sides heal at the same moment",
    tests: HEALTH,
  },
  {
    file: "client/link_monitor.ts",
    find: "if (arrivals > this.#arrivals)",
    replace: "if (arrivals !== this.#arrivals)",
    why: "statistics that vanish pass for a sign of life",
    tests: HEALTH,
  },
  {
    file: "client/mesh.ts",
    find: "if (pause > SLEPT_MS) monitor.excuse(now, TROUBLE_MS);",
    replace: "if (pause > SLEPT_MS) continue;",
    why: "who wakes from sleep takes everyone for lost",
    tests: MESH,
  },
  {
    file: "client/mesh.ts",
    find: "else monitor.heldUp(now, pause - TICK_MS);",
    replace: "",
    why: "a machine that stands still takes everyone for weak",
    tests: MESH,
  },
  // Who is there [P1] to [P9].
  {
    file: "client/roster.ts",
    find: "if (roster.departed.has(session)) return stay(roster);",
    replace: "",
    why: "old news brings back who said goodbye",
    tests: ROSTER,
  },
  {
    file: "client/roster.ts",
    find: `(by !== "server" || profile.since <= known.profile.since)`,
    replace: "profile.since <= known.profile.since",
    why: "a friend's word replaces a session",
    tests: ROSTER,
  },
  {
    file: "client/roster.ts",
    find: "revision > known.profile.revision",
    replace: "revision !== known.profile.revision",
    why: "an older profile replaces a newer one",
    tests: ROSTER,
  },
  {
    file: "client/roster.ts",
    find: `if (known.link === "live") return unseat(roster, peer);`,
    replace: "",
    why: "a lost socket removes a peer whose link is live",
    tests: ROSTER,
  },
  {
    file: "client/roster.ts",
    find: `(by !== "server" || profile.since <= known.profile.since)`,
    replace: `by !== "server"`,
    why: "a profile of an earlier life takes the place of a live link",
    tests: ROSTER,
  },
  {
    file: "client/doors.ts",
    find: "if (before !== null) return;",
    replace: "return;",
    why: "a host does not know that somebody joined their call",
    tests: DOORS,
  },
  {
    file: "client/doors.ts",
    find: "if (isSameCall(charter, theirs)) return hostOf(this.#now) === from;",
    replace: "if (isSameCall(charter, theirs)) return true;",
    why: "anybody's word about the doors holds",
    tests: DOORS,
  },
  {
    file: "client/doors.ts",
    find: "return charter === null || letsIn(charter, peer);",
    replace: "return true;",
    why: "a server opens a locked call",
    tests: DOORS,
  },
  {
    file: "client/doors.ts",
    find: "if (others.some(([, other]) => isSameCall(other, charter))) return false;",
    replace: "",
    why: "whoever says that their call is older takes everyone over",
    tests: DOORS,
  },
  {
    file: "server/room.ts",
    find:
      "if (!isHost(state, input)) return { state, outputs: notHost(input.socket) };\n  const doors",
    replace: "const doors",
    why: "anybody locks and removes",
    tests: ["tests/server/doors_test.ts"],
  },
  {
    file: "client/roster.ts",
    find: "const next = isReachable(link) ?",
    replace: "const next = !isReachable(link) ?",
    why: "a server that forgot everybody removes those who can be reached",
    tests: ROSTER,
  },
  {
    file: "client/roster.ts",
    find: `if (known.seat === "gone" && link === "lost") return remove(roster, peer);`,
    replace: "",
    why: "a ghost stays: neither seat nor link",
    tests: ROSTER,
  },
  {
    file: "client/roster.ts",
    find: `known?.seat === "seated" && !serverAway;`,
    replace: `known?.seat === "seated";`,
    why: "a seat counts although no server is there to say so",
    tests: ROSTER,
  },
  {
    file: "client/call.ts",
    find: `[{ type: "relay", open: false }, { type: "gossip" }]`,
    replace: `[{ type: "relay", open: false }]`,
    why: "nobody tells of the others when the server goes",
    tests: ["tests/client/call_test.ts"],
  },
  {
    file: "client/introductions.ts",
    find: "this.#revision += 1;",
    replace: "",
    why: "news have no higher number than what they replace",
    tests: ["tests/client/introductions_test.ts"],
  },
  // Pictures [K10], [L12].
  {
    file: "client/picture_policy.ts",
    find: "Math.min(1, TOTAL_BITRATE / sum)",
    replace: "1",
    why: "each picture takes all that it would, however many there are",
    tests: PICTURES,
  },
  {
    file: "client/picture_policy.ts",
    find: "while (bits < STEPS[source][size]![2]) size -= 1;",
    replace: "",
    why: "a picture stays large when there is too little for it",
    tests: PICTURES,
  },
  {
    file: "client/picture_policy.ts",
    find: "Math.max(1, lines[source] / worth)",
    replace: "1",
    why: "small pictures are sent with all their lines",
    tests: PICTURES,
  },
  {
    file: "client/pictures.ts",
    find: "setTimer(() => this.#share(), REST_MS);",
    replace: "setTimer(() => void (this.#resting = false), REST_MS);",
    why: "what a peer says of a picture while encoders rest is forgotten",
    tests: PICTURES,
  },
  {
    file: "client/viewing.ts",
    find: "if (grown.some((before) => before <= NONE)) tell();",
    replace: "if (grown.length > 2) tell();",
    why: "a picture that comes into view is waited for",
    tests: PICTURES,
  },
  {
    file: "client/viewing.ts",
    find: "if (String(sizes) === watched.next) continue;",
    replace: "",
    why: "what is drawn again and again is never told to have grown",
    tests: PICTURES,
  },
  {
    file: "client/pictures.ts",
    find: "drawn: UNTOLD, path: AT_EASE, ...this.#links.get(peer), ...change",
    replace: "drawn: UNTOLD, path: AT_EASE, ...change",
    why: "a connection that is built anew encodes what nobody sees",
    tests: PICTURES,
  },
  {
    file: "client/transceivers.ts",
    find: "void this.#changes.run(async () => {",
    replace: "void Promise.resolve().then(async () => {",
    why: "an encoder is told two things at a time",
    tests: LINK,
  },
];
