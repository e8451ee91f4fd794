import assert from "node:assert/strict";
import { readEnrolled } from "../../../src/chain/enrolment-events.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { agreeAndProve, bringWallet, openWallet, PATIENCE, waitUntilRecorded } from "./support/steps.ts";
import { settleCitizens, type CitizensTown } from "./support/town.ts";

describe("what a citizen gave and nobody got", () => {
  let portal: Portal<CitizensTown>;
  let browser: TestBrowser;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: settleCitizens }), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  it("is no place on a list of voters: she can join as before, and another device finds her place there", async () => {
    const { chain, seeded, url } = portal;
    const { wallet } = seeded.residents[1]!;
    const visitor = await browser.newVisitor({ url });
    const { page, context } = visitor;
    const place = `#/request/electorate/${seeded.enrolmentId}`;
    visitor.expectFaults(/ERR_FAILED/);
    await context.route("**/v1/enrolments", (route) => route.abort());
    await visitor.go(place);
    await bringWallet(visitor, wallet);
    await page.locator("#agree").check(PATIENCE);
    await page.locator("form:has(#agree) button[type=submit]").click();
    await page.locator(".failure", { hasText: "SERVICE_UNREACHABLE" }).waitFor(PATIENCE);
    await page.reload();
    await openWallet(visitor);
    await page.locator("#agree").waitFor(PATIENCE);
    assert.equal(await page.locator(".panel").count(), 0);
    await context.unrouteAll();
    await agreeAndProve(visitor);
    await waitUntilRecorded(visitor);
    assert.equal((await readEnrolled(chain, seeded.enrolmentId)).length, 1);
    await visitor.leave();

    const other = await browser.newVisitor({ url });
    await other.go(place);
    await bringWallet(other, wallet);
    await other.page.locator(".panel").waitFor(PATIENCE);
    assert.equal(await other.page.locator("#agree").count(), 0);
    await other.leave();
  });
});
