import assert from "node:assert/strict";
import { readBallots } from "../../../src/chain/election-events.ts";
import { newVoters } from "../../../src/roles/demo/portal/town/roll.ts";
import type { Town } from "../../../src/roles/demo/portal/town/town.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { stageElection } from "../support/elections.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";
import {
  bringIdentity,
  cast,
  encrypt,
  enterBooth,
  review,
  toElection,
  waitUntilCounted,
} from "./support/at-the-booth.ts";

const voters = newVoters(1);
const LINES = ["Line 1", "Line 4", "Line 7"];

async function stage(town: Town) {
  const common = { phase: "voting", voters, options: LINES } as const;
  return {
    approval: await stageElection(town, { ...common, rule: "approval" }),
    score: await stageElection(town, { ...common, rule: "score" }),
    budget: await stageElection(town, { ...common, rule: "budget" }),
    cumulative: await stageElection(town, { ...common, rule: "cumulative" }),
    borda: await stageElection(town, { ...common, rule: "borda" }),
  };
}

type Staged = Awaited<ReturnType<typeof stage>>;

/** Kinds of ballot that no other test casts: how a person fills one in, and what the page then says that was chosen. */
describe("each kind of ballot", () => {
  let portal: Portal<Staged>;
  let browser: TestBrowser;
  let visitor: Visitor;
  let hasIdentity = false;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: stage }), openBrowser()]);
    visitor = await browser.newVisitor({ url: portal.url });
  });
  after(async () => {
    await visitor.leave();
    await browser.close();
    await portal.stop();
  });

  async function enter(rule: keyof Staged): Promise<void> {
    const { electionId } = portal.seeded[rule];
    if (hasIdentity) await toElection(visitor, electionId);
    else await bringIdentity(visitor, { electionId, voter: voters[0]! });
    hasIdentity = true;
    await enterBooth(visitor);
  }

  async function castAs(rule: keyof Staged, told: RegExp): Promise<void> {
    await review(visitor);
    assert.match(await visitor.page.locator("section:has(#choices-heading)").innerText(), told);
    await encrypt(visitor);
    await cast(visitor);
    await waitUntilCounted(visitor);
    assert.equal((await readBallots(portal.chain, portal.seeded[rule].electionId)).length, 1);
  }

  const fill = (line: string, points: string) => visitor.page.getByRole("textbox", { name: line }).fill(points);
  const sum = () => visitor.page.locator(".ballot-sum").innerText();

  it("marks as many options as its voter approves of, and is counted", async () => {
    await enter("approval");
    for (const option of [0, 2]) await visitor.page.locator(`#ballot-${option}`).check();
    await castAs("approval", /Line 1.*Line 7/s);
  });

  it("gives each option points of its own, and is counted", async () => {
    await enter("score");
    await fill("Line 1", "5");
    await visitor.page.getByRole("button", { name: "One more for Line 4" }).click({ clickCount: 2 });
    await castAs("score", /Line 1.*5.*Line 4.*2/s);
  });

  it("spends some of a budget, which says what is left, and is counted", async () => {
    await enter("budget");
    await fill("Line 1", "7");
    assert.match(await sum(), /3 of 10/);
    await fill("Line 7", "4");
    await visitor.page.locator("main form button[type=submit]").click();
    await visitor.page.locator(".error-summary").waitFor();
    await fill("Line 7", "2");
    assert.match(await sum(), /1 of 10/);
    await castAs("budget", /Line 1.*7.*Line 7.*2/s);
  });

  it("hands out all points where all have to be handed out, and is counted", async () => {
    await enter("cumulative");
    await fill("Line 4", "6");
    await visitor.page.locator("main form button[type=submit]").click();
    await visitor.page.locator(".error-summary").waitFor();
    await fill("Line 7", "4");
    await castAs("cumulative", /Line 4.*6.*Line 7.*4/s);
  });

  it("is ranked by dragging with the mouse, and is counted", async () => {
    await enter("borda");
    const { page } = visitor;
    for (const name of LINES.slice(0, 2)) {
      await page.locator(".ranking-rest li", { hasText: name }).getByRole("button").click();
    }
    const rows = page.locator(".ranking-item");
    const order = () => page.locator(".ranking-item .choice-label").allTextContents();
    assert.deepEqual(await order(), ["Line 1", "Line 4"]);
    const [upper, lower] = [(await rows.nth(0).boundingBox())!, (await rows.nth(1).boundingBox())!];
    await page.mouse.move(lower.x + 20, lower.y + lower.height / 2);
    await page.mouse.down();
    await page.mouse.move(upper.x + 20, upper.y + upper.height / 2, { steps: 8 });
    await page.mouse.move(upper.x + 20, upper.y + 2, { steps: 8 });
    await page.mouse.up();
    await page.waitForFunction(() => document.querySelector(".ranking-item .choice-label")?.textContent === "Line 4");
    assert.deepEqual(await order(), ["Line 4", "Line 1"]);
    await castAs("borda", /Line 4.*Line 1.*Line 7/s);
  });
});
