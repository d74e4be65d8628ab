/** Somebody at the call page: what they press and what they see, by the names that people see. */
import type { BrowserContext, Locator, Page } from "playwright-core";
import type { CallMessages } from "../../../locales/en.ts";
import { format } from "../../../locales/format.ts";
import { eventually } from "./eventually.ts";
import { type Faults, installSpy } from "./spy.ts";
import { Witness } from "./witness.ts";

export type Phase = "lobby" | "joining" | "in-call" | "ended";

export class Person {
  readonly name: string;
  readonly page: Page;
  readonly witness: Witness;
  /** The words of the language that the page is shown in. */
  readonly words: CallMessages;

  constructor(name: string, page: Page, witness: Witness, words: CallMessages) {
    this.name = name;
    this.page = page;
    this.witness = witness;
    this.words = words;
  }

  /** The root element of the call. */
  get call(): Locator {
    return this.page.locator("[data-phase]");
  }

  /** Their own picture. */
  get self(): Locator {
    return this.page.locator("figure[data-peer][data-source=camera][data-self]");
  }

  /** The pictures of everybody else. */
  get others(): Locator {
    return this.page.locator("figure[data-peer][data-source=camera]:not([data-self])");
  }

  /** What everybody else shares of their screens. */
  get screens(): Locator {
    return this.page.locator("figure[data-peer][data-source=screen]:not([data-self])");
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** The picture of another participant, by their name. */
  tile(name: string): Locator {
    return this.page.getByRole("figure", { name: new RegExp(`^${name}`) })
      .and(this.others);
  }

  phase(): Promise<Phase | null> {
    return this.call.first().getAttribute("data-phase") as Promise<
      Phase | null
    >;
  }

  async reaches(phase: Phase): Promise<void> {
    await eventually(
      `${this.name} reaches ${phase}`,
      async () => (await this.phase()) === phase,
    );
  }

  /** Waits until the page is alive in the lobby, and says who they are. */
  async settles(): Promise<void> {
    await this.reaches("lobby");
    // Drawn by the server, the button is there before the page's scripts are.
    await eventually(
      `${this.name} can join`,
      () => this.button(this.words.lobby.join).isEnabled({ timeout: 1_000 }),
    );
    await this.page.getByRole("textbox", { name: this.words.lobby.name }).fill(this.name);
  }

  async press(name: string): Promise<void> {
    await this.button(name).click();
  }

  /** Closes the panel or notice of that title. */
  async close(title: string): Promise<void> {
    await this.press(format(this.words.controls.close, { what: title }));
  }

  /** From the lobby into the call. */
  async join(): Promise<void> {
    await this.press(this.words.lobby.join);
    await this.reaches("in-call");
  }

  async leave(): Promise<void> {
    await this.press(this.words.controls.leave);
    await this.reaches("ended");
  }

  /** Their tab crashes: nobody is left to say anything, or to answer. */
  async crash(): Promise<void> {
    const devtools = await this.page.context().newCDPSession(this.page);
    devtools.send("Page.crash").catch(() => {});
  }

  /** The id by which the others know them. */
  async peerId(): Promise<string> {
    return await eventually(
      `${this.name} has a seat`,
      () => this.self.first().getAttribute("data-peer"),
    );
  }
}

export interface Introduction {
  name: string;
  /** Where the site is: whatever goes elsewhere is noted. */
  origin: string;
  words: CallMessages;
  faults: Faults;
}

/** Opens an empty page for somebody, with ears on it before anything loads. */
export async function openPerson(
  context: BrowserContext,
  { name, origin, words, faults }: Introduction,
): Promise<Person> {
  const page = await context.newPage();
  const person = new Person(name, page, new Witness(page, origin), words);
  await page.addInitScript(installSpy, faults);
  return person;
}
