/** Says what went wrong, without a stack. */
import { HttpError, page } from "fresh";
import { ButtonLink } from "../components/Button.tsx";
import { Explanation } from "../components/Explanation.tsx";
import { AlertIcon } from "../components/icons.tsx";
import { LanguageSwitch } from "../components/LanguageSwitch.tsx";
import { TopBar } from "../components/TopBar.tsx";
import { config } from "../fresh.config.ts";
import { askedLocale, keepLanguage, messages, requestLocale } from "../locales/mod.ts";
import { headersFor } from "../server/security_headers.ts";
import { define } from "../state.ts";

/** An error page is drawn outside of every middleware, so it brings its headers itself. */
export const handler = define.handlers((ctx) =>
  // Live reload needs an inline script whose nonce is not known here.
  ctx.config.mode === "development"
    ? page(undefined)
    : page(undefined, { headers: headersFor(ctx, null, config) })
);

export default define.page(function ErrorPage({ error, state, req, url }) {
  // A request can fail before its language is known.
  const locale = state.locale ?? requestLocale(req);
  const { errors, site } = messages(locale);
  const missing = error instanceof HttpError && error.status === 404;
  const { title, next } = missing ? errors.notFound : errors.broken;
  const home = keepLanguage("/", askedLocale(url));
  return (
    <div class="shore flex min-h-page flex-col text-ink">
      <TopBar home={home}>
        <LanguageSwitch label={site.language} locale={locale} />
      </TopBar>
      <Explanation
        icon={<AlertIcon />}
        title={title}
        actions={<ButtonLink look="primary" href={home}>{errors.home}</ButtonLink>}
      >
        <p>{next}</p>
      </Explanation>
    </div>
  );
});
