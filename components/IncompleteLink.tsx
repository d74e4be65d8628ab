/** For an address without its key: nobody can be let in by it. */
import type { CallMessages } from "../locales/en.ts";
import { ButtonLink } from "./Button.tsx";
import { KeyIcon } from "./icons.tsx";
import { Explanation } from "./Explanation.tsx";

export function IncompleteLink(props: { t: CallMessages; newCall: string; home: string }) {
  const { t } = props;
  return (
    <Explanation
      focus
      icon={<KeyIcon />}
      title={t.incomplete.title}
      actions={
        <>
          <ButtonLink look="primary" href={props.newCall}>{t.ended.startNew}</ButtonLink>
          <ButtonLink look="quiet" href={props.home}>{t.ended.home}</ButtonLink>
        </>
      }
    >
      <p>{t.incomplete.next}</p>
    </Explanation>
  );
}
