/** Opening a pasted invite link, by the script of the landing page. */
import "../support/dom.ts";
import assert from "node:assert/strict";
import { cleanup, fireEvent, render } from "@testing-library/preact";
import { OpenCallForm } from "../../components/OpenCallForm.tsx";
import { en } from "../../locales/en.ts";
import { window } from "../support/dom.ts";

const KEY = "AAAAAAAAAAAAAAAAAAAAAA";
const SCRIPT = new URL("../../static/open_call.js", import.meta.url);
let opened = 0;

/** Pastes `text` into the form and submits it. */
async function paste(text: string): Promise<{ went: string | null; problem: string | null }> {
  let went: string | null = null;
  window.happyDOM.setURL("https://lagoon.example/");
  window.location.assign = (url: string | URL) => {
    went = String(url);
  };
  const page = render(<OpenCallForm t={en.landing} />);
  // A script runs once for each page that it is on.
  await import(`${SCRIPT}?page=${++opened}`);
  fireEvent.input(page.getByRole("textbox", { name: "Invite link" }), { target: { value: text } });
  fireEvent.click(page.getByRole("button", { name: "Open call" }));
  const problem = page.getByRole("alert").textContent;
  cleanup();
  return { went, problem };
}

const WHOLE: [pasted: string, address: string][] = [
  [`https://lagoon.example/r/quiet-otter-bay#${KEY}`, `/r/quiet-otter-bay#${KEY}`],
  [`  https://lagoon.example/r/quiet-otter-bay#${KEY} `, `/r/quiet-otter-bay#${KEY}`],
  [`lagoon.example/r/quiet-otter-bay#${KEY}`, `/r/quiet-otter-bay#${KEY}`],
  [`/r/quiet-otter-bay#${KEY}`, `/r/quiet-otter-bay#${KEY}`],
  [`r/quiet-otter-bay#${KEY}`, `/r/quiet-otter-bay#${KEY}`],
  [`https://lagoon.example/r/tea?lang=zh#${KEY}`, `/r/tea?lang=zh#${KEY}`],
];

for (const [pasted, address] of WHOLE) {
  Deno.test(`“${pasted}” opens the call`, async () => {
    assert.deepEqual(await paste(pasted), {
      went: `https://lagoon.example${address}`,
      problem: "",
    });
  });
}

Deno.test("a link to another Lagoon goes there", async () => {
  const link = `https://calls.example.org/r/tea#${KEY}`;
  assert.equal((await paste(link)).went, link);
});

for (const pasted of ["https://lagoon.example/r/tea", "r/tea#", `r/tea#${KEY}x`]) {
  Deno.test(`“${pasted}” is told to be incomplete`, async () => {
    assert.deepEqual(await paste(pasted), { went: null, problem: en.landing.noKey });
  });
}

for (const pasted of ["", "hello", "javascript:alert(1)//r/x", `https://lagoon.example/x#${KEY}`]) {
  Deno.test(`“${pasted}” is told to be no link`, async () => {
    const { went, problem } = await paste(pasted);
    assert.equal(went, null);
    assert.match(problem!, /^This is not an invite link/);
    // Drawn from left to right in a sentence that goes the other way, too.
    assert.match(problem!, /\u2068…\/r\/quiet-otter-bay#…\u2069/);
  });
}

Deno.test("the script is at most 2 kB on the wire", async () => {
  const packed = new Blob([await Deno.readTextFile(SCRIPT)]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  assert.ok((await new Response(packed).arrayBuffer()).byteLength <= 2_000);
});

Deno.test("not even a browser without scripts would send what is in the field", () => {
  const page = render(<OpenCallForm t={en.landing} />);
  assert.equal(page.getByRole("textbox").hasAttribute("name"), false);
  cleanup();
});
