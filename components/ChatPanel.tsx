/** What was written in the call, and the field to write more. Its code comes when it is opened, or before. */
import { useEffect } from "preact/hooks";
import type { Talk } from "../client/talk_types.ts";
import { Composer } from "./Composer.tsx";
import { listen } from "./listen.ts";
import { MessageList } from "./MessageList.tsx";
import { PanelScroll } from "./Panel.tsx";
import type { PanelProps } from "./panels.ts";

export function ChatPanel(props: PanelProps) {
  const { t, session } = props;
  const talk = session.talk.value;
  if (talk === null) {
    return (
      <PanelScroll>
        <p role="status" class="text-quiet">{t.panels.loading}</p>
      </PanelScroll>
    );
  }
  return <Thread {...props} talk={talk} />;
}

function Thread(props: PanelProps & { talk: Talk }) {
  const { t, locale, call, talk, draft } = props;
  const to = draft.to.value;
  const others = call.participants.filter(({ self }) => !self);
  // Whoever has gone gets nothing any more; what was meant for them alone must not go to everyone instead.
  const audience = to === "everyone" || others.some(({ peer }) => peer === to) ? to : null;

  useEffect(() => {
    const look = () => talk.chat.read(!document.hidden);
    look();
    const end = listen(document, { visibilitychange: look });
    return () => {
      end();
      talk.chat.read(false);
    };
  }, [talk]);

  return (
    <div class="flex min-h-0 flex-1 flex-col">
      <MessageList t={t} locale={locale} participants={call.participants} talk={talk} />
      <Composer
        t={t}
        locale={locale}
        others={others}
        to={audience}
        draft={draft}
        onSend={(text, files) => {
          if (audience === null) return false;
          if (text !== "" && !talk.chat.say(text, audience)) return false;
          if (files.length > 0) talk.files.offer(files, audience);
          return true;
        }}
      />
    </div>
  );
}
