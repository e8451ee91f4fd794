import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { readBallots } from "../../../src/chain/election-events.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { keyOf, stageElection, type StagedElection } from "../support/elections.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";

/** Names that run if any page takes them for more than text. */
const TITLE = `<img src=x onerror="globalThis.wasRun=1">`;
const OPTIONS = [`<script>globalThis.wasRun=2</script>`, `"><svg onload=globalThis.wasRun=3>`, "javascript:alert(4)"];

const PAGES = [
  "",
  "/elections",
  "/elections/1",
  "/elections/1/ballots",
  "/ceremonies",
  "/ceremonies/1",
  "/rolls",
  "/rolls/1",
  "/issuers",
  "/policies",
  "/enrolments",
  "/logs",
  "/alerts",
  "/trail",
  "/trail/election:1",
  "/credentials/verify",
  "/report",
];

describe("public records", () => {
  let portal: Portal<StagedElection>;
  let browser: TestBrowser;

  before(async () => {
    portal = await openPortal({
      parts: ["indexer", "watcher", "web"],
      seed: (town) => stageElection(town, { phase: "opened", cast: 3, title: TITLE, options: OPTIONS }),
    });
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  async function assertNothingRan({ page }: Visitor): Promise<void> {
    assert.equal(await page.evaluate(() => (globalThis as { wasRun?: unknown }).wasRun), undefined);
  }

  for (const [language, theme] of [
    ["en", "light"],
    ["zh", "dark"],
  ] as const) {
    it(`have no barriers on any page, and no fault (${language}, ${theme})`, async () => {
      const visitor = await browser.newVisitor({ url: portal.url, language, theme });
      for (const page of PAGES) {
        await visitor.go(`#/public${page}`);
        await visitor.page.locator("h1").waitFor();
        await visitor.page.waitForFunction(() => document.querySelector("main .loading") === null);
        await visitor.axe();
      }
      await assertNothingRan(visitor);
      await visitor.leave();
    });

    it(`show names with scripts in them as text, beside exact counts (${language})`, async () => {
      const visitor = await browser.newVisitor({ url: portal.url, language, theme, size: "phone" });
      const { page } = visitor;
      await visitor.go("#/public/elections");
      await page.getByRole("link", { name: TITLE }).click();
      await page.getByRole("heading", { level: 1, name: TITLE }).waitFor();
      const cells = page.locator("table", { hasText: OPTIONS[0]! }).last().locator("tbody tr");
      await cells.first().waitFor();
      for (const [at, option] of OPTIONS.entries()) {
        const text = await cells.nth(at).innerText();
        assert.ok(text.includes(option), text);
        assert.match(text, /\s1\s/);
      }
      assert.equal(await page.locator("main img, main svg[onload], main script").count(), 0);
      await assertNothingRan(visitor);
      await visitor.leave();
    });
  }

  it("find a ballot by its receipt number without telling the server which", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    const { page } = visitor;
    await visitor.go("#/public/elections/1/ballots");
    const rows = page.locator("tbody tr");
    await rows.nth(2).waitFor();
    const full = (await rows.nth(1).locator("button.hash").first().getAttribute("title")) ?? "";
    const before = visitor.requests.length;
    await page.getByRole("searchbox").fill(full);
    await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1);
    const asked = visitor.requests.slice(before).map(({ url, body }) => `${url} ${body ?? ""}`);
    assert.ok(!asked.some((text) => text.includes(full)), "the receipt number stays here");
    await visitor.leave();
  });

  it("are taken along as CSV and JSON, with every ballot", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    const { page } = visitor;
    await visitor.go("#/public/elections/1/ballots");
    await page.locator("tbody tr").nth(2).waitFor();
    const ballots = await readBallots(portal.chain, 1n, {});
    for (const name of ["CSV", "JSON"]) {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: new RegExp(name) }).click(),
      ]);
      const text = await readFile(await download.path(), "utf8");
      for (const { nullifier } of ballots) assert.ok(text.includes(String(nullifier)), name);
    }
    await visitor.leave();
  });

  it("show what the chain records by themselves, without a new load", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    const { page } = visitor;
    await visitor.go("#/public/elections");
    await page.getByRole("link", { name: TITLE }).waitFor();
    const title = "Called while somebody looks on";
    await stageElection(portal.town, { phase: "announced", title, key: await keyOf(portal.town) });
    await portal.publish();
    await page.getByRole("link", { name: /Called while|Election 2/ }).waitFor();
    await visitor.leave();
  });

  it("lead from a result to its evidence, box by box", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    const { page } = visitor;
    await visitor.go("#/public/elections/1");
    const links = page.locator(".provenance a");
    await links.nth(6).waitFor();
    const targets = await links.evaluateAll((found) => found.map((link) => link.getAttribute("href")));
    for (const target of targets) {
      if (target?.startsWith("#") === true) {
        await visitor.go(target);
        await page.locator("h1").waitFor();
        assert.doesNotMatch(await page.locator("h1").innerText(), /not found/);
      } else {
        const answer = await fetch(`${portal.url}/${target}`);
        assert.equal(answer.status, 200, target ?? "");
      }
    }
    await visitor.leave();
  });

  it("say that there is no page for a number that none has", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    await visitor.go("#/public/elections/not-a-number");
    await visitor.page.getByRole("heading", { name: "Page not found" }).waitFor();
    await visitor.go("#/public/elections/77");
    await visitor.page.getByText("NOT_FOUND").waitFor({ state: "attached" });
    await visitor.leave();
  });
});
