/** Writing, reading and sending files in a call, by the names that people see. */
import type { Locator } from "playwright-core";
import { eventually } from "./eventually.ts";
import type { Person } from "./person.ts";

export async function openChat(person: Person): Promise<void> {
  await person.press(person.words.controls.chat);
  await person.page.getByRole("textbox", { name: person.words.chat.message }).waitFor();
}

export async function write(person: Person, text: string, to?: string): Promise<void> {
  const { page, words } = person;
  const audience = page.getByRole("combobox", { name: words.chat.to });
  await audience.selectOption({ label: to ?? words.chat.everyone });
  const field = page.getByRole("textbox", { name: words.chat.message });
  await field.fill(text);
  await field.press("Enter");
}

/** The messages that somebody has in their open chat. */
export function messages(person: Person): Locator {
  return person.page.getByRole("region", { name: person.words.chat.messages })
    .getByRole("listitem");
}

export async function reads(person: Person, text: string): Promise<void> {
  await eventually(
    `${person.name} reads "${text.slice(0, 40)}"`,
    async () => await messages(person).filter({ hasText: text }).count() === 1,
  );
}

/** Puts a file from the disk into the chat, and offers it. */
export async function offerFile(person: Person, path: string, to?: string): Promise<void> {
  const { page, words } = person;
  const audience = page.getByRole("combobox", { name: words.chat.to });
  await audience.selectOption({ label: to ?? words.chat.everyone });
  await page.locator("input[type=file]").setInputFiles(path);
  await person.press(words.chat.send);
}

/** Saves a file that has arrived; where it lies then. */
export async function save(person: Person, name: string): Promise<string> {
  const link = person.page.getByRole("link", { name: `Save ${name}` });
  const [download] = await Promise.all([person.page.waitForEvent("download"), link.click()]);
  return await download.path();
}
