import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { createIdentity, PRIVATE_KEY_BYTES } from "../../../src/protocol/identity.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { keyOf } from "../support/elections.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { TownKey } from "../../../src/roles/demo/portal/town/key.ts";
import type { Visitor } from "../support/visitor.ts";
import { choose, giveList, goOn, planQuestion, setTime, takeAccount } from "./support/acts.ts";
import { wordsIn } from "./support/words.ts";

const say = wordsIn("en");
const HOUR = 3_600;
/** Would show a dialog, change the page or ask another host, if any of it were taken for markup. */
const PAYLOAD = `<img src="https://evil.example/x" onerror="document.title='owned'"><script>document.title='owned'</script>{{7*7}}`;
const SHORT = `<img src=x onerror="document.title='owned'">`;
const numbers = (count: number): string[] =>
  Array.from({ length: count }, () => String(createIdentity(randomBytes(PRIVATE_KEY_BYTES)).commitment));

describe("planning an election in the portal", () => {
  let portal: Portal<TownKey>;
  let browser: TestBrowser;
  let visitor: Visitor;
  const now = Math.floor(Date.now() / 1000 / 60) * 60;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: (town) => keyOf(town) }), openBrowser()]);
    visitor = await browser.newVisitor({ url: portal.url });
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  it("tells what is missing on a page, beside the field and above, and leads to it", async () => {
    const { page } = visitor;
    await visitor.go("#/organizer/elections/new");
    await goOn(visitor, say);
    await page
      .getByRole("alert")
      .getByRole("button", { name: say("organizer", "faultText") })
      .first()
      .click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "title-en");
    await visitor.axe();
  });

  it("T096: shows whatever is typed as text, also what looks like markup", async () => {
    await planQuestion(visitor, say, {
      title: PAYLOAD,
      description: PAYLOAD,
      organizer: PAYLOAD,
      options: [SHORT, "Market hall", "Youth centre"],
    });
    const { page } = visitor;
    await page.locator(".example-ballot").getByText(SHORT).waitFor();
    assert.equal(await page.locator("main img, main script").count(), 0);
    assert.ok(!(await page.title()).includes("owned"));
    assert.deepEqual([...new Set(visitor.requests.map(({ url }) => new URL(url).origin))], [portal.url]);
  });

  it("shows the ballot that voters will see, and whether it could be cast", async () => {
    const { page } = visitor;
    const example = page.locator(".example-ballot");
    await example.getByRole("radio", { name: "Market hall" }).check();
    await example.getByRole("button").last().click();
    await example.getByText(say("organizer", "exampleGood")).waitFor();
    await choose(page, say("organizer", "rule-borda"));
    await page.locator("#limit").fill("9");
    await goOn(visitor, say);
    await page.getByRole("alert").getByText(say("organizer", "faultRule")).waitFor();
    await choose(page, say("organizer", "rule-single"));
    await visitor.axe();
  });

  it("moves options by keyboard: the focus stays with the option, and its id too", async () => {
    const { page } = visitor;
    await page.goBack();
    await page.locator("#option-3-up").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "option-3-up");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "option-3-down");
    assert.deepEqual(await labels(visitor), ["Youth centre", SHORT, "Market hall"]);
    await page.keyboard.press("Enter");
    assert.deepEqual(await labels(visitor), [SHORT, "Youth centre", "Market hall"]);
    assert.equal(await page.locator("#option-3-en").inputValue(), "Youth centre");
    await goOn(visitor, say);
    await goOn(visitor, say);
  });

  it("reports each bad line of a list, and takes the others only when told to", async () => {
    const { page } = visitor;
    const [ada, grace, edsger] = numbers(3);
    const lines = [
      "name,commitment,weight",
      `Ada,${ada},1`,
      "x,12ab,1",
      `Again,${ada},1`,
      "r,1.2E+76,1",
      `G,${grace},0`,
    ];
    await giveList(visitor, say, [...lines, `E,${edsger},1`].join("\r\n"));
    await page.getByText(say("organizer", "accepted_other", { count: 2 })).waitFor();
    const cells = await page.locator("tbody tr").allInnerTexts();
    assert.deepEqual(
      cells.map((cell) => cell.split(/\s+/)[0]),
      ["3", "4", "5", "6", "2", "7"],
    );
    assert.match(cells[1]!, new RegExp(say("organizer", "line-duplicate", { earlier: 2 })));
    await page.getByText(say("organizer", "line-rounded")).waitFor();
    await page.getByText(say("organizer", "ignored", { columns: "name" })).waitFor();
    await goOn(visitor, say);
    await page.getByRole("alert").getByText(say("organizer", "faultVoters")).waitFor();
    await page.getByLabel(say("organizer", "leaveOut_other", { count: 4 })).check();
    await page.getByRole("button", { name: say("organizer", "takeWithout") }).click();
    await page.getByText(say("organizer", "listReady")).waitFor();
    await visitor.axe();
    await goOn(visitor, say);
  });

  it("refuses times that overlap", async () => {
    const { page } = visitor;
    await choose(page, say("organizer", "keyExisting"));
    const { ceremonyId, threshold, keepers } = portal.seeded;
    const state = say("organizer", "ceremony-finished");
    const label = say("organizer", "ceremonyOption", { id: ceremonyId, threshold, count: keepers.length, state });
    await page.getByLabel(say("organizer", "ceremony"), { exact: true }).selectOption({ label });
    await goOn(visitor, say);
    await setTime(visitor, "opens-at", now + 2 * HOUR);
    await setTime(visitor, "closes-at", now + HOUR);
    await setTime(visitor, "result-by", now + 9 * HOUR);
    await goOn(visitor, say);
    await page.getByRole("alert").getByText(say("organizer", "faultOrder")).waitFor();
    await setTime(visitor, "closes-at", now + 5 * HOUR);
    await visitor.axe();
    await goOn(visitor, say);
  });

  it("is the same from its file on another device, and a file of something else is refused", async () => {
    const { page } = visitor;
    await page.getByRole("heading", { name: say("organizer", "step-review") }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: say("organizer", "savePlan") }).click(),
    ]);
    const other = await browser.newVisitor({ url: portal.url, size: "phone" });
    await other.go("#/organizer");
    await other.page.getByText(say("organizer", "loadPlan")).first().click();
    const input = other.page.locator("#load-plan");
    await input.setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from('{"draft":{}}') });
    await other.page.getByRole("alert").waitFor();
    await input.setInputFiles(await download.path());
    await other.page.getByRole("heading", { name: say("organizer", "step-review") }).waitFor();
    const facts = (of: Visitor): Promise<string> => of.page.locator(".summary-list").first().innerText();
    assert.deepEqual((await facts(other)).split(/\s+/), (await facts(visitor)).split(/\s+/));
    await other.axe();
    await other.leave();
  });

  it("rehearses with made-up voters and real proofs, and says that nobody is behind them", async () => {
    const { page } = visitor;
    await page.getByRole("button", { name: say("organizer", "rehearse"), exact: true }).click();
    await page.getByText(say("organizer", "rehearsedText")).waitFor({ timeout: 300_000 });
    await page.getByText(say("organizer", "rehearsalLead")).waitFor();
    assert.deepEqual(
      visitor.requests.filter(({ method, url }) => method !== "GET" && !url.endsWith("/v1/chain")),
      [],
    );
  });

  it("is published in three entries; repeated, nothing is there twice", async () => {
    const { page } = visitor;
    await page.getByRole("link", { name: say("organizer", "toPublish") }).click();
    await takeAccount(visitor, say, 3);
    await page.getByRole("button", { name: say("organizer", "doRoll") }).click();
    await page.getByText(say("organizer", "taskRollDone", { id: 1 })).waitFor();
    await page.getByRole("button", { name: say("organizer", "doElection") }).click();
    await page.getByRole("link", { name: say("organizer", "toElection") }).waitFor();
    // From the plan's file on another device, with what the chain has found again.
    const path = await page.evaluate(() => location.hash);
    await page.reload();
    await takeAccount(visitor, say, 3);
    await page
      .getByText(say("organizer", "taskElectionDone", { id: 1 }))
      .first()
      .waitFor();
    assert.match(path, /publish$/);
    const { elections, rolls } = portal.chain.contracts;
    assert.equal((await elections.queryFilter(elections.filters["ElectionCreated"]!())).length, 1);
    assert.equal((await rolls.queryFilter(rolls.filters["RollPublished"]!())).length, 1);
  });

  it("is followed from one list of tasks, and cancelled only after a question", async () => {
    const { page } = visitor;
    await page.getByRole("link", { name: say("organizer", "toElection") }).click();
    await page
      .getByText(say("organizer", "counted", { done: 0, needed: 2 }))
      .first()
      .waitFor();
    await page.getByRole("heading", { level: 1, name: PAYLOAD }).waitFor();
    await page.getByRole("img", { name: say("design", "qrCode", { label: say("organizer", "qrLabel") }) }).waitFor();
    await visitor.axe();
    await page.getByRole("button", { name: say("organizer", "cancel"), exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: say("common", "cancel"), exact: true }).click();
    await page.getByRole("button", { name: say("organizer", "cancel"), exact: true }).click();
    await dialog.getByRole("button", { name: say("organizer", "cancel"), exact: true }).click();
    await page.getByText(say("organizer", "cancelledText")).waitFor();
    await visitor.go("#/organizer");
    await page.getByRole("link", { name: PAYLOAD }).waitFor();
    await page.getByText(say("organizer", "phase-cancelled")).waitFor();
    await visitor.leave();
  });
});

async function labels({ page }: Visitor): Promise<string[]> {
  return page
    .locator(".plan-options input[id$='-en']")
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
}
