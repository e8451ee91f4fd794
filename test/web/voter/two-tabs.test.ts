import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { readBallots } from "../../../src/chain/election-events.ts";
import { newVoters } from "../../../src/roles/demo/portal/town/roll.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { stageElection, type StagedElection } from "../support/elections.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";
import { bringIdentity, encrypt, enterBooth, review, waitUntilCounted, wayOn } from "./support/at-the-booth.ts";
import { PASSPHRASE } from "./support/backup.ts";

describe("a ballot that was made anew in another tab", () => {
  const voters = newVoters(2);
  let portal: Portal<StagedElection>;
  let browser: TestBrowser;
  let visitor: Visitor;

  before(async () => {
    const seed = (town: Parameters<typeof stageElection>[0]) => stageElection(town, { phase: "voting", voters });
    [portal, browser] = await Promise.all([openPortal({ seed }), openBrowser()]);
    visitor = await browser.newVisitor({ url: portal.url });
  });
  after(async () => {
    await visitor.leave();
    await browser.close();
    await portal.stop();
  });

  const ballotsOnChain = async () => (await readBallots(portal.chain, portal.seeded.electionId)).length;

  async function openSecondTab(): Promise<Page> {
    const second = await visitor.context.newPage();
    await second.goto(visitor.page.url());
    await second.locator("#open-passphrase").fill(PASSPHRASE);
    await second.locator("form:has(#open-passphrase) button[type=submit]").click();
    await second.locator(".copy-words").waitFor({ timeout: 90_000 });
    return second;
  }

  it("is not cast from the tab that shows the choice before", async () => {
    await bringIdentity(visitor, { electionId: portal.seeded.electionId, voter: voters[0]! });
    await enterBooth(visitor);
    await visitor.page.locator("#ballot-1").check();
    await review(visitor);
    const number = await encrypt(visitor);

    const page = await openSecondTab();
    await page.locator("section:has(#choices-heading) button").click();
    await page.locator("#ballot-2").check();
    await review({ ...visitor, page });
    const other = await encrypt({ ...visitor, page });
    assert.notEqual(other, number);

    const before = await ballotsOnChain();
    await wayOn(visitor).click();
    await visitor.page.locator(".failure").waitFor({ timeout: 90_000 });
    await visitor.go("#/receipts");
    await visitor.page.getByText("There are no receipts on this device").waitFor();
    assert.equal(await ballotsOnChain(), before);

    await wayOn({ page }).click();
    await page.waitForURL(new RegExp(`/receipt/${other}$`), { timeout: 90_000 });
    await waitUntilCounted({ ...visitor, page });
    assert.equal(await ballotsOnChain(), before + 1);
  });
});
