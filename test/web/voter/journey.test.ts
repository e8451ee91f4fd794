import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { PsephosError } from "../../../src/errors.ts";
import { newVoters } from "../../../src/roles/demo/portal/town/roll.ts";
import { parseReceipt } from "../../../src/protocol/receipt.ts";
import { checkReceipt } from "../../../src/roles/voter/check-receipt.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { stageElection } from "../support/elections.ts";
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
  waitUntilCounted,
  wayOn,
} from "./support/at-the-booth.ts";

const voters = newVoters(4);
const streets = ["Mill Lane", "Harbour Road", "Station Street", "School Lane"];

async function stage(town: Parameters<typeof stageElection>[0]) {
  const common = { phase: "voting", voters } as const;
  return {
    single: await stageElection(town, { ...common }),
    limited: await stageElection(town, { ...common, rule: "limited", choices: { blank: true }, options: streets }),
    quadratic: await stageElection(town, { ...common, rule: "quadratic", title: "What is the money for?" }),
    borda: await stageElection(town, { ...common, rule: "borda", title: "Which street first?", options: streets }),
  };
}

type Staged = Awaited<ReturnType<typeof stage>>;

describe("a voter in the portal", () => {
  let portal: Portal<Staged>;
  let browser: TestBrowser;
  const visitors: Visitor[] = [];

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: stage }), openBrowser()]);
  });
  afterEach(async () => {
    for (const visitor of visitors.splice(0)) await visitor.leave();
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  async function arrive(wish: Parameters<TestBrowser["newVisitor"]>[0] = {}): Promise<Visitor> {
    const visitor = await browser.newVisitor({ url: portal.url, ...wish });
    visitors.push(visitor);
    return visitor;
  }

  /** By the receipt that the page gives away, and the chain alone. */
  async function positionOnChain(visitor: Visitor): Promise<number> {
    const [download] = await Promise.all([
      visitor.page.waitForEvent("download"),
      visitor.page.locator(".receipt-actions button").first().click(),
    ]);
    const receipt = parseReceipt(await readFile(await download.path(), "utf8"));
    const state = await checkReceipt({ chain: portal.chain, receipt });
    if (state.kind !== "counted") throw new PsephosError("UNEXPECTED", `The chain says ${state.kind}.`);
    return state.position;
  }

  it("votes by keyboard alone: from the election to the receipt", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    const { electionId } = portal.seeded.single;
    await bringIdentity(visitor, { electionId, voter: voters[0]! });
    await visitor.axe();
    const tabTo = async (selector: string): Promise<void> => {
      for (let presses = 0; presses < 60; presses += 1) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
        await page.keyboard.press("Tab");
      }
      assert.fail(`the keyboard does not reach ${selector}`);
    };
    await tabTo('main a[href$="/vote"]');
    await page.keyboard.press("Enter");
    await page.locator("#ballot").waitFor();
    await visitor.axe();
    assert.equal(await page.locator("#ballot input:checked").count(), 0, "something was marked beforehand");
    await tabTo("#ballot-0");
    await page.keyboard.press("ArrowDown");
    await tabTo("main form button[type=submit]");
    await page.keyboard.press("Enter");
    await page.locator("#choices-heading").waitFor();
    assert.equal(await page.locator(".choice-told").textContent(), "Market hall");
    await tabTo("main button.button-primary");
    await page.keyboard.press("Enter");
    await receiptNumber(visitor);
    await visitor.axe();
    await tabTo("main button.button-primary");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/receipt\//);
    await waitUntilCounted(visitor);
    await visitor.axe();
    assert.equal(await positionOnChain(visitor), 1);
  });

  it("ranks options by buttons and keys, in Chinese, on a phone", async () => {
    const visitor = await arrive({ language: "zh", size: "phone", theme: "dark" });
    const { page } = visitor;
    await bringIdentity(visitor, { electionId: portal.seeded.borda.electionId, voter: voters[0]! });
    await enterBooth(visitor);
    await page.locator("main form button[type=submit]").click();
    assert.match((await page.locator(".error-summary").textContent()) ?? "", /尚未作出选择/);
    for (const name of ["School Lane", "Mill Lane", "Station Street"]) {
      await page.locator(".ranking-rest li", { hasText: name }).getByRole("button").click();
    }
    await page.getByRole("button", { name: "Station Street上移" }).click();
    const order = await page.locator(".ranking-item .choice-label").allTextContents();
    assert.deepEqual(order, ["School Lane", "Station Street", "Mill Lane"]);
    await visitor.axe();
    await review(visitor);
    const told = (await page.locator("main .summary-list").textContent()) ?? "";
    assert.match(
      told,
      /School Lane.*第 1 名.*3 分.*Station Street.*第 2 名.*Mill Lane.*第 3 名.*Harbour Road.*未排序/s,
    );
    await encrypt(visitor);
    await cast(visitor);
    await waitUntilCounted(visitor);
    assert.match((await page.locator(".panel").textContent()) ?? "", /您的选票已计入/);
    assert.equal(await positionOnChain(visitor), 1);
  });

  it("sees what is left of the credits, is told of too much, and keeps the marks when the language changes", async () => {
    const visitor = await arrive({ size: "narrow" });
    const { page } = visitor;
    await bringIdentity(visitor, { electionId: portal.seeded.quadratic.electionId, voter: voters[0]! });
    await enterBooth(visitor);
    await page.getByRole("button", { name: "One more for Library" }).click({ clickCount: 3 });
    await page.getByRole("textbox", { name: "Market hall" }).fill("5");
    assert.match((await page.locator(".ballot-sum").textContent()) ?? "", /9 credits too many/);
    await page.locator("main form button[type=submit]").click();
    assert.match((await page.locator(".error-summary").textContent()) ?? "", /34.*25/);
    await page.getByRole("textbox", { name: "Market hall" }).fill("4");
    assert.match((await page.locator(".ballot-sum").textContent()) ?? "", /0 of 25 credits left/);
    await visitor.axe();
    await page.getByRole("button", { name: "中文" }).click();
    await page.locator(".ballot-sum", { hasText: "剩余 0 点" }).waitFor();
    await review(visitor);
    assert.match((await page.locator("main .summary-list").textContent()) ?? "", /Library.*3 分.*Market hall.*4 分/s);
    await encrypt(visitor);
    await cast(visitor);
    await waitUntilCounted(visitor);
    assert.equal(await positionOnChain(visitor), 1);
  });

  it("marks one too many, is told at once, and hands in a blank ballot in the end", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await bringIdentity(visitor, { electionId: portal.seeded.limited.electionId, voter: voters[0]! });
    await enterBooth(visitor);
    for (const index of [0, 1, 2]) await page.locator(`#ballot-${index}`).check();
    assert.match((await page.locator(".field-error").textContent()) ?? "", /You chose 3, and 2 at most/);
    await page.locator("#ballot-blank").check();
    await review(visitor);
    assert.match((await page.locator(".choice-told").textContent()) ?? "", /blank ballot/);
    await encrypt(visitor);
    await cast(visitor);
    await waitUntilCounted(visitor);
    assert.equal(await positionOnChain(visitor), 1);
  });

  it("tests the encryption on another device, and then casts a new ballot", async () => {
    const [visitor, helper] = [await arrive(), await arrive()];
    const { page } = visitor;
    const { electionId } = portal.seeded.single;
    await bringIdentity(visitor, { electionId, voter: voters[1]! });
    await enterBooth(visitor);
    await page.locator("#ballot-2").check();
    await review(visitor);
    const noted = await encrypt(visitor);
    await page.locator("main section details > summary").click();
    await page.locator("main section details button").click();
    await page.locator("dialog[open] .dialog-actions button").last().click();
    await page.getByRole("heading", { level: 1, name: "This ballot is opened, and not cast" }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save the test file" }).click(),
    ]);
    const buffer = await readFile(await download.path());

    await helper.go("#/check-test");
    const file = { name: "test.json", mimeType: "application/json", buffer };
    await helper.page.locator("#test-file").setInputFiles(file);
    await helper.page.locator("#test-number").fill(noted);
    await wayOn(helper).click();
    await helper.page.getByText("The encryption is right").waitFor();
    assert.equal(await helper.page.locator(".choice-told").textContent(), "Youth centre");
    const lie = Buffer.from(buffer.toString().replace(/"values": \[\s*0,\s*0,\s*1/, '"values": [1, 0, 0'));
    await helper.page.locator("#test-file").setInputFiles({ ...file, buffer: lie });
    await wayOn(helper).click();
    await helper.page.getByText("The encryption is wrong").waitFor();
    await helper.axe();

    await wayOn(visitor).click();
    await page.locator("#ballot-2").check();
    await review(visitor);
    assert.notEqual(await encrypt(visitor), noted);
    await cast(visitor);
    await waitUntilCounted(visitor);
  });

  it("stops the encryption, and nothing was made or sent", async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await bringIdentity(visitor, { electionId: portal.seeded.single.electionId, voter: voters[2]! });
    await enterBooth(visitor);
    await page.locator("#ballot-0").check();
    await review(visitor);
    await startEncrypting(visitor);
    await page.locator(".steps button").click();
    await page.getByText("Stopped. No ballot was made").waitFor();
    assert.equal(await page.locator(".copy-words").count(), 0);
    assert.deepEqual(
      visitor.requests.filter(({ url, method }) => method === "POST" && url.endsWith("/ballots")),
      [],
    );
    await visitor.go("#/receipts");
    await page.getByText("There are no receipts on this device").waitFor();
  });

  it("finds the receipt again by its address on another device, and checks it there", async () => {
    const [visitor, other] = [await arrive(), await arrive({ language: "zh" })];
    await bringIdentity(visitor, { electionId: portal.seeded.single.electionId, voter: voters[3]! });
    await enterBooth(visitor);
    await visitor.page.locator("#ballot-0").check();
    await review(visitor);
    await encrypt(visitor);
    await cast(visitor);
    await waitUntilCounted(visitor);
    await other.page.goto(visitor.page.url());
    await other.page.getByRole("heading", { name: "您的选票已计入" }).waitFor();
    await other.page.getByText("本设备上只有回执编号").waitFor();
    await visitor.page.goto(`${portal.url}/#/elections/${portal.seeded.single.electionId}`);
    await visitor.page.locator(".banner-success").getByText("You have voted").waitFor();
    await visitor.page.goto(`${portal.url}/#/elections/${portal.seeded.single.electionId}/vote`);
    await visitor.page.locator(".banner-success").getByText("You have voted").waitFor();
    assert.equal(await visitor.page.locator("#ballot").count(), 0);
  });
});
