import assert from "node:assert/strict";
import type { Page, Route } from "playwright-core";
import { readBallots } from "../../../src/chain/election-events.ts";
import { newVoters } from "../../../src/roles/demo/portal/town/roll.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { stageElection, type StagedElection } from "../support/elections.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";
import {
  bringIdentity,
  cast,
  encrypt,
  enterBooth,
  review,
  startEncrypting,
  tryAgain,
  waitUntilCounted,
} from "./support/at-the-booth.ts";

const PATIENCE = { timeout: 90_000 };
const voters = newVoters(5);

/** As a proxy answers when what is behind it is gone. */
const badGateway = (route: Route): Promise<void> =>
  route.fulfill({ status: 502, contentType: "text/html", body: "<html><h1>502 Bad Gateway</h1></html>" });

/** Besides faults.test.ts, where the connection of the voter's own device goes away. */
describe("a ballot whose server goes away", () => {
  let portal: Portal<StagedElection>;
  let browser: TestBrowser;
  let visitor: Visitor;
  let page: Page;
  let turn = 0;

  before(async () => {
    const seed = (town: Parameters<typeof stageElection>[0]) => stageElection(town, { phase: "voting", voters });
    [portal, browser] = await Promise.all([openPortal({ seed }), openBrowser()]);
  });
  beforeEach(async () => {
    visitor = await browser.newVisitor({ url: portal.url });
    page = visitor.page;
    visitor.expectFaults(/status of 50[0-9]|Failed to fetch|ERR_FAILED/);
    await bringIdentity(visitor, { electionId: portal.seeded.electionId, voter: voters[turn++]! });
  });
  afterEach(() => visitor.leave());
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  async function choose(): Promise<void> {
    await enterBooth(visitor);
    await page.locator("#ballot-1").check();
    await review(visitor);
  }

  const ballotsOnChain = async () => (await readBallots(portal.chain, portal.seeded.electionId)).length;
  const told = (text: RegExp) => page.locator("main").filter({ hasText: text }).waitFor(PATIENCE);
  const back = () => visitor.context.unrouteAll();
  it("before the files for the proof are there: none is made, the choice stays, and it goes on when they come", async () => {
    await visitor.context.route("**/published/circuits/**", badGateway);
    await choose();
    await startEncrypting(visitor);
    await told(/could not be loaded\. No ballot was sent, and your choices are still here/);
    assert.equal(await ballotsOnChain(), 0);
    await back();
    await encrypt(visitor);
    await cast(visitor);
    await waitUntilCounted(visitor);
    assert.equal(await ballotsOnChain(), 1);
  });

  it("between proof and cast: it is kept and not handed over, and goes by itself when the server is back", async () => {
    await choose();
    await encrypt(visitor);
    const before = await ballotsOnChain();
    await visitor.context.route("**/v1/**", badGateway);
    await cast(visitor);
    await page.getByRole("heading", { name: "Your ballot is kept, and not handed over yet" }).waitFor(PATIENCE);
    assert.equal(await ballotsOnChain(), before);
    await back();
    await waitUntilCounted(visitor);
    assert.equal(await ballotsOnChain(), before + 1);
  });

  it("after it was taken, before the answer came: it is one ballot, however often it is sent", async () => {
    await choose();
    await encrypt(visitor);
    const before = await ballotsOnChain();
    let taken = 0;
    await visitor.context.route("**/v1/elections/*/ballots", async (route) => {
      const { ok } = { ok: (await route.fetch()).ok() };
      if (ok) taken += 1;
      if (taken === 1) await route.abort();
      else await route.continue();
    });
    await cast(visitor);
    await waitUntilCounted(visitor);
    assert.ok(taken > 0, "the server took nothing");
    assert.equal(await ballotsOnChain(), before + 1);
    await visitor.go(`#/elections/${portal.seeded.electionId}`);
    await page.locator(".banner-success").waitFor(PATIENCE);
  });

  it("while its receipt is looked at: that is told, and looked at again on request", async () => {
    await choose();
    const number = await encrypt(visitor);
    const before = await ballotsOnChain();
    await cast(visitor);
    await visitor.go("#/receipts");
    await visitor.context.route("**/v1/**", badGateway);
    await visitor.go(`#/elections/${portal.seeded.electionId}/receipt/${number}`);
    await page.locator("main .banner-warning").getByRole("button", { name: /Try/ }).waitFor(PATIENCE);
    await back();
    await tryAgain(visitor);
    await waitUntilCounted(visitor);
    assert.equal(await ballotsOnChain(), before + 1);
  });

  it("when the election is opened again: that is told with a way to try again, and the place in it is as it was", async () => {
    await visitor.go("#/receipts");
    await page.reload();
    await visitor.context.route("**/v1/**", badGateway);
    await visitor.go(`#/elections/${portal.seeded.electionId}`);
    await page.locator(".failure").waitFor(PATIENCE);
    await back();
    await tryAgain(visitor);
    await page.locator("#open-passphrase").waitFor(PATIENCE);
  });
});
