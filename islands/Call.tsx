/**
 * The island of a call: reads the key from the link, owns the session and its lifetime, and speaks the
 * language that is asked for. Everything to see is in `components/`.
 */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { browserPorts } from "../client/browser_ports.ts";
import type { MediaState } from "../client/media_state.ts";
import type { PagePort, Ports } from "../client/ports.ts";
import { createCallSession } from "../client/session.ts";
import type { CallSession } from "../client/session_types.ts";
import { callTitle } from "../components/call_title.ts";
import { cx } from "../components/cx.ts";
import { IncompleteLink } from "../components/IncompleteLink.tsx";
import { LanguageChoice } from "../components/LanguageChoice.tsx";
import { LANGUAGES } from "../components/languages.ts";
import { listen } from "../components/listen.ts";
import { LiveCall } from "../components/LiveCall.tsx";
import { Lobby } from "../components/Lobby.tsx";
import { TopBar } from "../components/TopBar.tsx";
import { isLinkKey, type LinkKey, newLinkKey } from "../crypto/link_key.ts";
import type { CallMessages } from "../locales/en.ts";
import { keepLanguage, showLanguage } from "../locales/language_link.ts";
import { type Locale, LOCALE_FACTS } from "../locales/locale.ts";

export interface CallProps {
  slug: string;
  locale: Locale;
  /** The language that the address asks for, if it does. */
  chosen: Locale | null;
  messages: CallMessages;
  /** A fresh name, for the call after this one. */
  nextSlug: string;
  /** @default {browserPorts} */
  ports?: Ports;
}

/** How far the page is. */
type Stage =
  /** Drawn by the server, not yet alive. */
  | { state: "inert" }
  | { state: "no-key" }
  | { state: "live"; session: CallSession; ports: Ports };

interface Language {
  locale: Locale;
  chosen: Locale | null;
  t: CallMessages;
}

export default function Call(props: CallProps) {
  const { slug } = props;
  const [stage, setStage] = useState<Stage>({ state: "inert" });
  const [language, setLanguage] = useState<Language>({ ...props, t: props.messages });
  const { t, locale, chosen } = language;
  const asked = useRef(locale);
  const page = useRef<HTMLDivElement>(null);
  // Whoever was quicker than the page has written into a field that is about to be drawn anew. The server has none.
  const [early] = useState(() => nameField(globalThis.document ?? null)?.value ?? "");
  const wasTyping = useRef(false);

  useEffect(() => {
    const ports = props.ports ?? browserPorts();
    const key = readKey(ports);
    if (key === null) return setStage({ state: "no-key" });
    const session = createCallSession({ key, ports });
    if (early !== "") session.rename(early);
    wasTyping.current = document.activeElement !== null &&
      document.activeElement === nameField(page.current);
    setStage({ state: "live", session, ports });
    return () => session[Symbol.dispose]();
  }, []);

  useLayoutEffect(() => {
    if (wasTyping.current) nameField(page.current)?.focus();
    wasTyping.current = false;
  }, [stage]);

  useEffect(() => {
    // Another key in the address bar is another call, though browsers do not load the page for it.
    return listen(globalThis, { hashchange: () => location.reload() });
  }, []);

  async function chooseLocale(next: Locale): Promise<void> {
    asked.current = next;
    const t = next === props.locale ? props.messages : await LANGUAGES.get(next)!.load();
    // Of two that were asked for, the first may come last.
    if (asked.current !== next) return;
    setLanguage({ locale: next, chosen: next, t });
    showLanguage(next, LOCALE_FACTS[next].dir);
  }

  const title = callTitle(slug);
  const home = keepLanguage("/", chosen);
  const newCall = keepLanguage(`/r/${props.nextSlug}#new`, chosen);
  const top = (
    <TopBar home={home}>
      <LanguageChoice
        t={t}
        locale={locale}
        inert={stage.state === "inert"}
        onChoose={chooseLocale}
      />
    </TopBar>
  );
  const phase = stage.state === "live" ? stage.session.call.value.phase : "lobby";

  const inCall = phase === "in-call";

  return (
    <div
      ref={page}
      data-phase={phase}
      class={cx("flex min-h-page flex-col text-ink", inCall ? "dusk bg-canvas" : "shore")}
    >
      {stage.state === "inert" && (
        <>
          {top}
          <Lobby
            t={t}
            locale={locale}
            title={title}
            stage={{ state: "waiting" }}
            session={null}
            room={null}
            media={NO_MEDIA}
            name=""
            onApproach={() => {}}
          />
        </>
      )}
      {stage.state === "no-key" && (
        <>
          {top}
          <IncompleteLink t={t} home={home} newCall={newCall} />
        </>
      )}
      {stage.state === "live" && (
        <LiveCall
          {...stage}
          t={t}
          locale={locale}
          title={title}
          top={top}
          newCall={newCall}
          onChooseLocale={chooseLocale}
          link={inviteLink(stage.ports.page, slug, stage.session.key.value)}
        />
      )}
    </div>
  );
}

/** The key of the call; a call that asks for a new one gets it, and the address bar with it. */
function readKey(ports: Ports): LinkKey | null {
  const fragment = ports.page.url().hash.slice(1);
  if (isLinkKey(fragment)) return fragment;
  if (fragment !== "new") return null;
  const key = newLinkKey(ports.randomBytes);
  ports.page.replaceFragment(key);
  return key;
}

function nameField(page: ParentNode | null): HTMLInputElement | null {
  return page?.querySelector<HTMLInputElement>("input[autocomplete=name]") ?? null;
}

/** Without the language of whoever invites: guests have their own. */
function inviteLink(page: PagePort, slug: string, key: LinkKey): string {
  return `${page.url().origin}/r/${slug}#${key}`;
}

const NO_MEDIA: MediaState = {
  camera: { state: "starting" },
  microphone: { state: "starting" },
  asked: [],
  muted: false,
  devices: { microphone: [], camera: [], speaker: [] },
  chosen: { microphone: "", camera: "", speaker: "" },
  speaker: "",
  otherCamera: null,
  interrupted: [],
  silent: false,
  news: null,
};
