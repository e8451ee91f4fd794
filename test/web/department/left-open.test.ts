import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { IDLE_MS } from "../../../src/web/worker/attendance.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";
import { PATIENCE, takeAccount } from "./support/steps.ts";
import { ACCOUNTS, DESK_PASSPHRASE, settleDepartments, type DepartmentsTown } from "./support/town.ts";

const PASSPHRASE = "a passphrase for records";
/** Twice that is more than the time without use. */
const MOST_OF_IT_MS = 0.6 * IDLE_MS;

describe("pages that look by themselves, on a device that was left", () => {
  let portal: Portal<DepartmentsTown>;
  let browser: TestBrowser;
  let officer: Visitor;
  let page: Page;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: settleDepartments }), openBrowser()]);
    officer = await browser.newVisitor({ url: portal.url, language: "en" });
    ({ page } = officer);
    // Whoever is told of a fault is told through it, however short.
    await officer.context.addInitScript(() => {
      const seen = new MutationObserver(() => {
        const alert = document.querySelector("[role=alert]");
        if (alert !== null) console.error(`alert: ${alert.textContent}`);
      });
      seen.observe(document, { childList: true, subtree: true });
    });
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  const click = (name: string) => page.getByRole("button", { name, exact: true }).click(PATIENCE);
  /** The next look for letters, which is the page's own. */
  const nextLook = (): Promise<unknown> =>
    page.waitForRequest((request) => request.url().includes("/v1/letters"), PATIENCE);

  it("lock a desk, which can be opened again where it was", async () => {
    await officer.go("#/department");
    await takeAccount(officer, ACCOUNTS.registry);
    await officer.go("#/department/desk");
    await page.locator("details:has(#bring-desk-file) > summary").click(PATIENCE);
    await page.locator("#bring-desk-file").setInputFiles([...portal.seeded.deskFiles]);
    await page.locator("#bring-desk-passphrase").fill(DESK_PASSPHRASE);
    await page.locator("form:has(#bring-desk-file) button[type=submit]").click();
    await page.getByText("No requests are waiting").waitFor(PATIENCE);

    await pass(page, MOST_OF_IT_MS);
    await nextLook();
    // The worker hears of the person before it hears what she asked for.
    await Promise.all([nextLook(), click("Look for new ones")]);
    await pass(page, MOST_OF_IT_MS);
    await nextLook();
    assert.equal(await page.locator("#desk-passphrase").count(), 0, "it was used: it is open still");

    await pass(page, MOST_OF_IT_MS);
    await page.locator("#desk-passphrase").fill(DESK_PASSPHRASE, PATIENCE);
    await click("Open");
    await page.getByText("No requests are waiting").waitFor(PATIENCE);
    assert.deepEqual(officer.faults, []);
  });

  it("lock an office's records and its account, too", async () => {
    await officer.go("#/department/records");
    await takeAccount(officer, ACCOUNTS.registry);
    await page.locator("#records-passphrase").fill(PASSPHRASE, PATIENCE);
    await page.locator("#records-repeated").fill(PASSPHRASE);
    await page.locator("form:has(#records-passphrase) button[type=submit]").click();
    await page.getByText("No letter waits").waitFor(PATIENCE);

    await pass(page, MOST_OF_IT_MS);
    await nextLook();
    await pass(page, MOST_OF_IT_MS);
    await takeAccount(officer, ACCOUNTS.registry);
    await page.locator("#records-open").waitFor(PATIENCE);
    await page.locator("form:has(#records-open) input").fill(PASSPHRASE);
    await page.locator("form:has(#records-open) button[type=submit]").click();
    await page.getByText("No letter waits").waitFor(PATIENCE);
    await officer.leave();
  });
});

/** As if so long had passed for the worker, asleep: its clock moves, and no timer runs. */
async function pass(page: Page, ms: number): Promise<void> {
  for (const worker of page.workers()) {
    await worker.evaluate((more) => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + more;
    }, ms);
  }
}
