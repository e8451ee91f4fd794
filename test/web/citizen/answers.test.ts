import assert from "node:assert/strict";
import { readEnrolled } from "../../../src/chain/enrolment-events.ts";
import { readAttested } from "../../../src/chain/attestation-events.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";
import { departmentAddressText } from "../../../src/protocol/letters/department-address.ts";
import { LETTER_KINDS, parseLetter } from "../../../src/protocol/letters/letter.ts";
import { HOUSING_ACCOUNT } from "../../../src/roles/demo/attestation/world.ts";
import { HOUSING } from "../../../src/roles/demo/attestation/policies.ts";
import { signDepartmentAddress } from "../../../src/roles/department-address.ts";
import { createBox } from "../../../src/roles/letters/letter-box.ts";
import { openLetter } from "../../../src/roles/letters/open-letter.ts";
import { openRequest } from "../../../src/roles/open-request.ts";
import { openPublishedPolicy } from "../../../src/roles/published-policy.ts";
import { checkAnswer } from "../../../src/roles/verifier/check-answer.ts";
import { memoryNonceStore } from "../../../src/roles/verifier/nonce-store.ts";
import { requestProof } from "../../../src/roles/verifier/request-proof.ts";
import { createSessionGuard } from "../../../src/roles/verifier/session-guard.ts";
import { createClient } from "../../../src/server/client/client.ts";
import { readLetters } from "../../../src/server/client/letters.ts";
import { agreeAndProve, bringWallet, PATIENCE, waitUntilRecorded } from "./support/steps.ts";
import { settleCitizens, type CitizensTown } from "./support/town.ts";

describe("a citizen who holds a credential", () => {
  let portal: Portal<CitizensTown>;
  let browser: TestBrowser;
  let visitor: Visitor;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: settleCitizens }), openBrowser()]);
    visitor = await browser.newVisitor({ url: portal.url, size: "narrow" });
    await visitor.go("#/wallet");
    await bringWallet(visitor, portal.seeded.residents[0]!.wallet);
  });
  after(async () => {
    await visitor.leave();
    await browser.close();
    await portal.stop();
  });

  /** Goes on with Tab until that element has the focus. */
  const tabTo = async (selector: string): Promise<void> => {
    const { page } = visitor;
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    }
    assert.fail(`No Tab leads to ${selector}.`);
  };

  it("confirms with the keyboard alone, in a window of 320 pixels", async () => {
    const { page } = visitor;
    const policyId = portal.seeded.rentSupport;
    await visitor.go(`#/request/policy/${policyId}`);
    await page.locator("#agree").waitFor(PATIENCE);
    await tabTo("form:has(#agree) button[type=submit]");
    await page.keyboard.press("Enter");
    await page.locator(".error-summary").waitFor(PATIENCE);
    await tabTo("#agree");
    await page.keyboard.press("Space");
    await tabTo("form:has(#agree) button[type=submit]");
    await page.keyboard.press("Enter");
    await page.locator(".panel").waitFor(PATIENCE);
    await waitUntilRecorded(visitor);
    assert.equal((await readAttested(portal.chain, { policyId })).length, 1);
    const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!isTooWide, "the page is wider than the window");
  });

  it("answers an office's link with a sealed letter, which that office can open and check, once", async () => {
    const { chain, town, seeded } = portal;
    const origin = "https://housing.example";
    const guard = createSessionGuard({ origin, store: memoryNonceStore() });
    const asked = await openPublishedPolicy({ chain, policyId: seeded.rentSupport });
    const reply = { mode: "dc_api" } as const;
    const { json } = await requestProof({ asked, published: { ...asked, chain }, guard, reply });
    const box = await createBox();
    const account = await town.account(HOUSING_ACCOUNT);
    const statement = { department: HOUSING, box: box.address };
    const address = await signDepartmentAddress({ chain, account, statement });
    const link = JSON.stringify({ request: json, answerTo: departmentAddressText(address) });
    await visitor.go(`#/request/proof/${Buffer.from(link).toString("base64url")}`);
    await visitor.page.locator("main", { hasText: "Nationality" }).waitFor(PATIENCE);
    await agreeAndProve(visitor);
    const [posted] = await readLetters(createClient({ url: portal.url }), box);
    const { content } = await openLetter({ box, sealed: posted!.sealed, kinds: LETTER_KINDS });
    const letter = parseLetter(content);
    assert.ok(letter.kind === "answer");
    const opened = await openRequest({ json, chain: () => Promise.resolve(chain) });
    const check = { ...opened, chain, guard, json: letter.response };
    const { shown } = await checkAnswer(check);
    assert.deepEqual(shown, { nationality: seeded.residents[0]!.person.entry["nationality"] });
    await assert.rejects(checkAnswer(check), { code: "NONCE_REFUSED" });
  });

  it("joins an open list of voters under a number of its own, and is followed again after the chain was away", async () => {
    const { chain, seeded } = portal;
    const { page, context } = visitor;
    await visitor.go(`#/request/electorate/${seeded.enrolmentId}`);
    await page.locator("#agree").waitFor(PATIENCE);
    visitor.expectFaults(/ERR_FAILED/);
    let isHandedOver = false;
    await context.route("**/v1/enrolments", async (route) => {
      isHandedOver = true;
      await route.continue();
    });
    await context.route("**/v1/chain", (route) => (isHandedOver ? route.abort() : route.continue()));
    await agreeAndProve(visitor);
    const failure = page.locator(".failure", { hasText: "CHAIN_UNREACHABLE" });
    // Of her place on the list, and of what was sent. Neither asks her to do it again.
    await failure.nth(1).waitFor(PATIENCE);
    assert.equal(await page.locator("#agree").count(), 0);
    await context.unrouteAll();
    await failure.last().locator("> p > button").click();
    await failure.first().locator("> p > button").click();
    await waitUntilRecorded(visitor);
    assert.equal(await page.locator(".failure").count(), 0);
    const enrolled = await readEnrolled(chain, seeded.enrolmentId);
    assert.equal(enrolled.length, 1);
    const { commitment } = seeded.residents[0]!.wallet.identity;
    assert.notEqual(enrolled[0]!.commitment, commitment);
  });
});
