import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { routePaths } from "../../../scripts/portal/route-paths.ts";
import { PATIENCE } from "../citizen/support/steps.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { assertHarmless, watchForScripts } from "../support/harmless.ts";
import { PAYLOADS } from "../support/payloads.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";
import { bringIdentity, enterBooth, review } from "../voter/support/at-the-booth.ts";
import { formulasIn } from "./support/formulas.ts";
import { settleHostileTown, type HostileTown } from "./support/hostile-town.ts";

/** Directions and what cannot be seen. */
const UNSEEN = /[\p{Cf}\p{Zl}\p{Zp}\u034F\u115F\u3164\uFFA0]|(?![\n\t])\p{Cc}/u;

describe("texts that are made to run, on the public record", () => {
  let portal: Portal<HostileTown>;
  let browser: TestBrowser;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: settleHostileTown }), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  for (const language of ["en", "zh"] as const) {
    it(`T096: are text on the pages of elections, requests, lists and logs (${language})`, async () => {
      const visitor = await browser.newVisitor({ url: portal.url, language, size: "phone" });
      const dialogs = watchForScripts(visitor);
      const { electionIds, policyIds, hostileEnrolmentIds, logIds } = portal.seeded;
      const places = [
        ...["/", "/elections", "/public", "/public/elections", "/public/rolls", "/public/policies"],
        ...["/public/logs", "/public/enrolments", "/public/trail"],
        ...electionIds.flatMap((id) => [`/elections/${id}`, `/public/elections/${id}`]),
        ...policyIds.flatMap((id) => [`/request/policy/${id}`, `/public/policies/${id}`]),
        ...hostileEnrolmentIds.flatMap((id) => [`/request/electorate/${id}`, `/public/enrolments/${id}`]),
        ...logIds.map((id) => `/public/logs/${id}`),
      ];
      let told = "";
      for (const place of places) {
        await open(visitor, place);
        await assertHarmless(visitor, dialogs);
        const text = await visitor.page.evaluate(() => `${document.title} ${document.body.innerText}`);
        assert.doesNotMatch(text, UNSEEN, place);
        assert.equal(await overflow(visitor), 0, `${place} is too wide`);
        told += `${text} ${await visitor.page.locator("main").innerText()} `;
      }
      const words = told.replaceAll(/\s+/g, " ");
      const missing = PAYLOADS.filter((payload) => !words.includes(payload.replaceAll(/\s+/g, " ")));
      assert.deepEqual(missing, []);
      await visitor.leave();
    });
  }

  it("T096: are text on the ballot, in the choice that is checked, and to whoever drags or searches", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    const dialogs = watchForScripts(visitor);
    const { electionId, voters, manifest } = portal.seeded.voting;
    await bringIdentity(visitor, { electionId, voter: voters[0]! });
    await enterBooth(visitor);
    const labels = await visitor.page.locator("#ballot .choice-label").allInnerTexts();
    assert.deepEqual(
      labels.slice(0, manifest.options.length),
      manifest.options.map(({ label }) => label.en),
    );
    await visitor.page.locator("#ballot-1").check();
    await assertHarmless(visitor, dialogs);
    await review(visitor);
    assert.equal(await visitor.page.locator(".choice-told").innerText(), manifest.options[1]!.label.en);
    await assertHarmless(visitor, dialogs);
    await visitor.axe();
    await visitor.leave();
  });

  it("T096: are found by the search that they are typed into, and are no formulas in the tables that are taken along", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    const dialogs = watchForScripts(visitor);
    const { page } = visitor;
    await open(visitor, "/public/logs");
    await page.locator("tbody tr").first().waitFor(PATIENCE);
    for (const payload of PAYLOADS) await page.getByRole("searchbox").fill(payload);
    await page.getByRole("searchbox").fill("cmd|' /C calc'!A0");
    await page.waitForFunction(() => document.querySelectorAll("tbody tr").length <= 3, undefined, PATIENCE);
    await page.getByRole("searchbox").fill("");
    await assertHarmless(visitor, dialogs);
    for (const place of ["/public/enrolments", "/public/logs", "/public/elections", "/public/trail"]) {
      await open(visitor, place);
      await page.locator("tbody tr").first().waitFor(PATIENCE);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.locator(".table-exports button").first().click(),
      ]);
      const table = await readFile(await download.path(), "utf8");
      assert.ok(table.split("\r\n").length > 3, place);
      assert.deepEqual(formulasIn(table), [], place);
    }
    await visitor.leave();
  });

  it("T096: are nothing but wrong addresses in links to pages", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    const dialogs = watchForScripts(visitor);
    await open(visitor, "/how");
    const beginnings = routePaths().flatMap((path) => (path.includes(":") ? [path.split(":")[0]!] : []));
    for (const [at, payload] of PAYLOADS.entries()) {
      const beginning = beginnings[at % beginnings.length]!;
      await open(visitor, `${beginning}${at % 2 === 0 ? payload : encodeURIComponent(payload)}`);
      await assertHarmless(visitor, dialogs);
    }
    await visitor.leave();
  });
});

/** By the page's own navigation: characters that a browser would write otherwise reach the router as they are. */
async function open({ page }: Visitor, place: string): Promise<void> {
  if (page.url() === "about:blank") await page.goto("#/settings");
  await page.locator("main h1").waitFor(PATIENCE);
  await page.evaluate((hash) => {
    document.querySelector("main h1")?.setAttribute("data-left", "");
    location.hash = hash;
  }, place);
  await page.locator("main h1:not([data-left])").waitFor(PATIENCE);
  await page.waitForFunction(() => document.querySelector("main .loading") === null, undefined, PATIENCE);
}

async function overflow({ page }: Visitor): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
}
