import assert from "node:assert/strict";
import { type Context, createDefine, page, type PageProps } from "fresh";

interface State {
  user: string;
}

const define = createDefine<State>();

Deno.test("the define helpers return what they are given", () => {
  const handlers = { GET: (ctx: Context<State>) => page({ name: ctx.state.user }) };
  const draw = () => null;
  const middleware = (ctx: Context<State>) => ctx.next();
  assert.equal(define.handlers(handlers), handlers);
  assert.equal(define.page(draw), draw);
  assert.equal(define.layout(draw), draw);
  assert.equal(define.middleware(middleware), middleware);
});

Deno.test("a page knows its handlers' data and the app's state", () => {
  const handlers = define.handlers({ GET: () => page({ count: 1 }) });
  const draw = define.page<typeof handlers>(({ data, state }) =>
    `${state.user} ${data.count.toFixed(1)}`
  );
  const props = { data: { count: 2 }, state: { user: "ada" } } as PageProps<
    { count: number },
    State
  >;
  assert.equal((draw as (props: unknown) => unknown)(props), "ada 2.0");
});

Deno.test("page() carries data, status and headers, and nothing that was not said", () => {
  assert.deepEqual(page({ a: 1 }, { status: 201 }), { data: { a: 1 }, status: 201 });
  assert.deepEqual(page(), { data: undefined });
});
