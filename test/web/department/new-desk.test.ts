import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { latestTime } from "../../../src/chain/time.ts";
import { parseIssuerKeyCertificate } from "../../../src/protocol/credential/issuer-key-certificate.ts";
import { HOUSING } from "../../../src/roles/demo/attestation/policies.ts";
import { certify, privateKeyPem } from "../../../src/roles/demo/attestation/certificates.ts";
import { checkApplication } from "../../../src/roles/authority/check-application.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { confirm, PATIENCE, picture, takeAccount } from "./support/steps.ts";
import { ACCOUNTS, settleDepartments, type DepartmentsTown } from "./support/town.ts";

const PASSPHRASE = "a passphrase for a new desk";

describe("a department that begins to issue", () => {
  let portal: Portal<DepartmentsTown>;
  let browser: TestBrowser;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: settleDepartments }), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  it("makes a key, papers that the authority accepts, and a backup that opens after the desk was removed", async () => {
    const visitor = await browser.newVisitor({ url: portal.url, language: "en", size: "phone" });
    const { page } = visitor;
    await visitor.go("#/department/desk");
    await page.locator("details:has(#demonstration-number) > summary").first().click(PATIENCE);
    await takeAccount(visitor, ACCOUNTS.housing);
    await page.locator("#make-desk-schema").waitFor(PATIENCE);
    await page.locator("#make-desk-passphrase").fill(PASSPHRASE);
    await page.locator("#make-desk-repeated").fill(PASSPHRASE);
    await page.locator("form:has(#make-desk-passphrase) button[type=submit]").click();
    await page.getByText("The registry does not know this desk's key").waitFor(PATIENCE);

    await page.getByRole("tab", { name: "Key" }).click();
    const at = await latestTime(portal.chain);
    const root = await certify({ name: "State Root", at });
    const own = await certify({ name: "Housing", at, by: root, host: "housing.example" });
    await page.locator("#certificate-file").setInputFiles(pemFile("chain.pem", certificatePem(own.der)));
    await page.locator("#private-key-file").setInputFiles(pemFile("key.pem", privateKeyPem(own)));
    await page.getByRole("button", { name: "Make the papers" }).click();
    const certificate = await save(page, "certificate.json");
    const revocation = await save(page, "revocation.json");
    const suspension = await save(page, "suspension.json");
    const application = {
      certificate: parseIssuerKeyCertificate(JSON.parse(certificate)),
      lists: { revocation: Buffer.from(revocation), suspension: Buffer.from(suspension) },
    };
    const { did } = await checkApplication({ application, roots: [root.der], at });
    assert.equal(did, HOUSING);
    await picture(visitor, "new-desk");
    await visitor.axe();

    const backup = await save(page, "Save a backup");
    await page.getByRole("button", { name: "Remove the desk" }).click();
    await confirm(page);
    await page.locator("details:has(#bring-desk-file) > summary").click(PATIENCE);
    const buffer = Buffer.from(backup);
    await page.locator("#bring-desk-file").setInputFiles({ name: "desk.json", mimeType: "application/json", buffer });
    await page.locator("#bring-desk-passphrase").fill(PASSPHRASE);
    await page.locator("form:has(#bring-desk-file) button[type=submit]").click();
    await page.getByRole("tab", { name: "Key" }).waitFor(PATIENCE);
    await visitor.leave();
  });
});

async function save(page: Page, button: string): Promise<string> {
  await page.getByRole("button", { name: button, exact: true }).waitFor(PATIENCE);
  const download = page.waitForEvent("download", PATIENCE);
  await page.getByRole("button", { name: button, exact: true }).click(PATIENCE);
  return readFile(await (await download).path(), "utf8");
}

function certificatePem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

function pemFile(name: string, text: string): { name: string; mimeType: string; buffer: Buffer } {
  return { name, mimeType: "application/x-pem-file", buffer: Buffer.from(text, "utf8") };
}
