import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { readAttested } from "../../../src/chain/attestation-events.ts";
import { readEnrolled } from "../../../src/chain/enrolment-events.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { departmentAddressText } from "../../../src/protocol/letters/department-address.ts";
import { LETTER_KINDS } from "../../../src/protocol/letters/letter.ts";
import { HOUSING_ACCOUNT } from "../../../src/roles/demo/attestation/world.ts";
import { HOUSING } from "../../../src/roles/demo/attestation/policies.ts";
import { parseGivenConsent } from "../../../src/roles/consent-file.ts";
import { signDepartmentAddress } from "../../../src/roles/department-address.ts";
import { createBox } from "../../../src/roles/letters/letter-box.ts";
import { openLetter } from "../../../src/roles/letters/open-letter.ts";
import { createClient } from "../../../src/server/client/client.ts";
import { readLetters } from "../../../src/server/client/letters.ts";
import { agreeAndProve, bringWallet, confirmButton, openWallet, PATIENCE, waitUntilRecorded } from "./support/steps.ts";
import { settleCitizens, type CitizensTown } from "./support/town.ts";

const POLL_MS = 100;

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

  it("is a file to hand over, with the reason: a permission, its end, and a request to erase", async () => {
    const { chain, seeded, town, url } = portal;
    const box = await createBox();
    const statement = { department: HOUSING, box: box.address };
    const account = await town.account(HOUSING_ACCOUNT);
    const address = departmentAddressText(await signDepartmentAddress({ chain, account, statement }));
    const visitor = await browser.newVisitor({ url });
    const { page, context } = visitor;
    visitor.expectFaults(/ERR_FAILED/);
    await context.route("**/v1/letters/*", (route) => route.abort());
    const unsent = page.locator(".banner-important", { hasText: "SERVICE_UNREACHABLE" });
    const under = (heading: string) =>
      page.locator("section", { has: page.locator("h2", { hasText: heading }) }).locator(".card");

    await visitor.go(`#/request/permission/${seeded.libraryCard}/${address}`);
    await bringWallet(visitor, seeded.residents[0]!.wallet);
    await page.locator("#agree").check(PATIENCE);
    await page.locator("form:has(#agree) button[type=submit]").click();
    await unsent.waitFor(PATIENCE);
    assert.equal(await page.locator(".panel").count(), 0);
    const [file] = await Promise.all([
      page.waitForEvent("download", PATIENCE),
      page.locator(".button-row .button-primary").click(),
    ]);
    parseGivenConsent(JSON.parse(await readFile(await file.path(), "utf8")));
    await visitor.axe();

    await visitor.go("#/wallet/given");
    const acts = ["Permissions", "Ask for erasure"];
    for (const heading of acts) {
      await under(heading).locator(".button-secondary").click(PATIENCE);
      await confirmButton(visitor).click();
      await under(heading).locator(unsent).waitFor(PATIENCE);
      await under(heading).locator(".button-primary").waitFor(PATIENCE);
    }
    await context.unrouteAll();
    await page.reload();
    await openWallet(visitor);
    for (const heading of acts) {
      await under(heading).locator(".button-secondary").click(PATIENCE);
      await confirmButton(visitor).click();
      await under(heading).locator(".panel").waitFor(PATIENCE);
    }
    const posted = await readLetters(createClient({ url }), box);
    const kinds = posted.map(async ({ sealed }) => (await openLetter({ box, sealed, kinds: LETTER_KINDS })).kind);
    assert.deepEqual(await Promise.all(kinds), ["consent-withdrawal", "erasure-request"]);
    await visitor.leave();
  });

  it("can be sent anew after a refusal, which stays to be read until she starts again", async () => {
    const { chain, seeded, url } = portal;
    const visitor = await browser.newVisitor({ url });
    const { page, context } = visitor;
    const refusal = page.locator(".banner-important", { hasText: "PROOF_INVALID" });
    /** Nothing comes on record, and the service says that it refused. */
    const refuse = async (): Promise<void> => {
      await chain.provider.send("evm_setAutomine", [false]);
      await context.route("**/v1/relay/entries/*", async (route) => {
        const response = await route.fetch();
        const json = { ...((await response.json()) as object), state: "refused", reason: "PROOF_INVALID" };
        await route.fulfill({ response, json });
      });
    };
    const relent = async (): Promise<void> => {
      await context.unrouteAll();
      await chain.provider.send("evm_setAutomine", [true]);
      await chain.provider.send("evm_mine", []);
    };
    const place = `#/request/policy/${seeded.rentSupport}`;
    await visitor.go(place);
    await bringWallet(visitor, seeded.residents[0]!.wallet);
    await page.locator("#agree").waitFor(PATIENCE);
    await refuse();
    await page.locator("#agree").check();
    await page.locator("form:has(#agree) button[type=submit]").click();
    await refusal.waitFor(PATIENCE);
    assert.equal(await page.locator(".panel, .copy-words").count(), 0);
    await visitor.axe();
    await refusal.getByRole("button").click();
    await page.locator("#agree").waitFor(PATIENCE);
    await relent();
    // The service sent it after all.
    while ((await readAttested(chain, { policyId: seeded.rentSupport })).length === 0) await pause(POLL_MS);
    await page.reload();
    await openWallet(visitor);
    await page.locator(".panel").waitFor(PATIENCE);

    await visitor.go("#/wallet/given");
    const card = page.locator(".card", { has: page.locator(`a[href="${place}"]`) });
    await card.locator(".tag-success").waitFor(PATIENCE);
    await refuse();
    await card.locator(".button-secondary").click();
    await confirmButton(visitor).click();
    await card.locator(refusal).waitFor(PATIENCE);
    await page.reload();
    await openWallet(visitor);
    await card.locator(refusal).getByRole("button").click(PATIENCE);
    await card.locator(".tag-success").waitFor(PATIENCE);
    await refusal.waitFor({ ...PATIENCE, state: "detached" });
    await card.locator(".button-secondary").waitFor(PATIENCE);
    await relent();
    await visitor.leave();
  });
});
