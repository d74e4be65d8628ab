/** What of the changes in a call is worth saying aloud. */
import type { CallState, Participant } from "../client/call_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { format } from "../locales/format.ts";
import { displayName } from "./display_name.ts";

type InCall = Extract<CallState, { phase: "in-call" }>;

export interface Narrator {
  /** The sentences for the step to `call` from what was told before, in the order in which they matter. */
  tell(call: CallState, t: CallMessages): string[];
}

/** Begins at `before`, of which nothing is said. */
export function createNarrator(before: CallState): Narrator {
  /** Who was said to be lost. They may be so in several ways until they are back: that is one story. */
  const lost = new Set<string>();

  return {
    tell(call, t) {
      const earlier = before;
      before = call;
      if (call.phase !== "in-call") {
        lost.clear();
        return [];
      }
      if (earlier.phase !== "in-call") return [t.announce.entered];
      return [
        ...people(earlier, call, t),
        ...doors(earlier, call, t),
        ...signaling(earlier, call, t),
      ];
    },
  };

  function people(earlier: InCall, call: InCall, t: CallMessages): string[] {
    const was = byPeer(earlier.participants);
    const is = byPeer(call.participants);
    const came = call.participants.flatMap((participant) => {
      const known = was.get(participant.peer);
      return about(participant, t, [
        ...(known === undefined ? [t.announce.joined] : []),
        ...link(participant, t),
        ...hand(known, participant, t),
        ...screen(known, participant, t),
      ]);
    });
    const went = earlier.participants.flatMap((participant) => {
      if (is.has(participant.peer)) return [];
      lost.delete(participant.peer);
      return about(participant, t, [t.announce.left]);
    });
    return [...came, ...went];
  }

  function link({ peer, link }: Participant, t: CallMessages): string[] {
    if (link === "lost" && !lost.has(peer)) {
      lost.add(peer);
      return [t.announce.linkLost];
    }
    if (link === "live" && lost.delete(peer)) return [t.announce.linkBack];
    return [];
  }
}

/** One's own hand is not news: the button that was pressed has said it. */
function hand(known: Participant | undefined, now: Participant, t: CallMessages): string[] {
  const [was, is] = [(known?.hand ?? null) !== null, now.hand !== null];
  if (was === is || now.self) return [];
  return [is ? t.announce.handRaised : t.announce.handLowered];
}

/** One's own screen is news: the browser can end it without us. */
function screen(known: Participant | undefined, now: Participant, t: CallMessages): string[] {
  const was = known?.screen ?? "off";
  if (was === now.screen) return [];
  const begun = now.screen === "on";
  if (now.self) return [begun ? t.announce.ownScreenStarted : t.announce.ownScreenEnded];
  return [begun ? t.announce.screenStarted : t.announce.screenEnded];
}

/** Who asks to come in, who hosts, and whether one must ask. */
function doors({ doors: was }: InCall, { doors: is, participants }: InCall, t: CallMessages) {
  const asked = new Set(was.waiting.map(({ peer }) => peer));
  const knocks = is.waiting.filter(({ peer }) => !asked.has(peer))
    .map(({ name }) => format(t.announce.knock, { name: displayName({ name }, t) }));
  const lock = was.locked === is.locked
    ? []
    : [is.locked ? t.announce.locked : t.announce.unlocked];
  // Who hosts from the beginning is no news.
  const host = was.host === null || was.host === is.host
    ? undefined
    : participants.find(({ peer }) => peer === is.host);
  const hosts = host === undefined
    ? []
    : host.self
    ? [t.announce.hosting]
    : about(host, t, [t.announce.hosts]);
  return [...knocks, ...lock, ...hosts];
}

function signaling({ signaling: was }: InCall, { signaling: is }: InCall, t: CallMessages) {
  if (was === "open" && is === "reconnecting") return [t.announce.reconnecting];
  if (was === is) return [];
  if (is === "open" && was !== "connecting") return [t.announce.reconnected];
  return is === "outdated" || is === "closed" ? [t.stage[is]] : [];
}

function about(participant: Participant, t: CallMessages, templates: readonly string[]): string[] {
  return templates.map((template) => format(template, { name: displayName(participant, t) }));
}

function byPeer(participants: readonly Participant[]): Map<string, Participant> {
  return new Map(participants.map((participant) => [participant.peer, participant]));
}
