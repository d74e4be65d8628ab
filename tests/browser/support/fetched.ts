/** What a page fetches for later, once nothing else is to do: whoever needs it without the server waits for it. */
import { eventually } from "./eventually.ts";
import type { Person } from "./person.ts";

/** Waits until the script of that name has come to somebody's page. */
export async function hasFetched({ name, page }: Person, script: string): Promise<void> {
  await eventually(`${script} has come to ${name}`, () => page.evaluate(isThere, script));
}

/** Runs in the page: a script is listed once it was fetched, and can be imported once all that it imports was, too. */
async function isThere(script: string): Promise<boolean> {
  const scripts = performance.getEntriesByType("resource").map(({ name }) => name);
  const found = scripts.find((name) => new RegExp(`/${script}(-\\w+)?\\.js$`).test(name));
  return found !== undefined && await import(found).then(() => true);
}
