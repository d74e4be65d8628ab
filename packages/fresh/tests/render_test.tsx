import assert from "node:assert/strict";
import type { ComponentChildren } from "preact";
import { App, type PageProps } from "fresh";
import { asset, Head } from "fresh/runtime";

async function draw(app: App<unknown>, path = "/"): Promise<string> {
  const response = await app.handler()(new Request(new URL(path, "http://localhost")));
  return await response.text();
}

function Wrapper({ Component }: PageProps) {
  return (
    <html>
      <head>
        <title>Wrapper</title>
        <meta name="description" content="wrapper" />
        <link key="icon" rel="icon" href="/wrapper.ico" />
      </head>
      <body>
        <Component />
      </body>
    </html>
  );
}

function Box({ name, children }: { name: string; children?: ComponentChildren }) {
  return <div class={name}>{children}</div>;
}

Deno.test("what a document lacks is added around it", async () => {
  const fragment = new App().get("/", (ctx) => ctx.render(<p>hi</p>));
  assert.equal(
    await draw(fragment),
    '<!DOCTYPE html><html><head><meta charset="utf-8"/></head><body><p>hi</p></body></html>',
  );
  const body = new App().get("/", (ctx) => ctx.render(<body class="own">hi</body>));
  assert.match(await draw(body), /<\/head><body class="own">hi<\/body><\/html>$/);
});

Deno.test("layouts nest from the outside in, inside the app wrapper", async () => {
  const app = new App()
    .appWrapper(Wrapper)
    .layout("*", ({ Component }) => (
      <Box name="outer">
        <Component />
      </Box>
    ))
    .layout("/in", ({ Component }) => (
      <Box name="inner">
        <Component />
      </Box>
    ))
    .get("/in", (ctx) => ctx.render(<p>page</p>))
    .get("/bare", (ctx) => ctx.render(<p>page</p>, {}, { skipAppWrapper: true }))
    .get("/alone", (ctx) => ctx.render(<p>page</p>, {}, { skipInheritedLayouts: true }));
  assert.match(
    await draw(app, "/in"),
    /<body><div class="outer"><div class="inner"><p>page<\/p><\/div><\/div><\/body>/,
  );
  assert.doesNotMatch(await draw(app, "/bare"), /Wrapper/);
  assert.match(await draw(app, "/alone"), /Wrapper.*<body><p>page<\/p><\/body>/);
});

Deno.test("a layout may leave out what is further out", async () => {
  const app = new App()
    .appWrapper(Wrapper)
    .layout("*", ({ Component }) => (
      <Box name="outer">
        <Component />
      </Box>
    ))
    .layout("/in", ({ Component }) => (
      <Box name="inner">
        <Component />
      </Box>
    ), { skipInheritedLayouts: true, skipAppWrapper: true })
    .get("/in", (ctx) => ctx.render(<p>page</p>));
  assert.match(await draw(app, "/in"), /<body><div class="inner"><p>page<\/p><\/div><\/body>/);
});

Deno.test("an async page, layout or wrapper is awaited, and may answer with a response", async () => {
  const app = new App()
    .appWrapper(async (props) => await Promise.resolve(<Wrapper {...props} />))
    .layout("*", async ({ Component }) => (
      <Box name={await Promise.resolve("later")}>
        <Component />
      </Box>
    ))
    .route("/", { component: async () => <p>{await Promise.resolve("fetched")}</p> })
    .route("/away", {
      component: async () => await Promise.resolve(Response.redirect("http://localhost/")),
    });
  assert.match(await draw(app), /Wrapper.*<div class="later"><p>fetched<\/p><\/div>/);
  const response = await app.handler()(new Request("http://localhost/away"));
  assert.equal(response.status, 302);
});

Deno.test("<Head> replaces what the wrapper has and adds what it has not", async () => {
  const app = new App().appWrapper(Wrapper).get("/", (ctx) =>
    ctx.render(
      <main>
        <Head>
          <title>Page</title>
          <meta name="description" content="page" />
          <meta name="robots" content="noindex" />
          <link key="icon" rel="icon" href="/page.ico" />
        </Head>
        text
      </main>,
    ));
  const html = await draw(app);
  assert.match(html, /<title>Page<\/title><meta name="description" content="page"\/>/);
  assert.match(html, /<link rel="icon" href="\/page.ico" data-key="icon"\/><meta name="robots"/);
  assert.doesNotMatch(html, /Wrapper|wrapper/);
  assert.match(html, /<body><main>text<\/main><\/body>/);
});

Deno.test("links to where one is, or on the way to it, say so", async () => {
  const app = new App().get("/blog/post", (ctx) =>
    ctx.render(
      <nav>
        <a href="/blog/post">here</a>
        <a href="/blog">above</a>
        <a href="/other">other</a>
        <a href="https://example.org/blog/post">outside</a>
      </nav>,
    ));
  const html = await draw(app, "/blog/post");
  assert.match(html, /<a href="\/blog\/post" data-current="true" aria-current="page">/);
  assert.match(html, /<a href="\/blog" data-ancestor="true" aria-current="true">/);
  assert.match(html, /<a href="\/other">other/);
  assert.match(html, /<a href="https:\/\/example.org\/blog\/post">outside/);
});

Deno.test("pictures are tied to the build unless they opt out", async () => {
  const app = new App().get("/", (ctx) =>
    ctx.render(
      <p>
        <img src="/a.png" srcset="/a.png 1x, /b.png 2x" alt="" />
        <img src="/c.png" data-fresh-disable-lock alt="" />
        <img src="https://example.org/d.png" alt="" />
      </p>,
    ));
  const html = await draw(app);
  const [a, b] = [asset("/a.png"), asset("/b.png")];
  assert.match(a, /^\/a\.png\?__frsh_c=\w+$/);
  assert.ok(html.includes(`<img src="${a}" srcset="${a} 1x, ${b} 2x" alt/>`), html);
  assert.match(html, /src="\/c\.png"/);
  assert.match(html, /src="https:\/\/example\.org\/d\.png"/);
});

Deno.test("a node that is kept and drawn again is not changed twice", async () => {
  const kept = (
    <body>
      <a href="/">home</a>
    </body>
  );
  const app = new App().get("/", (ctx) => ctx.render(kept)).get(
    "/other",
    (ctx) => ctx.render(kept),
  );
  const first = await draw(app);
  assert.match(await draw(app, "/other"), /<a href="\/" data-ancestor="true" aria-current="true">/);
  assert.equal(await draw(app), first);
});

Deno.test("ctx.render() draws nothing but JSX", async () => {
  const app = new App()
    .onError("*", (ctx) => new Response(String(ctx.error)))
    .get("/", (ctx) => ctx.render("<p>text</p>" as never));
  assert.match(await draw(app), /draws JSX/);
});
