import assert from "node:assert/strict";
import type { Page } from "playwright-core";
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
  receiptNumber,
  review,
  startEncrypting,
  tryAgain,
  waitForProofFiles,
  waitUntilCounted,
  wayOn,
} from "./support/at-the-booth.ts";
import { PASSPHRASE } from "./support/backup.ts";

/** One for each test: a ballot of one is no ballot of another. */
const voters = newVoters(10);

describe("a ballot that meets with trouble", () => {
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

  async function openAgain(on: Page = page): Promise<void> {
    await on.locator("#open-passphrase").fill(PASSPHRASE);
    await on.locator("form:has(#open-passphrase) button[type=submit]").click();
  }

  const ballotsOnChain = async () => (await readBallots(portal.chain, portal.seeded.electionId)).length;

  it("waits here after the page was loaded anew, and is the same", async () => {
    await choose();
    const number = await encrypt(visitor);
    await page.reload();
    await openAgain();
    assert.equal(await receiptNumber(visitor), number);
    assert.equal(await page.locator(".choice-told").textContent(), "Market hall");
    const before = await ballotsOnChain();
    await cast(visitor);
    await waitUntilCounted(visitor);
    assert.equal(await ballotsOnChain(), before + 1);
  });

  it("leaves nothing behind when the page is loaded anew while it is made", async () => {
    await choose();
    await startEncrypting(visitor);
    await page.locator(".steps").waitFor();
    await page.reload();
    await openAgain();
    await page.locator("#ballot").waitFor();
    assert.equal(await page.locator("#ballot input:checked").count(), 0);
    await visitor.go("#/receipts");
    await page.getByText("There are no receipts on this device").waitFor();
  });

  it("is cast once when the button is pressed twice", async () => {
    await choose();
    await encrypt(visitor);
    const before = await ballotsOnChain();
    await wayOn(visitor).dblclick();
    await page.waitForURL(/\/receipt\//);
    await waitUntilCounted(visitor);
    assert.equal(await ballotsOnChain(), before + 1);
    // Asked for one's own ballot by name, the server would learn who is about to vote.
    const { selector } = portal.chain.contracts.elections.interface.getFunction("isCast")!;
    const chainCalls = visitor.requests.filter(({ url }) => url.endsWith("/v1/chain"));
    assert.ok(chainCalls.some(({ body }) => body?.includes("eth_getLogs")));
    assert.equal(chainCalls.filter(({ body }) => body?.includes(selector)).length, 0);
  });

  it("is one ballot in two tabs, and the second tab says so", async () => {
    await choose();
    const number = await encrypt(visitor);
    const second = await visitor.context.newPage();
    await second.goto(page.url());
    await openAgain(second);
    await second.locator(".copy-words").waitFor();
    assert.equal(await second.locator(".copy-words").textContent(), number);
    const before = await ballotsOnChain();
    await cast(visitor);
    await waitUntilCounted(visitor);
    await wayOn({ page: second }).click();
    // The first tab took it: nothing is said to be still here.
    await second.locator(".failure code", { hasText: "BALLOT_PREPARED_MISSING" }).waitFor({ state: "attached" });
    assert.doesNotMatch((await second.locator("main").textContent()) ?? "", /Your ballot was not sent/);
    assert.equal(await ballotsOnChain(), before + 1);
    await second.goto(`${portal.url}/#/elections/${portal.seeded.electionId}`);
    await second.locator(".banner-success").waitFor();
  });

  it("is made without a connection, kept when it cannot be sent, and sent when the connection is back", async () => {
    await enterBooth(visitor);
    await waitForProofFiles(visitor);
    await visitor.goOffline();
    visitor.expectFaults(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
    await page.locator("#ballot-1").check();
    await review(visitor);
    await encrypt(visitor);
    const before = await ballotsOnChain();
    await cast(visitor);
    await page.getByRole("heading", { name: "Your ballot is kept, and not handed over yet" }).waitFor();
    await page.getByText("only this one can be sent").waitFor();
    await visitor.goOnline();
    await waitUntilCounted(visitor);
    assert.equal(await ballotsOnChain(), before + 1);
  });

  it("is on its way after the page was closed while nothing could be sent", async () => {
    await choose();
    await encrypt(visitor);
    visitor.expectFaults(/50[23]|Failed to fetch|ERR_FAILED/);
    await visitor.context.route("**/v1/relay**", (route) => route.abort());
    await visitor.context.route("**/v1/elections/*/ballots", (route) => route.abort());
    const before = await ballotsOnChain();
    await cast(visitor);
    await page.locator(".panel").waitFor();
    await visitor.go("#/");
    await page.reload();
    await visitor.go(`#/elections/${portal.seeded.electionId}`);
    await openAgain();
    await page.locator(".banner").getByText("Your ballot is on its way").waitFor();
    await visitor.context.unrouteAll();
    await page.locator('main a[href*="/receipt/"]').click();
    await waitUntilCounted(visitor);
    assert.equal(await ballotsOnChain(), before + 1);
  });

  it("goes without the service, from an account, when the service takes nothing", async () => {
    await choose();
    await encrypt(visitor);
    visitor.expectFaults(/50[23]|Failed to fetch|ERR_FAILED/);
    await visitor.context.route("**/v1/elections/*/ballots", (route) => route.abort());
    const before = await ballotsOnChain();
    await cast(visitor);
    await page.locator("summary", { hasText: "Send it without the service" }).click();
    await page.locator("form:has(#demonstration-number) button[type=submit]").click();
    await page.getByRole("button", { name: "Send it from this account" }).click();
    await waitUntilCounted(visitor);
    assert.equal(await ballotsOnChain(), before + 1);
  });

  it("is given up for a new one when it was damaged here, and nobody has it whole", async () => {
    await choose();
    await encrypt(visitor);
    visitor.expectFaults(/40[09]|50[23]|Failed to fetch|ERR_FAILED/);
    await visitor.context.route("**/v1/elections/*/ballots", (route) => route.abort());
    const before = await ballotsOnChain();
    await cast(visitor);
    // Only now has it given up handing over the whole one by itself.
    await page.locator("main .banner-warning").getByRole("button", { name: /Try/ }).waitFor();
    await damageKeptProof(page);
    await visitor.context.unrouteAll();
    await page.getByRole("button", { name: "Give this ballot up and make a new one" }).click();
    await page.waitForURL(({ hash }) => /elections\/\d+$/.test(hash));
    await choose();
    await encrypt(visitor);
    await cast(visitor);
    await waitUntilCounted(visitor);
    assert.equal(await ballotsOnChain(), before + 1);
  });

  it("T108: is not made with a file that is not the right one, and the choice stays", async () => {
    visitor.expectFaults(/status of 5|Failed to fetch/);
    let spoils = 0;
    await visitor.context.route("**/published/circuits/**/*.wasm*", async (route) => {
      spoils += 1;
      await route.fulfill({ status: 200, body: Buffer.from("this is no circuit") });
    });
    await choose();
    await startEncrypting(visitor);
    await page.locator(".failure").waitFor();
    assert.match((await page.locator("main").textContent()) ?? "", /your device refused it\. No ballot was sent/);
    assert.ok(spoils > 0);
    await visitor.context.unrouteAll();
    const number = await encrypt(visitor);
    assert.match(number, /^0x[0-9a-f]{64}$/);
  });

  it("is told of at the election, at the ballot and at the receipt when nobody answers", async () => {
    visitor.expectFaults(/Failed to fetch|ERR_FAILED|50[023]/);
    await visitor.context.route("**/v1/**", (route) => route.abort());
    await visitor.go("#/elections");
    await page.locator(".failure").waitFor();
    await page.reload();
    await visitor.go(`#/elections/${portal.seeded.electionId}/vote`);
    await page.locator(".failure").waitFor();
    await visitor.go(`#/elections/${portal.seeded.electionId}/receipt/0x${"1".repeat(64)}`);
    await page.locator("main").getByRole("button", { name: /Try/ }).first().waitFor();
    await visitor.context.unrouteAll();
    await tryAgain(visitor);
    const absent = page.locator(".banner-title", { hasText: "There is no ballot with this receipt number" });
    await absent.waitFor();
  });
});

/** Changes the first word of the proof in the ballot that is kept beside its receipt, as a failing disk would. */
async function damageKeptProof(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const opened = indexedDB.open("psephos");
    await new Promise((resolve) => (opened.onsuccess = resolve));
    const store = opened.result.transaction("files", "readwrite").objectStore("files");
    const done = new Promise((resolve) => (store.transaction.oncomplete = resolve));
    const cursors = store.openCursor();
    cursors.onsuccess = () => {
      const cursor = cursors.result;
      if (cursor === null) return;
      if (typeof cursor.key === "string" && cursor.key.endsWith(".ballot.json")) {
        const file = cursor.value as { bytes: Uint8Array; writtenAtMs: number };
        const ballot = JSON.parse(new TextDecoder().decode(file.bytes)) as { words: string[] };
        ballot.words[0] = "1";
        cursor.update({ ...file, bytes: new TextEncoder().encode(JSON.stringify(ballot)) });
      }
      cursor.continue();
    };
    await done;
    opened.result.close();
  });
}
