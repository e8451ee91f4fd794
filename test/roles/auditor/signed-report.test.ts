import assert from "node:assert/strict";
import { developmentAccount } from "../../../src/chain/accounts.ts";
import { archiveText } from "../../../src/protocol/archive.ts";
import { rulesFor } from "../../../src/protocol/rule-presets.ts";
import { CHECKS } from "../../../src/roles/auditor/checks.ts";
import { hex32, keccakOfText } from "../../../src/roles/auditor/recompute/encoding.ts";
import {
  openSignedReport,
  signedReportText,
  signReport,
  type SignedReport,
} from "../../../src/roles/auditor/signed-report.ts";
import { electionReport, type ElectionReport } from "../../../src/roles/auditor/verification-report.ts";
import { createAuditor } from "./auditor-of-numbers.ts";
import { SYNTHETIC_KEYS, syntheticElection } from "./synthetic-election.ts";

describe("signed verification report", () => {
  const auditor = developmentAccount(3);
  let report: ElectionReport;
  let signed: SignedReport;

  before(async () => {
    const rules = rulesFor("single", { optionCount: 2 });
    const archive = await syntheticElection({ rules, ballots: [[1, 0]], weights: [1n, 1n] });
    const findings = await (await createAuditor(archive, SYNTHETIC_KEYS)).findings(archive);
    const checks = CHECKS.map(({ id, name, claim }) => ({ id, name, claim, ...findings.get(id)! }));
    report = electionReport({
      archive,
      archiveHash: hex32(keccakOfText(archiveText(archive))),
      verdict: { verified: true, checks },
      source: { kind: "chain" },
      checkedAt: 1_800_000_000,
      program: { name: "Psephos", filesHash: "sha256-abc" },
    });
    signed = await signReport(report, auditor);
  });

  it("comes back whole, with the account that signed it", () => {
    const opened = openSignedReport(signedReportText(signed));
    assert.equal(opened.signer, auditor.address.toLowerCase());
    assert.deepEqual(opened.report, report);
    assert.deepEqual(report.subject.result, [
      { label: { en: "Option 0", zh: "Option 0" }, count: "1" },
      { label: { en: "Option 1", zh: "Option 1" }, count: "0" },
    ]);
  });

  it("is refused once any of it says otherwise", () => {
    const [first, ...others] = report.checks;
    const variants: SignedReport[] = [
      { ...signed, report: { ...report, verified: false } },
      { ...signed, report: { ...report, checks: [{ ...first!, ok: false }, ...others] } },
      { ...signed, signer: developmentAccount(4).address.toLowerCase() },
      { ...signed, signature: `0x${"00".repeat(65)}` },
    ];
    for (const variant of variants) {
      assert.throws(() => openSignedReport(signedReportText(variant)), { code: "REPORT_SIGNATURE_INVALID" });
    }
  });

  it("is not verified where the file says otherwise than the chain", () => {
    const verdict = { verified: true, checks: [] };
    const archive = { election: { ballots: [], result: null }, chain: {}, manifest: "" } as never;
    const differing = { kind: "file", differences: ["election.ballots.0.words.0"] } as const;
    const told = { archive, archiveHash: "", verdict, checkedAt: 0, program: report.program };
    assert.equal(
      electionReport({ ...told, source: { ...differing, differences: [...differing.differences] } }).verified,
      false,
    );
    assert.equal(electionReport({ ...told, source: { kind: "file", differences: [] } }).verified, true);
  });

  it("refuses what is no report", () => {
    for (const text of ["", "{}", "[]", signedReportText({ ...signed, format: "x" as never })]) {
      assert.throws(() => openSignedReport(text), { code: "REPORT_MALFORMED" });
    }
  });
});
