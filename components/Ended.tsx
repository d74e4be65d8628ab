/** After the call: what happened, how long it was, and what next. */
import type { EndReason } from "../client/call_state.ts";
import type { CallMessages } from "../locales/en.ts";
import { duration, format } from "../locales/format.ts";
import type { Locale } from "../locales/locale.ts";
import { Button, ButtonLink } from "./Button.tsx";
import { AlertIcon, LeaveIcon } from "./icons.tsx";
import { Explanation } from "./Explanation.tsx";

export interface EndedProps {
  t: CallMessages;
  locale: Locale;
  reason: EndReason;
  /** In milliseconds; 0 if the call was never entered. */
  lasted: number;
  newCall: string;
  onRejoin: () => void;
  onReload: () => void;
}

export function Ended(props: EndedProps) {
  const { t, reason, lasted } = props;
  const wanted = reason === "left";
  const { title, next } = t.ended.reasons[reason];
  return (
    <Explanation
      focus
      icon={wanted ? <LeaveIcon /> : <AlertIcon />}
      title={title}
      actions={
        <>
          <WayBack {...props} />
          <ButtonLink look="quiet" href={props.newCall}>{t.ended.startNew}</ButtonLink>
        </>
      }
    >
      <p>{next}</p>
      {lasted > 0 && <p>{format(t.ended.talked, { duration: duration(props.locale, lasted) })}</p>}
    </Explanation>
  );
}

/** The one thing that helps after this end. */
function WayBack({ t, reason, onRejoin, onReload }: EndedProps) {
  switch (reason) {
    case "left":
    case "replaced":
    case "idle":
      return <Button look="primary" onClick={onRejoin}>{t.ended.rejoin}</Button>;
    case "room-full":
    case "unreachable":
      return <Button look="primary" onClick={onRejoin}>{t.ended.tryAgain}</Button>;
    case "locked":
    case "declined":
      return <Button look="primary" onClick={onRejoin}>{t.ended.askAgain}</Button>;
    case "removed":
    case "link-replaced":
      // Nothing that we could do here would help.
      return null;
    case "version-mismatch":
    case "refused":
      return <Button look="primary" onClick={onReload}>{t.ended.reload}</Button>;
    default:
      reason satisfies never;
  }
}
