import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";
import { REGISTRY_ACCOUNT } from "../../../src/roles/demo/attestation/world.ts";
import { lookAtResident, openTownLog } from "../../../src/roles/demo/portal/town/log.ts";
import type { Resident } from "../../../src/roles/demo/portal/town/residents.ts";
import type { Town } from "../../../src/roles/demo/portal/town/town.ts";
import { bringWallet, PATIENCE } from "./support/steps.ts";
import { settleCitizens, type CitizensTown } from "./support/town.ts";

const HOUR = 3_600;

interface LookedAt extends CitizensTown {
  /** The housing office looked at her data. */
  readonly ada: Resident;
}

async function settleAndLook(town: Town): Promise<LookedAt> {
  const citizens = await settleCitizens(town);
  // Permissions are for 30 days: one of the chain's first day would be over.
  await town.advanceTo(Math.floor(Date.now() / 1000) - HOUR);
  const log = await openTownLog(town, REGISTRY_ACCOUNT);
  const resident = citizens.residents[0]!;
  const ada = await lookAtResident(town, { log, policyId: citizens.rentSupport, resident });
  await log.keeper.close();
  return { ...citizens, ada };
}

describe("a citizen who asks who looked at her data", () => {
  let portal: Portal<LookedAt>;
  let browser: TestBrowser;
  let entries: string;
  let visitor: Visitor;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: settleAndLook }), openBrowser()]);
    entries = await readFile(join(portal.workspace.folder, "sharing-log", "entries.jsonl"), "utf8");
    visitor = await browser.newVisitor({ url: portal.url });
    await visitor.go("#/wallet/records");
    await bringWallet(visitor, portal.seeded.ada.wallet);
    await visitor.page.getByText("No office that knows you keeps a log here").waitFor(PATIENCE);
    await visitor.page.getByText("Search a log that an office gave you as a file").click();
  });
  after(async () => {
    await visitor.leave();
    await browser.close();
    await portal.stop();
  });

  const search = async (text: string): Promise<string> => {
    const { page } = visitor;
    await page.locator("#log").waitFor(PATIENCE);
    const file = { name: "entries.jsonl", mimeType: "text/plain", buffer: Buffer.from(text) };
    await page.locator("#log-file").setInputFiles(file);
    await page.locator("form:has(#log-file) button[type=submit]").click();
    const verdict = page.locator("main .banner").first();
    await verdict.waitFor(PATIENCE);
    return (await verdict.getAttribute("class")) ?? "";
  };

  it("finds each look in the office's file, and sees that nothing is missing against the chain", async () => {
    const verdict = await search(entries);
    assert.match(verdict, /banner-success/);
    await visitor.page.locator(".timeline-entry").first().waitFor();
    await visitor.axe();
    const told = (await visitor.page.locator("main").textContent()) ?? "";
    assert.match(told, /Right to rent support/);
    await visitor.page.locator("main .button-secondary").last().click();
  });

  it("is warned of a file that ends too early, and of one that was altered", async () => {
    const lines = entries.trimEnd().split("\n");
    for (const wrong of [lines.slice(0, -1), [...lines.slice(0, -1), lines[0] ?? ""]]) {
      const verdict = await search(`${wrong.join("\n")}\n`);
      assert.match(verdict, /banner-important/);
      await visitor.page.locator("main .button-secondary").last().click();
    }
  });

  it("takes a permission back, and asks the office to erase, with files where no address is known", async () => {
    const { page } = visitor;
    await visitor.go("#/wallet/given");
    const under = (heading: string) =>
      page.locator("section", { has: page.locator("h2", { hasText: heading }) }).locator(".card");
    await under("Permissions").locator(".button-secondary").first().click(PATIENCE);
    await page.locator("dialog .button-danger").click();
    await under("Permissions").locator(".panel").waitFor(PATIENCE);
    await under("Ask for erasure").locator(".button-secondary").first().click(PATIENCE);
    await page.locator("dialog .button-danger").click();
    const save = under("Ask for erasure").locator(".button-primary");
    await save.waitFor(PATIENCE);
    const [download] = await Promise.all([page.waitForEvent("download", PATIENCE), save.click()]);
    const request = JSON.parse(await readFile(await download.path(), "utf8")) as { format?: string };
    assert.equal(request.format, "psephos.erasure-request/1");
  });
});
