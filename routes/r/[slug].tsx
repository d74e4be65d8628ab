/** The page of a call. The server knows its friendly name and never its key. */
import { HttpError, page } from "fresh";
import { Head } from "fresh/runtime";
import { callTitle } from "../../components/call_title.ts";
import Call from "../../islands/Call.tsx";
import { askedLocale, format, messages } from "../../locales/mod.ts";
import { isSlug, newSlug } from "../../server/slug.ts";
import { define } from "../../state.ts";

export const handler = define.handlers({
  GET({ params }) {
    const { slug } = params;
    if (slug === undefined || !isSlug(slug)) throw new HttpError(404);
    return page({ slug, nextSlug: newSlug(Math.random) });
  },
});

export default define.page<typeof handler>(function CallPage({ data, state, url }) {
  const { call, callPage } = messages(state.locale);
  return (
    <>
      <Head>
        <title>{format(callPage.title, { call: callTitle(data.slug) })}</title>
        <meta name="robots" content="noindex" />
      </Head>
      <noscript>
        <div class="flex flex-col gap-1 bg-danger px-6 py-4 text-on-danger">
          <p class="font-strong">{callPage.noScript.title}</p>
          <p>{callPage.noScript.next}</p>
        </div>
      </noscript>
      <Call
        slug={data.slug}
        nextSlug={data.nextSlug}
        locale={state.locale}
        chosen={askedLocale(url)}
        messages={call}
      />
    </>
  );
});
