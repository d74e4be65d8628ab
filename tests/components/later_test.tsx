/** What is fetched when it is needed: once, and again if it did not arrive. */
import "../support/dom.ts";
import assert from "node:assert/strict";
import { install } from "@sinonjs/fake-timers";
import { act, cleanup, fireEvent, render } from "@testing-library/preact";
import type { ComponentType, VNode } from "preact";
import { type Later, later, useLater } from "../../components/later.ts";

/** Does something, and lets whoever waits for a promise hear of it. */
async function settle(task: () => void): Promise<void> {
  await act(async () => {
    task();
    await new Promise<void>((resolve) => setImmediate(resolve));
  });
}

/** A part that arrives when the test says so. */
function parcel() {
  const waiting: PromiseWithResolvers<() => VNode>[] = [];
  const part = later(() => {
    const parcel = Promise.withResolvers<() => VNode>();
    waiting.push(parcel);
    return parcel.promise;
  });
  return {
    part,
    get asked() {
      return waiting.length;
    },
    arrive: () => settle(() => waiting.at(-1)!.resolve(() => <p>It is here.</p>)),
    getLost: () => settle(() => waiting.at(-1)!.reject(new TypeError("Failed to fetch"))),
  };
}

function Place(
  props: { part: Later<ComponentType>; wanted: boolean; againMs?: number },
) {
  const { part, wanted, ...options } = props;
  const arrival = useLater(part, wanted, options);
  if (arrival.state === "here") return <arrival.part />;
  if (arrival.state === "failed") {
    return <button type="button" onClick={arrival.retry}>Again</button>;
  }
  return <p>{arrival.state}</p>;
}

Deno.test("nothing is fetched before it is wanted, and then once", async () => {
  const sent = parcel();
  const { part } = sent;
  const page = render(<Place part={part} wanted={false} />);
  page.getByText("away");
  assert.equal(sent.asked, 0);
  page.rerender(<Place part={part} wanted />);
  page.getByText("coming");
  page.rerender(<Place part={part} wanted />);
  await sent.arrive();
  page.getByText("It is here.");
  cleanup();
  const again = render(<Place part={part} wanted />);
  again.getByText("It is here.");
  assert.equal(sent.asked, 1);
  cleanup();
});

Deno.test("what got lost can be asked for again", async () => {
  const sent = parcel();
  const page = render(<Place part={sent.part} wanted />);
  await sent.getLost();
  fireEvent.click(page.getByRole("button", { name: "Again" }));
  await settle(() => {});
  page.getByText("coming");
  assert.equal(sent.asked, 2);
  await sent.arrive();
  page.getByText("It is here.");
  cleanup();
});

Deno.test("what got lost is asked for again by itself, where that is wished", async () => {
  const clock = install({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const sent = parcel();
    const page = render(<Place part={sent.part} wanted againMs={1_000} />);
    await sent.getLost();
    await settle(() => void clock.tick(999));
    assert.equal(sent.asked, 1);
    await settle(() => void clock.tick(1));
    assert.equal(sent.asked, 2);
    await sent.arrive();
    page.getByText("It is here.");
    await settle(() => void clock.tick(60_000));
    assert.equal(sent.asked, 2);
    cleanup();
  } finally {
    clock.uninstall();
  }
});

Deno.test("two that wait for the same part fetch it together", async () => {
  const sent = parcel();
  const page = render(
    <>
      <Place part={sent.part} wanted />
      <Place part={sent.part} wanted />
    </>,
  );
  await sent.arrive();
  assert.equal(page.getAllByText("It is here.").length, 2);
  assert.equal(sent.asked, 1);
  cleanup();
});

Deno.test("a part that arrives after its place has gone disturbs nobody", async () => {
  const sent = parcel();
  render(<Place part={sent.part} wanted />);
  cleanup();
  await sent.arrive();
  assert.notEqual(sent.part.here, null);
});
