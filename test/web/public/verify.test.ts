import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { archiveText, type ElectionArchive } from "../../../src/protocol/archive.ts";
import { exportArchive } from "../../../src/roles/auditor/export-archive.ts";
import { openSignedReport } from "../../../src/roles/auditor/signed-report.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { stageElection, type StagedElection } from "../support/elections.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";

const WORDS = {
  en: {
    start: "Start",
    verified: "Verified: all 12 checks passed",
    agrees: "The file says the same as the chain.",
    differs: "The file is not the record of the chain",
    refused: (ids: string) => `Not verified: check ${ids} failed`,
    file: "Archive file (JSON)",
    compare: "Compare it with the chain as well",
    failed: "failed",
  },
  zh: {
    start: "开始",
    verified: "核验通过：全部 12 项检查成立",
    agrees: "该文件与链上记录一致。",
    differs: "该文件与链上记录不符",
    refused: (ids: string) => `核验未通过：第 ${ids} 项检查失败`,
    file: "存档文件（JSON）",
    compare: "同时与链上记录比对",
    failed: "失败",
  },
} as const;

type Mutable = { -readonly [Key in keyof ElectionArchive]: ElectionArchive[Key] };

/** What is changed in an archive, and the one check that must find it. */
const FALSIFICATIONS: readonly { what: string; fails: string; falsify: (archive: Mutable) => void }[] = [
  {
    what: "a ballot with another proof",
    fails: "6",
    falsify: ({ election }) => void (election.ballots[0]!.words[0]! += 1n),
  },
  {
    what: "a result with a vote more",
    fails: "10, 12",
    falsify: ({ election }) => void (election.result!.counts[0]! += 1n),
  },
  {
    what: "an option that is called otherwise",
    fails: "2",
    falsify: (archive) => void (archive.manifest = archive.manifest.replace("Library", "Lobbery")),
  },
];

describe("verifying an election in the browser", () => {
  let portal: Portal<StagedElection>;
  let browser: TestBrowser;
  let archive: ElectionArchive;

  before(async () => {
    portal = await openPortal({
      parts: ["indexer", "web"],
      seed: (town) => stageElection(town, { phase: "opened", cast: 2 }),
    });
    browser = await openBrowser();
    const { chain, workspace, seeded } = portal;
    archive = await exportArchive({ chain, workspace, electionId: seeded.electionId });
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  async function giveFile(visitor: Visitor, label: string, content: string): Promise<void> {
    const file = { name: "election.json", mimeType: "application/json", buffer: Buffer.from(content) };
    await visitor.page.getByLabel(label).setInputFiles(file);
  }

  for (const language of ["en", "zh"] as const) {
    const words = WORDS[language];

    it(`passes all checks on a finished election, from the chain alone (${language})`, async () => {
      const visitor = await browser.newVisitor({ url: portal.url, language });
      const { page } = visitor;
      await visitor.go(`#/public/elections/${portal.seeded.electionId}/verify`);
      await page.getByRole("button", { name: words.start, exact: true }).click();
      await page.getByText(words.verified).first().waitFor({ timeout: 120_000 });
      assert.equal(await page.locator(".check-passed").count(), 12);
      const asked = visitor.requests.map(({ url }) => new URL(url).pathname);
      assert.ok(asked.includes("/v1/chain"));
      const ofIndex = asked.filter((path) => /^\/v1\/(elections|ceremonies|rolls|policies)/.test(path));
      assert.deepEqual(ofIndex, [], "nothing is taken from the index");
      await visitor.axe();
      await visitor.leave();
    });

    it(`compares a file with the chain (${language})`, async () => {
      const visitor = await browser.newVisitor({ url: portal.url, language });
      await visitor.go("#/public/verify");
      await visitor.page.getByLabel(words.compare).check();
      await giveFile(visitor, words.file, archiveText(archive));
      await visitor.page.getByText(words.agrees).waitFor({ timeout: 120_000 });
      await visitor.leave();
    });

    for (const { what, fails, falsify } of FALSIFICATIONS) {
      it(`shows ${what} at check ${fails} (${language})`, async () => {
        const falsified: Mutable = structuredClone(archive);
        falsify(falsified);
        const visitor = await browser.newVisitor({ url: portal.url, language });
        const { page } = visitor;
        await visitor.go("#/public/verify");
        await giveFile(visitor, words.file, archiveText(falsified));
        await page.getByText(words.refused(fails)).first().waitFor({ timeout: 120_000 });
        const failed = await page.locator(".check-failed").count();
        assert.equal(failed, fails.split(", ").length);
        assert.equal(await page.locator(".check-failed").getByText(words.failed, { exact: true }).count(), failed);
        await visitor.leave();
      });
    }
  }

  it("says where a file that passes differs from the chain", async () => {
    const falsified = structuredClone(archive);
    falsified.roll.registrar = `0x${"11".repeat(20)}`;
    const visitor = await browser.newVisitor({ url: portal.url });
    await visitor.go("#/public/verify");
    await visitor.page.getByLabel(WORDS.en.compare).check();
    await giveFile(visitor, WORDS.en.file, archiveText(falsified));
    await visitor.page.getByText(WORDS.en.differs).first().waitFor({ timeout: 120_000 });
    await visitor.page.getByText("roll.registrar").waitFor();
    await visitor.leave();
  });

  it("signs its report with the auditor's own key, and refuses it once it is altered", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    const { page } = visitor;
    await visitor.go("#/public/verify");
    await giveFile(visitor, WORDS.en.file, archiveText(archive));
    await page.getByText(WORDS.en.verified).first().waitFor({ timeout: 120_000 });
    await page.getByText("Sign this report").first().click();
    await page.getByRole("textbox", { name: "Passphrase" }).fill("seven green umbrellas");
    await page.getByRole("button", { name: "Sign this report" }).click();
    const button = page.getByRole("button", { name: "Download the signed report" });
    await button.waitFor({ timeout: 120_000 });
    const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
    const text = await readFile(await download.path(), "utf8");
    const { report } = openSignedReport(text);
    assert.equal(report.verified, true);
    assert.match(report.program.filesHash ?? "", /^sha256-/);
    await visitor.go("#/public/report");
    await giveFile(visitor, "Signed report (JSON)", text);
    await page.getByText("The report is as it was signed.").waitFor();
    await giveFile(visitor, "Signed report (JSON)", text.replace('"ballots": 2', '"ballots": 3'));
    await page.getByText("REPORT_SIGNATURE_INVALID").waitFor({ state: "attached" });
    await visitor.leave();
  });

  it("stops when its reader wants no more, and can start again", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    const { page } = visitor;
    await visitor.go(`#/public/elections/${portal.seeded.electionId}/verify`);
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await page.getByText("Stopped. Nothing was decided.").waitFor();
    await page.getByRole("button", { name: "Verify again", exact: true }).click();
    await page.getByText(WORDS.en.verified).first().waitFor({ timeout: 120_000 });
    await visitor.leave();
  });

  it("refuses what is no archive, by its code", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    await visitor.go("#/public/verify");
    await giveFile(visitor, WORDS.en.file, "{}");
    await visitor.page.getByText("ARCHIVE_VERSION").waitFor({ state: "attached" });
    await visitor.leave();
  });
});
