import type { Locator } from "playwright-core";
import type { Identity } from "../../../../src/protocol/identity.ts";
import type { Visitor } from "../../support/visitor.ts";
import { backupOf, PASSPHRASE } from "./backup.ts";

/** A shared machine with two cores makes a proof in some seconds, and may have other things to do. */
const PATIENCE = { timeout: 90_000 };

/** What a voter does at the pages of the portal, whatever language they have. */

/** Brings the voter's identity in from its backup, on the page of the election, and waits until she may vote. */
export async function bringIdentity(visitor: Visitor, wish: { electionId: bigint; voter: Identity }): Promise<void> {
  const { page } = visitor;
  await visitor.go(`#/elections/${wish.electionId}`);
  await page.locator("details:has(#restore-file) > summary").click();
  const buffer = await backupOf(wish.voter);
  await page.locator("#restore-file").setInputFiles({ name: "backup.json", mimeType: "application/json", buffer });
  await page.locator("#restore-passphrase").fill(PASSPHRASE);
  await page.locator("form:has(#restore-file) button[type=submit]").click();
  await toBallotLink(visitor).waitFor(PATIENCE);
}

/** With an open identity: to another election, and waits until she may vote. */
export async function toElection(visitor: Visitor, electionId: bigint): Promise<void> {
  await visitor.go(`#/elections/${electionId}`);
  await visitor.page.locator(`main a[href$="/elections/${electionId}/vote"]`).waitFor(PATIENCE);
}

/** From the election to its ballot. */
export async function enterBooth(visitor: Visitor): Promise<void> {
  await toBallotLink(visitor).click();
  await visitor.page.locator("#ballot").waitFor(PATIENCE);
}

/** Waits, at the ballot, until the browser keeps what a proof is made with. */
export async function waitForProofFiles({ page }: Visitor): Promise<void> {
  await page.waitForFunction(async () => {
    const kept = await (await caches.open("psephos-published")).keys();
    const isKept = (file: string) => kept.some(({ url }) => url.endsWith(file));
    return ["circuit.wasm", "proving-key.zkey", "verifying-key.json"].every(isKept);
  });
}

function toBallotLink({ page }: Visitor): Locator {
  return page.locator('main a[href$="/vote"]');
}

/** From the marked ballot to the question whether this is right. */
export async function review({ page }: Visitor): Promise<void> {
  await page.locator("main form button[type=submit]").click();
  await page.locator("#choices-heading").waitFor();
}

/** Presses "encrypt", which is the one way on. */
export async function startEncrypting({ page }: Visitor): Promise<void> {
  await wayOn({ page }).click();
}

/** Encrypts, and gives the receipt number. */
export async function encrypt(visitor: Visitor): Promise<string> {
  await startEncrypting(visitor);
  return receiptNumber(visitor);
}

export async function receiptNumber({ page }: Visitor): Promise<string> {
  const number = page.locator(".copy-words");
  await number.waitFor(PATIENCE);
  return (await number.textContent()) ?? "";
}

/** The primary button of the page. */
export function wayOn({ page }: Pick<Visitor, "page">): Locator {
  return page.locator("main button.button-primary").first();
}

export async function cast(visitor: Visitor): Promise<void> {
  await wayOn(visitor).click();
  await visitor.page.waitForURL(/\/receipt\/0x[0-9a-f]{64}$/, PATIENCE);
}

/** Waits until the page says that the ballot is counted for good: every step of its way is done. */
export async function waitUntilCounted({ page }: Visitor): Promise<void> {
  await page.locator(".step-done").nth(4).waitFor(PATIENCE);
}

/** Presses the page's "try again", unless the page did so by itself by now, and the button is gone. */
export async function tryAgain({ page }: Visitor): Promise<void> {
  await page.evaluate(() =>
    document.querySelector<HTMLElement>("main .banner-warning button, main .failure > p > button")?.click(),
  );
}
