import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { readBallots } from "../../../src/chain/election-events.ts";
import { newVoters } from "../../../src/roles/demo/portal/town/roll.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { stageElection, type StagedElection } from "../support/elections.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";
import { bringIdentity, encrypt, enterBooth, review, tryAgain, wayOn } from "./support/at-the-booth.ts";
import { PASSPHRASE } from "./support/backup.ts";

const PATIENCE = { timeout: 90_000 };
const voters = newVoters(1);

interface About {
  readonly contracts: Readonly<Record<string, string>>;
}

describe("a portal whose chain is another one than it says", () => {
  let portal: Portal<StagedElection>;
  let browser: TestBrowser;
  let visitor: Visitor;
  let page: Page;

  before(async () => {
    const seed = (town: Parameters<typeof stageElection>[0]) => stageElection(town, { phase: "voting", voters });
    [portal, browser] = await Promise.all([openPortal({ seed }), openBrowser()]);
  });
  beforeEach(async () => {
    visitor = await browser.newVisitor({ url: portal.url });
    page = visitor.page;
  });
  afterEach(() => visitor.leave());
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  /** The gateway leads to a chain with another number. */
  async function answerForAnotherChain(): Promise<void> {
    await visitor.context.route("**/v1/chain", async (route) => {
      const body = await (await route.fetch()).text();
      const own = `"0x${portal.chain.chainId.toString(16)}"`;
      await route.fulfill({ contentType: "application/json", body: body.replaceAll(own, '"0x1"') });
    });
  }

  /** The service names contracts of somebody else. */
  async function nameOtherContracts(): Promise<void> {
    await visitor.context.route("**/v1/about", async (route) => {
      const about = (await (await route.fetch()).json()) as About;
      const contracts = { ...about.contracts, elections: about.contracts["rolls"] };
      await route.fulfill({ json: { ...about, contracts } });
    });
  }

  async function isRefused(code: string): Promise<void> {
    await page.locator(".failure code", { hasText: code }).waitFor({ ...PATIENCE, state: "attached" });
    assert.equal(await page.locator("#ballot").count(), 0);
  }

  for (const [what, deceive, code] of [
    ["chain", answerForAnotherChain, "CHAIN_ID_MISMATCH"],
    ["deployment", nameOtherContracts, "DEPLOYMENT_UNTRUSTED"],
  ] as const) {
    it(`says so of another ${what} at the election and at the ballot, and no ballot can be filled in`, async () => {
      await deceive();
      const place = `#/elections/${portal.seeded.electionId}`;
      await visitor.go(place);
      await isRefused(code);
      assert.match(await page.locator(".failure").innerText(), /\w+ \w+ \w+/);
      await visitor.axe();
      await visitor.go(`${place}/vote`);
      await isRefused(code);
    });
  }

  it("casts no ballot that was made before, and keeps it for the right one", async () => {
    const { electionId } = portal.seeded;
    await bringIdentity(visitor, { electionId, voter: voters[0]! });
    await enterBooth(visitor);
    await page.locator("#ballot-1").check();
    await review(visitor);
    const number = await encrypt(visitor);
    await answerForAnotherChain();
    await page.reload();
    await isRefused("CHAIN_ID_MISMATCH");
    await visitor.context.unrouteAll();
    await tryAgain(visitor);
    await page.locator("#open-passphrase").fill(PASSPHRASE, PATIENCE);
    await page.locator("form:has(#open-passphrase) button[type=submit]").click();
    await page.locator(".copy-words", { hasText: number }).waitFor(PATIENCE);
    assert.equal(await wayOn(visitor).innerText(), "Cast my ballot");
    assert.equal((await readBallots(portal.chain, electionId)).length, 0);
  });
});
