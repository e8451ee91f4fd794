import assert from "node:assert/strict";
import { Wallet } from "ethers";
import { signReport, signedReportText } from "../../../src/roles/auditor/signed-report.ts";
import { REPORT_FORMAT, type ElectionReport } from "../../../src/roles/auditor/verification-report.ts";
import { makeWallet, PATIENCE } from "../citizen/support/steps.ts";
import { takeAccount } from "../department/support/steps.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { assertHarmless, watchForScripts } from "../support/harmless.ts";
import { packed, PAYLOADS, UNSEEN } from "../support/payloads.ts";
import { openPortal, type Portal } from "../support/portal.ts";

/** Pages that take a file, with its field; each says no to what is none of its own. */
const FIELDS = [
  ["/public/verify", "#archive"],
  ["/public/report", "#report"],
  ["/check-test", "#test-file"],
  ["/receipts", "#receipt-file"],
  ["/wallet/get", "#credential-file"],
  ["/request/proof", "#proof-file"],
  ["/organizer", "#load-plan"],
] as const;

describe("files that are made to run", () => {
  let portal: Portal;
  let browser: TestBrowser;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ parts: ["indexer", "web"] }), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  it("T096: are read as text where somebody signed them as a report", async () => {
    const visitor = await browser.newVisitor({ url: portal.url, size: "narrow" });
    const dialogs = watchForScripts(visitor);
    await visitor.go("#/public/report");
    const buffer = Buffer.from(signedReportText(await signReport(hostileReport(), Wallet.createRandom())));
    await visitor.page
      .locator("#report")
      .setInputFiles({ name: "report.json", mimeType: "application/json", buffer }, PATIENCE);
    await visitor.page.locator(".checks").waitFor(PATIENCE);
    for (const summary of await visitor.page.locator(".checks summary").all()) await summary.click();
    await assertHarmless(visitor, dialogs);
    const told = (await visitor.page.locator("main").innerText()).replaceAll(/\s+/g, " ");
    assert.deepEqual(
      PAYLOADS.filter((payload) => !told.includes(payload.replaceAll(/\s+/g, " "))),
      [],
    );
    assert.ok(told.includes("abc⟨U+202E⟩fed"));
    await visitor.axe();
    await visitor.leave();
  });

  it("T096: are refused in all places that take files, whatever they are called", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    const dialogs = watchForScripts(visitor);
    const { page } = visitor;
    await visitor.go("#/identity");
    await makeWallet(visitor);
    await visitor.go("#/department");
    await takeAccount(visitor, "0");
    const contents = [
      PAYLOADS.join("\n"),
      JSON.stringify(PAYLOADS),
      JSON.stringify(Object.fromEntries(PAYLOADS.map((payload) => [payload, payload]))),
      `{"__proto__":{"ran":1},"format":${JSON.stringify(PAYLOADS[0])},"kind":"constructor"}`,
    ];
    for (const [at, [place, field]] of FIELDS.entries()) {
      for (const [turn, content] of contents.entries()) {
        await visitor.go("#/glossary");
        await visitor.go(`#${place}`);
        const name = `${PAYLOADS[(at * 31 + turn * 53) % PAYLOADS.length]!.replaceAll("/", "∕").replaceAll("\u0000", "")}.json`;
        const file = { name, mimeType: "application/json", buffer: Buffer.from(content) };
        await page.locator(field).setInputFiles(file, PATIENCE);
        if (field === "#test-file") await page.locator("main form button[type=submit]").click();
        await page
          .locator(".failure, .error-summary")
          .first()
          .waitFor({ ...PATIENCE, state: "attached" });
        await assertHarmless(visitor, dialogs);
      }
    }
    await visitor.leave();
  });
});

/** Says what it wants, under a signature that is right. */
function hostileReport(): ElectionReport {
  const [first = "", ...others] = packed(PAYLOADS, 1_000);
  const both = (text: string) => ({ en: text, zh: text });
  const [unseen = ""] = packed(UNSEEN, 400);
  const evidence = Object.fromEntries(PAYLOADS.slice(0, 20).map((payload) => [payload.slice(0, 50), payload]));
  return {
    ...{ format: REPORT_FORMAT, checkedAt: 1_800_000_000, verified: true },
    program: { name: packed(PAYLOADS, 480)[3]!, filesHash: "<img src=x onerror=ran=1>" },
    source: { kind: "file", fileName: unseen },
    subject: {
      ...{ kind: "election", chainId: 1, contract: `0x${"ab".repeat(20)}`, ballots: 3 },
      electionId: "<b>1</b>",
      title: both(first),
      ...{ manifestHash: `0x${"12".repeat(32)}`, archiveHash: `0x${"34".repeat(32)}` },
      result: PAYLOADS.map((payload) => ({ label: both(payload), count: "=1+1" })),
    },
    checks: others.map((text, at) => ({
      ...{ id: String(at + 1), name: "any", ok: at % 2 === 0, claim: both(text), detail: both(`${text}\n${unseen}`) },
      evidence,
    })),
  };
}
