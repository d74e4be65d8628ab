/** A panel whose content does not arrive says so where the content would be, and tries again when asked. */
import assert from "node:assert/strict";
import { act, fireEvent, within } from "@testing-library/preact";
import type { ComponentType } from "preact";
import { later } from "../../components/later.ts";
import { type PanelProps, PANELS } from "../../components/panels.ts";
import { en } from "../../locales/en.ts";
import { assertFocused } from "../support/dom.ts";
import { inCall, participant } from "../support/fake_session.ts";
import { open, set, settle } from "./support/live_call.tsx";

Deno.test("a panel that does not arrive has its frame, a reason and a way to try again", async () => {
  const { body } = PANELS.people;
  let asked = 0;
  PANELS.people.body = later<ComponentType<PanelProps>>(() => {
    asked++;
    if (asked === 1) return Promise.reject(new TypeError("Failed to fetch"));
    return Promise.resolve(() => <p>Everyone.</p>);
  });
  using page = open();
  using _restore = { [Symbol.dispose]: () => void (PANELS.people.body = body) };
  await set(page.session, { call: inCall([participant("Ana"), participant("Bo")]) });
  await act(() => void fireEvent.click(page.getByRole("button", { name: "People" })));
  const panel = page.getByRole("complementary", { name: "People" });
  assertFocused(within(panel).getByRole("heading"));
  await settle();
  within(panel).getByRole("alert");
  within(panel).getByText(en.call.panels.failed.title);
  await act(() => void fireEvent.click(within(panel).getByRole("button", { name: "Try again" })));
  await settle();
  within(panel).getByText("Everyone.");
  assert.equal(asked, 2);
});

Deno.test("a panel has the focus as soon as it is there: Escape closes it before it was ever drawn", async () => {
  using page = open();
  await set(page.session, { call: inCall([participant("Ana"), participant("Bo")]) });
  const button = page.getByRole("button", { name: "People" });
  // Not by `fireEvent`, which carries out at once what browsers do once they have drawn.
  button.click();
  while (page.queryByRole("complementary", { name: "People" }) === null) await Promise.resolve();
  assertFocused(page.getByRole("heading", { name: "People" }));
  await settle();
});
