import { useState, type ReactNode } from "react";
import type { SignedReport } from "../../../../roles/auditor/signed-report.ts";
import { Banner } from "../../design/banner.tsx";
import { Failure } from "../../design/failure.tsx";
import { FileField } from "../../design/fields/file-field.tsx";
import { SummaryList } from "../../design/summary-list.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { PublicPage } from "./parts/public-page.tsx";
import { CheckList } from "./verify/check-list.tsx";
import { Conclusion } from "./verify/conclusion.tsx";
import { ReportFacts } from "./verify/report-facts.tsx";

export function OpenReportPage(): ReactNode {
  const say = useTexts("verify");
  const [opened, setOpened] = useState<{ signed?: SignedReport; error?: unknown }>({});
  const open = async (file: File): Promise<void> => {
    try {
      setOpened({ signed: await office().auditor.openReport(file) });
    } catch (error) {
      setOpened({ error });
    }
  };
  return (
    <PublicPage title={say("titleReport")} lead={<p>{say("leadReport")}</p>}>
      <div className="not-on-paper">
        <FileField
          id="report"
          label={say("reportFile")}
          accept=".json,application/json"
          onFile={(file) => void open(file)}
        />
      </div>
      {opened.error !== undefined && <Failure error={opened.error} />}
      {opened.signed !== undefined && <SignedReportView signed={opened.signed} />}
    </PublicPage>
  );
}

function SignedReportView({ signed: { report, signer, signature } }: { readonly signed: SignedReport }): ReactNode {
  const say = useTexts("verify");
  const checks = report.checks.map(({ id, claim }) => ({ id, claim }));
  return (
    <>
      <Banner kind="note" title={say("reportWhole")}>
        <p>{say("signed", { address: signer })}</p>
      </Banner>
      <h2>{say("reportOf")}</h2>
      <Conclusion report={report} />
      <ReportFacts report={report} />
      <SummaryList
        rows={[
          { term: say("signer"), value: <code>{signer}</code> },
          { term: say("signature"), value: <code>{signature}</code> },
        ]}
      />
      <h2>{say("checks")}</h2>
      <CheckList checks={checks} outcomes={new Map(report.checks.map((check) => [check.id, check]))} />
    </>
  );
}
