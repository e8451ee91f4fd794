import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { walletContent, type Wallet } from "../../../../src/roles/holder/wallet.ts";
import { sealFile } from "../../../../src/roles/sealed-file.ts";
import type { Visitor } from "../../support/visitor.ts";
import { PASSPHRASE } from "../../voter/support/backup.ts";

/** A shared machine with two cores makes a proof in some seconds, and may have other things to do. */
export const PATIENCE = { timeout: 120_000 };

/** What a citizen does at the pages of the portal, whatever language they have. */

/** On a page that needs a wallet: brings one in from its backup. */
export async function bringWallet({ page }: Visitor, wallet: Wallet): Promise<void> {
  await page.locator("details:has(#restore-file) > summary").click(PATIENCE);
  const buffer = await backupOf(wallet);
  await page.locator("#restore-file").setInputFiles({ name: "wallet.json", mimeType: "application/json", buffer });
  await page.locator("#restore-passphrase").fill(PASSPHRASE);
  await page.locator("form:has(#restore-file) button[type=submit]").click();
  await page.locator("#restore-file").waitFor({ ...PATIENCE, state: "detached" });
}

/** On a page that needs a wallet: opens the one that was brought in here. */
export async function openWallet({ page }: Visitor): Promise<void> {
  await page.locator("#open-passphrase").fill(PASSPHRASE, PATIENCE);
  await page.locator("form:has(#open-passphrase) button[type=submit]").click();
  await page.locator("#open-passphrase").waitFor({ ...PATIENCE, state: "detached" });
}

/** On a page that needs a wallet: makes one. */
export async function makeWallet({ page }: Visitor): Promise<void> {
  await page.locator("#make-passphrase").fill(PASSPHRASE, PATIENCE);
  await page.locator("#make-repeated").fill(PASSPHRASE);
  await page.locator("form:has(#make-passphrase) button[type=submit]").click();
  await page.locator("#make-passphrase").waitFor({ ...PATIENCE, state: "detached" });
}

/** Agrees, and waits until the proof is handed over. */
export async function agreeAndProve({ page }: Visitor): Promise<void> {
  await page.locator("#agree").check(PATIENCE);
  await page.locator("form:has(#agree) button[type=submit]").click();
  await page.locator(".panel").waitFor(PATIENCE);
}

/** Until the public record has it for good. */
export async function waitUntilRecorded({ page }: Visitor): Promise<void> {
  await page.locator(".timeline").waitFor({ ...PATIENCE, state: "detached" });
  await page.locator(".panel").waitFor(PATIENCE);
}

/** The dialog's own act. */
export function confirmButton({ page }: Visitor): Locator {
  return page.locator("dialog .button-danger");
}

async function backupOf(wallet: Wallet): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "psephos-wallet-"));
  try {
    const file = join(folder, "wallet.json");
    await sealFile({ file, kind: "wallet", content: walletContent(wallet), passphrase: PASSPHRASE });
    return await readFile(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
