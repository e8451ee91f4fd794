import type { ReactNode } from "react";
import type { VerificationReport } from "../../../../../roles/auditor/verification-report.ts";
import { SummaryList, type SummaryRow } from "../../../design/summary-list.tsx";
import { Time } from "../../../design/time.tsx";
import { useLanguage } from "../../../state/language.ts";
import { useTexts } from "../../../state/texts.ts";

/** What was checked, by what, when: printed whole, so that paper says as much as the file. */
export function ReportFacts({ report }: { readonly report: VerificationReport }): ReactNode {
  const say = useTexts("verify");
  const language = useLanguage();
  const { subject, program, source } = report;
  const ofSubject: SummaryRow[] =
    subject.kind === "credentials"
      ? [{ term: say("subject"), value: say("credentials", { block: subject.block }) }]
      : [
          { term: say("subject"), value: say("election", { id: subject.electionId }) },
          { term: say("reportTitle"), value: subject.title?.[language] ?? "–" },
          { term: say("manifestHash"), value: <code>{subject.manifestHash}</code> },
          { term: say("archiveHash"), value: <code>{subject.archiveHash}</code> },
          { term: say("ballots"), value: subject.ballots },
          { term: say("result"), value: <ResultWords result={subject.result} /> },
        ];
  return (
    <SummaryList
      rows={[
        ...ofSubject,
        { term: say("chain"), value: subject.chainId },
        { term: say("contract"), value: <code>{subject.contract}</code> },
        {
          term: say("source"),
          value: source.kind === "chain" ? say("sourceChain") : say("sourceFile", { name: source.fileName ?? "–" }),
        },
        { term: say("checkedAt"), value: <Time at={report.checkedAt} /> },
        { term: say("program"), value: program.name },
        { term: say("filesHash"), value: <code>{program.filesHash ?? "–"}</code> },
      ]}
    />
  );
}

type Result = Extract<VerificationReport["subject"], { kind: "election" }>["result"];

function ResultWords({ result }: { readonly result: Result }): ReactNode {
  const say = useTexts("verify");
  const language = useLanguage();
  if (result === null) return say("noResult");
  return result.map(({ label, count }, at) => (
    <p key={at}>
      {label[language]}: {count}
    </p>
  ));
}
