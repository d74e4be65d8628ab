/**
 * Opens a pasted invite link. `static/open_call.js` does it in the browser: the field has no name, so not
 * even a browser without scripts would send what is in it to the server.
 */
import type { Messages } from "../locales/en.ts";
import { format, isolated } from "../locales/format.ts";
import { Button } from "./Button.tsx";

export function OpenCallForm({ t }: { t: Messages["landing"] }) {
  return (
    <form
      data-open-call
      data-not-a-link={format(t.notALink, { example: isolated("…/r/quiet-otter-bay#…") })}
      data-no-key={t.noKey}
      class="flex max-w-[34rem] flex-col gap-2"
      noValidate
    >
      <div class="flex gap-2">
        <input
          aria-label={t.inviteLink}
          aria-describedby="open-call-problem"
          class="min-h-[44px] min-w-0 flex-1 rounded-control border bg-surface px-4"
          type="url"
          placeholder={t.inviteLinkHint}
          autocomplete="off"
          spellcheck={false}
        />
        <Button look="quiet" submit>{t.open}</Button>
      </div>
      <p id="open-call-problem" role="alert" class="text-alarm empty:hidden"></p>
      <noscript>
        <p class="text-small text-quiet">{t.noScript}</p>
      </noscript>
    </form>
  );
}
