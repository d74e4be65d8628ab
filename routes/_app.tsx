/** The document around every page. */
import { asset } from "fresh/runtime";
import { LOCALE_FACTS, messages, requestLocale } from "../locales/mod.ts";
import { define } from "../state.ts";

/** What a page ends with. Chromium waits for the start of an element, whatever else may still come into it. */
const END = "end";

/**
 * Nothing is drawn before the end is there: what stands in the middle would move with each part that arrives
 * ({@link https://html.spec.whatwg.org/multipage/links.html#link-type-expect}).
 */
const WHOLE_PAGE = { rel: "expect", href: `#${END}`, blocking: "render" };

export default define.page(function App({ Component, state, req }) {
  // A request can fail before its language is known.
  const locale = state.locale ?? requestLocale(req);
  const { site } = messages(locale);
  return (
    <html lang={locale} dir={LOCALE_FACTS[locale].dir}>
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        />
        <meta name="description" content={site.description} />
        <meta name="color-scheme" content="dark light" />
        <meta name="theme-color" content="#071b21" media="(prefers-color-scheme: dark)" />
        <meta name="theme-color" content="#f6faf8" media="(prefers-color-scheme: light)" />
        <meta name="referrer" content="no-referrer" />
        <title>{site.title}</title>
        <link rel="icon" href={asset("/favicon.svg")} type="image/svg+xml" />
        <link rel="apple-touch-icon" href={asset("/icons/touch-180.png")} />
        <link rel="manifest" href={asset("/manifest.webmanifest")} />
        <link rel="stylesheet" href={asset("/styles.css")} />
        <link {...WHOLE_PAGE} />
      </head>
      <body>
        <Component />
        <div id={END} hidden></div>
      </body>
    </html>
  );
});
