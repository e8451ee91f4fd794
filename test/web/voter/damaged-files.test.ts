import assert from "node:assert/strict";
import { receiptText, type Receipt } from "../../../src/protocol/receipt.ts";
import { toNullifier } from "../../../src/protocol/identity.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";
import { PASSPHRASE } from "./support/backup.ts";

const HOME = "/home/psephos";
const RECEIPT: Receipt = {
  format: "psephos.receipt/1",
  chainId: 31337n,
  contract: `0x${"ab".repeat(20)}`,
  electionId: 77n,
  nullifier: toNullifier(5n),
  ballotHash: `0x${"12".repeat(32)}`,
};

describe("files of a browser that are not what they should be", () => {
  let portal: Portal;
  let browser: TestBrowser;
  let visitor: Visitor;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal(), openBrowser()]);
    visitor = await browser.newVisitor({ url: portal.url });
  });
  after(async () => {
    await visitor.leave();
    await browser.close();
    await portal.stop();
  });

  /** Writes past the portal, as a crash between two steps or a failing disk would leave it. */
  async function plant(path: string, text: string): Promise<void> {
    await visitor.page.evaluate(
      async ([at, content]) => {
        const opened = indexedDB.open("psephos");
        await new Promise((resolve) => (opened.onsuccess = resolve));
        const transaction = opened.result.transaction("files", "readwrite");
        const bytes = new TextEncoder().encode(content);
        transaction.objectStore("files").put({ bytes, writtenAtMs: Date.now() }, at);
        await new Promise((resolve) => (transaction.oncomplete = resolve));
        opened.result.close();
      },
      [path, text] as const,
    );
  }

  it("hide no identity: its passphrase opens it also where a passkey is said to be the only way", async () => {
    const { page } = visitor;
    await visitor.go("#/identity");
    await page.locator("#make-passphrase").fill(PASSPHRASE);
    await page.locator("#make-repeated").fill(PASSPHRASE);
    await page.locator("form:has(#make-passphrase) button[type=submit]").click();
    await page.getByText(/Your browser has (not )?agreed to keep your identity/).waitFor();
    const stale = {
      ...{ format: "psephos.passkey/1", credentialId: "cGFzc2tleQ", salt: "00".repeat(32), isOnlyWay: true },
      ...{ nonce: "00".repeat(12), tag: "00".repeat(16), content: "00" },
    };
    await plant(`${HOME}/passkeys/me.json`, JSON.stringify(stale));
    await page.reload();
    await page.getByText("Open with a passphrase").click();
    await page.locator("#open-passphrase").fill(PASSPHRASE);
    await page.locator("form:has(#open-passphrase) button[type=submit]").click();
    await page.getByText("Your identity opens with your passphrase.").waitFor();
  });

  it("keep nobody from the identity page where the passkey's file is damaged: it is told, and can be removed", async () => {
    const { page } = visitor;
    await plant(`${HOME}/passkeys/me.json`, "{");
    await page.reload();
    await page.getByText("Your passkey does not work any more on this device").waitFor();
    await page.locator("#open-passphrase").fill(PASSPHRASE);
    await page.locator("form:has(#open-passphrase) button[type=submit]").click();
    await page.getByText("Remove the passkey; you can add it again afterwards.").waitFor();
    await page.getByRole("button", { name: "Remove the passkey" }).click();
    await page.getByText("Your passkey does not work any more").waitFor({ state: "detached" });
    await page.getByText("Your identity opens with your passphrase.").waitFor();
  });

  it("hide no other plan and no other account, are told, and can be removed", async () => {
    const { page } = visitor;
    await plant(`${HOME}/drafts/${"ab".repeat(8)}.json`, '{"format":');
    await plant(`${HOME}/accounts/office.json`, "");
    await visitor.go("#/organizer");
    const plans = page.locator(".banner", { hasText: "ab".repeat(8) });
    const accounts = page.locator(".banner", { hasText: "office" });
    for (const banner of [plans, accounts]) {
      await banner.getByText("1 file on this device cannot be read").waitFor();
      await banner.getByRole("button", { name: "Remove what cannot be read" }).click();
      await page.locator("dialog[open]").getByRole("button", { name: "Remove what cannot be read" }).click();
      await banner.waitFor({ state: "detached" });
    }
    await page.getByRole("button", { name: "Take this account" }).waitFor();
  });

  it("hide no other receipt, and are told", async () => {
    const { page } = visitor;
    await plant(`${HOME}/receipts/31337-abababab-77-12121212.json`, receiptText(RECEIPT));
    await plant(`${HOME}/receipts/31337-abababab-78-34343434.json`, "{");
    await visitor.go("#/receipts");
    await page.getByText("1 receipt on this device cannot be read").waitFor();
    assert.equal(await page.locator(".election-list li").count(), 1);
  });
});
