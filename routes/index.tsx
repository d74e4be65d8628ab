/** The landing page. Works without a script; only opening a pasted link needs one. */
import { asset } from "fresh/runtime";
import type { ComponentChildren } from "preact";
import { ButtonLink } from "../components/Button.tsx";
import { KeyIcon, NoTraceIcon, OutlivesIcon } from "../components/icons.tsx";
import { OpenCallForm } from "../components/OpenCallForm.tsx";
import { LanguageSwitch } from "../components/LanguageSwitch.tsx";
import { TopBar } from "../components/TopBar.tsx";
import { askedLocale, keepLanguage, messages } from "../locales/mod.ts";
import { newSlug } from "../server/slug.ts";
import { define } from "../state.ts";

export default define.page(function Landing({ state, url }) {
  const { landing, site } = messages(state.locale);
  const chosen = askedLocale(url);
  const start = keepLanguage(`/r/${newSlug(Math.random)}#new`, chosen);
  return (
    <div class="shore flex min-h-page flex-col text-ink">
      <TopBar home={keepLanguage("/", chosen)}>
        <LanguageSwitch label={site.language} locale={state.locale} />
      </TopBar>
      <main class="mx-auto flex w-full max-w-[1120px] flex-1 flex-col justify-center gap-10 px-5 pb-10 pt-6 sm:px-8 lg:gap-14">
        <div class="grid items-center gap-8 lg:grid-cols-2 lg:gap-12">
          <div class="flex min-w-0 flex-col gap-5">
            <h1 class="text-display font-strong tracking-tight balance whole-words">
              {landing.headline}
            </h1>
            <p class="max-w-[34rem] text-lead text-quiet">{landing.lead}</p>
            <div class="flex pt-1">
              <ButtonLink look="primary" size="large" href={start}>{landing.start}</ButtonLink>
            </div>
            <OpenCallForm t={landing} />
          </div>
          <img
            src={asset("/call.webp")}
            alt={landing.picture}
            width="1200"
            height="800"
            class="float w-full rounded-tile border"
          />
        </div>
        <ul class="grid gap-6 sm:grid-cols-3 sm:gap-8">
          <Promised icon={<OutlivesIcon />} {...landing.outlives} />
          <Promised icon={<KeyIcon />} {...landing.cannotListen} />
          <Promised icon={<NoTraceIcon />} {...landing.noAccount} />
        </ul>
      </main>
      <script type="module" src={asset("/open_call.js")}></script>
    </div>
  );
});

function Promised(props: { icon: ComponentChildren; title: string; body: string }) {
  return (
    <li class="flex gap-3 sm:flex-col">
      <span class="flex-none text-accent">{props.icon}</span>
      <div>
        <h2 class="font-strong">{props.title}</h2>
        <p class="text-quiet">{props.body}</p>
      </div>
    </li>
  );
}
