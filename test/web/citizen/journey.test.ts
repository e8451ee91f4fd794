import assert from "node:assert/strict";
import { readAttested, readWithdrawn } from "../../../src/chain/attestation-events.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { answerAtDesk } from "./support/clerk.ts";
import { agreeAndProve, confirmButton, makeWallet, PATIENCE, waitUntilRecorded } from "./support/steps.ts";
import { settleCitizens, type CitizensTown } from "./support/town.ts";

const PICTURES = process.env["TEST_PICTURES"];

describe("a citizen's way from the office's link to taking it back", () => {
  let portal: Portal<CitizensTown>;
  let browser: TestBrowser;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: settleCitizens }), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  for (const language of ["en", "zh"] as const) {
    it(`claims, reads, agrees, proves, and takes back, in ${language}, and tells no server more than that`, async () => {
      const size = language === "zh" ? "phone" : "desktop";
      const visitor = await browser.newVisitor({ url: portal.url, language, size });
      const { page } = visitor;
      const picture = async (name: string): Promise<void> => {
        if (PICTURES !== undefined)
          await page.screenshot({ path: `${PICTURES}/${language}-${name}.png`, fullPage: true });
      };
      const { chain, seeded } = portal;
      const reference = `letter-to-${language}-4711`;

      await visitor.go(`#/wallet/claim/${seeded.desk}`);
      await makeWallet(visitor);
      await page.locator("#reference").waitFor(PATIENCE);
      await picture("1-claim");
      await visitor.axe();
      await page.locator("#reference").fill(reference);
      await page.locator("form:has(#reference) button[type=submit]").click();
      await page.locator(".panel").waitFor(PATIENCE);
      await picture("2-asked");
      await answerAtDesk(portal);
      await page.locator('a[href^="#/wallet/credentials/"]').waitFor(PATIENCE);
      await picture("3-received");

      await visitor.go("#/wallet");
      await page.locator(".card .tag-success").waitFor(PATIENCE);
      await picture("4-wallet");
      await visitor.axe();
      await page.locator(".card h3 a").click();
      await page.locator(".tag-success").waitFor(PATIENCE);
      await picture("5-credential");
      await visitor.axe();

      await visitor.go(`#/request/policy/${seeded.rentSupport}`);
      await page.locator("#agree").waitFor(PATIENCE);
      await picture("6-request");
      await visitor.axe();
      await agreeAndProve(visitor);
      await picture("7-sent");
      await waitUntilRecorded(visitor);
      await picture("8-recorded");
      await visitor.axe();
      const number = BigInt((await page.locator(".copy-words").textContent()) ?? "");
      const attested = await readAttested(chain, { policyId: seeded.rentSupport, pseudonym: number });
      assert.equal(attested.length, 1);

      await visitor.go("#/wallet/given");
      await page.locator(".card .tag-success").waitFor(PATIENCE);
      await picture("9-given");
      await visitor.axe();
      await page.locator(".card:has(.tag-success) .button-secondary").first().click();
      await confirmButton(visitor).click();
      await page.locator(".card .panel, .card .tag-neutral").first().waitFor(PATIENCE);
      await page.locator(".card .tag-neutral").first().waitFor(PATIENCE);
      await picture("10-taken-back");
      const withdrawn = await readWithdrawn(chain, { policyId: seeded.rentSupport, pseudonym: number });
      assert.equal(withdrawn.length, 1);

      const origins = new Set(visitor.requests.map(({ url }) => new URL(url).origin));
      assert.deepEqual([...origins], [portal.url]);
      const told = visitor.requests.map(({ url, body = "" }) => url + body).join("\n");
      assert.ok(!told.includes(reference), "the reference went out in clear");
      await visitor.leave();
    });
  }
});
