import type { Page } from "playwright-core";
import type { Visitor } from "../../support/visitor.ts";
import type { Words } from "./words.ts";

/** What people do at the pages of organizers and key keepers, by the words that they see. */

/** Takes one of the accounts that everybody has on a chain for trying out. */
export async function takeAccount({ page }: Visitor, say: Words, number: number): Promise<void> {
  await page.getByLabel(say("accounts", "demonstrationNumber")).selectOption(String(number));
  await page.getByRole("button", { name: say("accounts", "take") }).click();
  await page.getByText(say("accounts", "demonstration"), { exact: true }).waitFor();
}

export async function goOn({ page }: Visitor, say: Words): Promise<void> {
  await page.getByRole("button", { name: say("common", "continue"), exact: true }).click();
}

export interface PlannedTexts {
  readonly title: string;
  readonly description: string;
  readonly organizer: string;
  readonly options: readonly string[];
}

/** From the first page to the kind of ballot, which is left as it is. Texts in Chinese are the same with a mark. */
export async function planQuestion(visitor: Visitor, say: Words, texts: PlannedTexts): Promise<void> {
  const { page } = visitor;
  await page.getByRole("heading", { name: say("organizer", "step-question") }).waitFor();
  await page.locator("#title-en").fill(texts.title);
  await page.locator("#title-zh").fill(`${texts.title} 中`);
  await page.locator("#description-en").fill(texts.description);
  await goOn(visitor, say);
  await page.locator("#organizer-en").fill(texts.organizer);
  await goOn(visitor, say);
  for (const [at, label] of texts.options.entries()) {
    if (at > 1) await page.getByRole("button", { name: say("organizer", "addOption") }).click();
    await page.locator(`#option-${at + 1}-en`).fill(label);
  }
  await goOn(visitor, say);
  await page.getByRole("heading", { name: say("organizer", "step-rule") }).waitFor();
}

/** A list of voters that is chosen as a file. */
export async function giveList({ page }: Visitor, say: Words, content: string): Promise<void> {
  await choose(page, say("organizer", "votersFile"));
  await page.locator("#list-name").fill("Voters");
  await page
    .locator("#list-file")
    .setInputFiles({ name: "voters.csv", mimeType: "text/csv", buffer: Buffer.from(content) });
}

/** A radio button by the beginning of its words: its help belongs to them. */
export async function choose(page: Page, words: string): Promise<void> {
  await page
    .locator(".choice", { has: page.locator(".choice-label", { hasText: exactly(words) }) })
    .getByRole("radio")
    .check();
}

function exactly(words: string): RegExp {
  return new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
}

/** A moment in unix seconds, by full minutes, as the field takes it. */
export async function setTime({ page }: Visitor, id: string, at: number): Promise<void> {
  await page.locator(`#${id}`).fill(localText(at));
}

/** As a browser of this machine's time zone writes it: 2026-11-05T09:00. */
function localText(at: number): string {
  const moment = new Date(at * 1000);
  const two = (part: number): string => String(part).padStart(2, "0");
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
