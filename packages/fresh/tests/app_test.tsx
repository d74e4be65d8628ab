import assert from "node:assert/strict";
import { App, type Context, HttpError, type Middleware } from "fresh";
import { errorsLoggedBy } from "./support/quiet.ts";
import { whileServing } from "./support/serve.ts";

interface Trail {
  steps: string[];
}

function step(name: string): Middleware<Trail> {
  return async (ctx) => {
    (ctx.state.steps ??= []).push(name);
    const response = await ctx.next();
    response.headers.append("x-back", name);
    return response;
  };
}

function steps(ctx: Context<Trail>): Response {
  return new Response(ctx.state.steps?.join(" "));
}

async function request(app: App<Trail>, path: string, init?: RequestInit): Promise<Response> {
  return await app.handler()(new Request(new URL(path, "http://localhost"), init));
}

async function textOf(app: App<Trail>, path: string): Promise<string> {
  return await (await request(app, path)).text();
}

Deno.test("middlewares run from the outside in and back again", async () => {
  const app = new App<Trail>().use(step("a"), step("b")).use(step("c")).get("/", step("d"), steps);
  const response = await request(app, "/");
  assert.equal(await response.text(), "a b c d");
  assert.equal(response.headers.get("x-back"), "d, c, b, a");
});

Deno.test("what is added later does not surround what was there before", async () => {
  const app = new App<Trail>().use(step("early")).get("/", steps).use(step("late")).get(
    "/other",
    steps,
  );
  assert.equal(await textOf(app, "/"), "early");
  assert.equal(await textOf(app, "/other"), "early late");
});

Deno.test("a middleware at a path sees only what is below it", async () => {
  const app = new App<Trail>().use("/in", step("in")).get("/in", steps).get("/in/side", steps).get(
    "/out",
    steps,
  );
  assert.equal(await textOf(app, "/in"), "in");
  assert.equal(await textOf(app, "/in/side"), "in");
  assert.equal(await textOf(app, "/out"), "");
});

Deno.test("a middleware can be loaded when it is first needed", async () => {
  const app = new App<Trail>().use(() => Promise.resolve(step("lazy"))).get("/", steps);
  assert.equal(await textOf(app, "/"), "lazy");
});

Deno.test("ctx.next() means the next one, also after something else was awaited", async () => {
  const app = new App<Trail>()
    .use(async (ctx) => {
      const first = await ctx.next();
      return new Response(`${await first.text()} ${await (await ctx.next()).text()}`);
    })
    .use(step("inner"))
    .get("/", steps);
  assert.equal(await textOf(app, "/"), "inner inner inner");
});

Deno.test("every verb has its method, and `all` takes them all", async () => {
  const app = new App<Trail>().all("/all", (ctx) => new Response(ctx.req.method));
  for (const verb of ["get", "post", "put", "patch", "delete"] as const) {
    app[verb](`/${verb}`, () => new Response(verb));
    const method = verb.toUpperCase();
    assert.equal(await (await request(app, `/${verb}`, { method })).text(), verb);
    assert.equal(await (await request(app, "/all", { method })).text(), method);
  }
});

Deno.test("the wrong verb is 405, and OPTIONS says which are right", async () => {
  const app = new App<Trail>().get("/a", steps).post("/a", steps);
  assert.equal((await request(app, "/a", { method: "DELETE" })).status, 405);
  const options = await request(app, "/a", { method: "OPTIONS" });
  assert.equal(options.status, 204);
  assert.equal(options.headers.get("allow"), "GET, POST");
});

Deno.test("HEAD is GET without its body, and keeps the headers, its length among them", async () => {
  const app = new App<Trail>().get(
    "/",
    () => new Response("long", { headers: { "x-kept": "yes" } }),
  );
  await whileServing(app.handler(), async (address) => {
    const response = await fetch(`http://${address}/`, { method: "HEAD" });
    assert.equal(await response.text(), "");
    assert.equal(response.headers.get("x-kept"), "yes");
    assert.equal(response.headers.get("content-length"), "4");
  });
});

Deno.test("an HttpError becomes its status and message, or the status's name", async () => {
  const app = new App<Trail>()
    .get("/teapot", () => {
      throw new HttpError(418, "short and stout");
    })
    .get("/gone", () => {
      throw new HttpError(410);
    });
  const teapot = await request(app, "/teapot");
  assert.equal(teapot.status, 418);
  assert.equal(await teapot.text(), "short and stout");
  assert.equal(await textOf(app, "/gone"), "Gone");
  assert.equal((await request(app, "/nowhere")).status, 404);
});

Deno.test("what went wrong inside is logged and not told", async () => {
  const failure = new Error("the password is hunter2");
  const app = new App<Trail>().get("/", () => {
    throw failure;
  });
  let response: Response | undefined;
  const logged = await errorsLoggedBy(async () => response = await request(app, "/"));
  assert.equal(response?.status, 500);
  assert.equal(await response?.text(), "Internal server error");
  assert.deepEqual(logged, [failure]);
});

Deno.test("the innermost error page answers, and knows the error", async () => {
  const app = new App<Trail>()
    .onError("*", (ctx) => new Response(`outer ${ctx.error}`, { status: 500 }))
    .onError("/in", { component: ({ error }) => <p>inner {String(error)}</p> })
    .get("/in/side", () => Promise.reject(new HttpError(409, "twice")))
    .get("/out", () => Promise.reject(new Error("broken")));
  assert.equal(await textOf(app, "/out"), "outer Error: broken");
  const inner = await request(app, "/in/side");
  assert.equal(inner.status, 409);
  assert.match(await inner.text(), /<p>inner HttpError: twice<\/p>/);
});

Deno.test("an error page stands in the layouts of its own folder, not in those it came from", async () => {
  const app = new App<Trail>()
    .onError("*", { component: () => <p>sorry</p> })
    .layout("/in", ({ Component }) => (
      <div class="inner">
        <Component />
      </div>
    ))
    .get("/in/side", () => Promise.reject(new HttpError(409)));
  assert.match(await textOf(app, "/in/side"), /<body><p>sorry<\/p><\/body>/);
});

Deno.test("what is not found has a page of its own, which error pages do not take", async () => {
  const app = new App<Trail>()
    .onError("*", () => new Response("error"))
    .notFound({ component: () => <p>Not here</p> })
    .get("/hidden", () => Promise.reject(new HttpError(404)));
  for (const path of ["/nowhere", "/hidden"]) {
    const response = await request(app, path);
    assert.equal(response.status, 404);
    assert.match(await response.text(), /Not here/);
  }
});

Deno.test("middlewares also see requests that nothing answers", async () => {
  const seen: string[] = [];
  const app = new App<Trail>().use((ctx) => {
    seen.push(ctx.url.pathname);
    return ctx.next();
  });
  await request(app, "/nowhere");
  assert.deepEqual(seen, ["/nowhere"]);
});

Deno.test("a redirect stays on this site unless it names another in full", async () => {
  const app = new App<Trail>()
    .get("/a", (ctx) => ctx.redirect("//evil.example//x?next=//y"))
    .get("/b", (ctx) => ctx.redirect("https://example.org//x", 308));
  const inside = await request(app, "/a");
  assert.equal(inside.status, 302);
  assert.equal(inside.headers.get("location"), "/evil.example/x?next=//y");
  const outside = await request(app, "/b");
  assert.equal(outside.status, 308);
  assert.equal(outside.headers.get("location"), "https://example.org//x");
});

Deno.test("repeated slashes in a request's path are one", async () => {
  const app = new App<Trail>().get("/a/b", (ctx) => ctx.text(ctx.url.pathname));
  assert.equal(await (await app.handler()(new Request("http://localhost//a///b"))).text(), "/a/b");
});

Deno.test("a base path is part of every route and of none without it", async () => {
  const app = new App<Trail>({ basePath: "/meet" }).get("/", () => new Response("home")).get(
    "/a",
    steps,
  );
  assert.equal(await textOf(app, "/meet"), "home");
  assert.equal((await request(app, "/meet/a")).status, 200);
  assert.equal((await request(app, "/a")).status, 404);
  assert.throws(() => new App({ basePath: "meet" }), TypeError);
});

Deno.test("a context knows the route, its params and who asks", async () => {
  const app = new App<Trail>().get("/u/:name", (ctx) => {
    return ctx.json({
      route: ctx.route,
      name: ctx.params.name,
      host: (ctx.info.remoteAddr as Deno.NetAddr).hostname,
    });
  });
  assert.deepEqual(await (await request(app, "/u/ada")).json(), {
    route: "/u/:name",
    name: "ada",
    host: "localhost",
  });
});

Deno.test("a handler that answers with nothing is an error that names the path", async () => {
  const app = new App<Trail>().get("/void", () => undefined as unknown as Response);
  const logged = await errorsLoggedBy(() => request(app, "/void"));
  assert.match(String(logged[0]), /\/void was not answered/);
});
