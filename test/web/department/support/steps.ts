import type { Page } from "playwright-core";
import type { Visitor } from "../../support/visitor.ts";

/** A shared machine with two cores opens a sealed file in some seconds, and may have other things to do. */
export const PATIENCE = { timeout: 120_000 };

/** What an official does at the pages of the portal, whatever language they have. */

/** On a page that needs an account: takes one of those for trying out. */
export async function takeAccount({ page }: Pick<Visitor, "page">, number: string): Promise<void> {
  await page.locator("#demonstration-number").waitFor(PATIENCE);
  await page.locator("#demonstration-number").selectOption(number);
  await page.locator("form:has(#demonstration-number) button[type=submit]").click();
  await page.locator("#demonstration-number").waitFor({ ...PATIENCE, state: "detached" });
}

/** The dialog's own act. */
export async function confirm(page: Page): Promise<void> {
  await page.locator("dialog .dialog-actions button").last().click();
  await page.locator("dialog").waitFor({ ...PATIENCE, state: "detached" });
}

/** Pictures of whoever looks at a test, in the folder TEST_PICTURES. */
export async function picture({ page }: Pick<Visitor, "page">, name: string): Promise<void> {
  const folder = process.env["TEST_PICTURES"];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

export interface PolicyWords {
  readonly title: string;
  readonly purpose: string;
  readonly basis: string;
  readonly scope: string;
}

/** Fills the words of a request, the same in both languages but for a sign of which. */
export async function fillWords(page: Page, { title, purpose, basis, scope }: PolicyWords): Promise<void> {
  for (const language of ["En", "Zh"]) {
    await page.locator(`#title${language}`).fill(`${title} ${language}`);
    await page.locator(`#purpose${language}`).fill(`${purpose} ${language}`);
    await page.locator(`#basis${language}`).fill(`${basis} ${language}`);
  }
  await page.locator("#scope").fill(scope);
}
