import assert from "node:assert/strict";
import { type Signal, signal } from "@preact/signals";
import { Window } from "happy-dom";
import { type ComponentChildren, h } from "preact";
import { useState } from "preact/hooks";
import { boot } from "../src/runtime/boot.ts";
import { stringify } from "../src/serialize/stringify.ts";

const GLOBALS = ["document", "NodeFilter", "reportError"] as const;

/** Runs `act` in a page with this body, and gives its document and the errors that were reported. */
async function inPage(
  body: string,
  act: (document: Document, errors: unknown[]) => void | Promise<void>,
): Promise<void> {
  const window = new Window();
  window.document.body.innerHTML = body;
  const errors: unknown[] = [];
  const before = GLOBALS.map((name) =>
    [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const
  );
  const inside = {
    document: window.document,
    NodeFilter: window.NodeFilter,
    reportError: (error: unknown) => errors.push(error),
  };
  for (const name of GLOBALS) {
    Object.defineProperty(globalThis, name, {
      value: inside[name],
      configurable: true,
      writable: true,
    });
  }
  try {
    await act(window.document as unknown as Document, errors);
  } finally {
    for (const [name, descriptor] of before) {
      if (descriptor === undefined) delete (globalThis as Record<string, unknown>)[name];
      else Object.defineProperty(globalThis, name, descriptor);
    }
    await window.happyDOM.close();
  }
}

function Counter({ start, shared }: { start: number; shared?: Signal<number> }): ComponentChildren {
  const [count, setCount] = useState(start);
  const click = () => shared === undefined ? setCount(count + 1) : shared.value++;
  return h("button", { onClick: click }, shared ?? count);
}

/** Grows by one item before and one after its text. */
function Growing(): ComponentChildren {
  const [grown, setGrown] = useState(false);
  const items = grown ? ["first", "text", "last"] : ["text"];
  return items.map((item) => h("i", { key: item, onClick: () => setGrown(true) }, item));
}

function Broken(): ComponentChildren {
  throw new Error("broken island");
}

function island(name: string, index: number, html: string): string {
  return `<!--frsh:island:${name}:${index}:-->${html}<!--/frsh:island-->`;
}

function propsOf(...all: Record<string, unknown>[]): string {
  return stringify(all.map((props) => ({ island: "Test", props })));
}

/** Preact draws changes of state in a later turn. */
function nextDraw(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

Deno.test("an island takes over what the server drew, in place", async () => {
  const drawn = "<button>1</button>";
  await inPage(`<p>before</p>${island("Counter", 0, drawn)}<p>after</p>`, async (document) => {
    const button = document.querySelector("button");
    boot({ Counter: Counter as never }, propsOf({ start: 1 }));
    button?.click();
    await nextDraw();
    assert.equal(document.querySelector("button"), button, "the node is the server's own");
    assert.equal(button?.textContent, "2");
    assert.equal(document.body.textContent, "before2after");
  });
});

Deno.test("what the browser draws otherwise than the server did is put right", async () => {
  await inPage(
    island("Counter", 0, "<button class='placeholder'>loading<i></i></button>"),
    (document) => {
      boot({ Counter: Counter as never }, propsOf({ start: 5 }));
      assert.equal(document.querySelector("button")?.outerHTML, "<button>5</button>");
    },
  );
});

Deno.test("several islands side by side keep to their own places as they grow", async () => {
  const body = `<div>${island("Growing", 0, "<i>text</i>")}${
    island("Growing", 1, "<i>text</i>")
  }<b>end</b></div>`;
  await inPage(body, async (document) => {
    boot({ Growing: Growing as never }, propsOf({}, {}));
    document.querySelectorAll("i").item(0).click();
    await nextDraw();
    const texts = () =>
      [...document.querySelectorAll("div > *")].map((element) => element.textContent);
    assert.deepEqual(texts(), ["first", "text", "last", "text", "end"]);
    document.querySelectorAll("i").item(3).click();
    await nextDraw();
    assert.deepEqual(texts(), ["first", "text", "last", "first", "text", "last", "end"]);
  });
});

Deno.test("two islands that were given one signal share it", async () => {
  const shared = signal(1);
  const body = `${island("Counter", 0, "<button>1</button>")}${
    island("Counter", 1, "<button>1</button>")
  }`;
  await inPage(body, async (document) => {
    boot({ Counter: Counter as never }, propsOf({ start: 0, shared }, { start: 0, shared }));
    document.querySelectorAll("button").item(0).click();
    await nextDraw();
    assert.deepEqual([...document.querySelectorAll("button")].map((button) => button.textContent), [
      "2",
      "2",
    ]);
  });
});

Deno.test("an island that the server drew smaller does not reach into its neighbours", async () => {
  const drawn = `${island("Two", 0, "")}${island("Two", 1, "<i>a</i>")}<b>end</b>`;
  const Two = () => [h("i", null, "a"), h("i", null, "b")];
  await inPage(`<div>${drawn}</div>`, (document) => {
    const [second] = document.querySelectorAll("i");
    boot({ Two: Two as never }, propsOf({}, {}));
    const texts = [...document.querySelectorAll("div > *")].map((element) => element.textContent);
    assert.deepEqual(texts, ["a", "b", "a", "b", "end"]);
    assert.equal(document.querySelectorAll("i").item(2), second, "each keeps its own nodes");
  });
});

Deno.test("an island may grow at its end before its neighbour is there", async () => {
  const Two = () => [h("i", null, "a"), h("i", null, "b")];
  const body = `${island("Two", 0, "<i>a</i>")}${island("Two", 1, "<i>a</i>")}`;
  await inPage(`<div>${body}</div>`, (document) => {
    boot({ Two: Two as never }, propsOf({}, {}));
    const texts = [...document.querySelectorAll("i")].map((element) => element.textContent);
    assert.deepEqual(texts, ["a", "b", "a", "b"]);
  });
});

Deno.test("one broken island leaves the others working", async () => {
  const body = `${island("Broken", 0, "")}${island("Counter", 1, "<button>1</button>")}`;
  await inPage(body, async (document, errors) => {
    boot({ Broken, Counter: Counter as never }, propsOf({}, { start: 1 }));
    document.querySelector("button")?.click();
    await nextDraw();
    assert.equal(document.querySelector("button")?.textContent, "2");
    assert.deepEqual(errors.map(String), ["Error: broken island"]);
  });
});
