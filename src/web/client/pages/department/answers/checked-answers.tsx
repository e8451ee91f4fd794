import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { csvText } from "../../../../../protocol/csv.ts";
import type { AnswerOutcome, CheckedAnswer } from "../../../../worker/department/answers.ts";
import { Banner } from "../../../design/banner.tsx";
import { CopyText } from "../../../design/copy-text.tsx";
import { DownloadButton } from "../../../design/download-button.tsx";
import { Panel } from "../../../design/panel.tsx";
import { SummaryList } from "../../../design/summary-list.tsx";
import { Time } from "../../../design/time.tsx";
import { useTexts } from "../../../state/texts.ts";
import { useSaid } from "../../citizen/parts/words.ts";

/** What came of the answers that were checked since this page was opened. It is kept nowhere else. */
export function CheckedAnswers({
  policyId,
  outcomes,
}: {
  readonly policyId: bigint;
  readonly outcomes: readonly AnswerOutcome[];
}): ReactNode {
  const say = useTexts("department");
  const sayDesign = useTexts("design");
  const said = useSaid();
  const holding = outcomes.flatMap((outcome) => (outcome.kind === "holds" ? [outcome.answer] : []));
  const names = [...new Set(holding.flatMap(({ values }) => values.map(({ name }) => name)))];
  const table = (): string =>
    csvText([
      [say("checkedNumber"), say("provenAt"), ...names],
      ...holding.map(({ pseudonym, provenAt, values }) => [
        String(pseudonym),
        new Date(provenAt * 1000).toISOString(),
        ...names.map((name) => {
          const found = values.find((each) => each.name === name);
          return found === undefined ? "" : said(found.value);
        }),
      ]),
    ]);
  return (
    <section aria-live="polite">
      {outcomes.map((outcome, place) =>
        outcome.kind === "holds" ? (
          <Holding key={outcomes.length - place} answer={outcome.answer} />
        ) : (
          <RefusedAnswer key={outcomes.length - place} code={outcome.code} />
        ),
      )}
      {holding.length > 0 && (
        <>
          <h3>{say("exportChecked")}</h3>
          <DownloadButton fileName={`checked-${policyId}.csv`} mediaType="text/csv" content={table}>
            {sayDesign("exportCsv")}
          </DownloadButton>
        </>
      )}
    </section>
  );
}

function Holding({ answer }: { readonly answer: CheckedAnswer }): ReactNode {
  const say = useTexts("department");
  const said = useSaid();
  const { pseudonym, provenAt, values, isSealed } = answer;
  return (
    <>
      <Panel title={say("checkedTitle")} />
      <SummaryList
        rows={[
          { term: say("provenAt"), value: <Time at={provenAt} /> },
          ...values.map(({ label, value }) => ({ term: said(label), value: said(value) })),
        ]}
      />
      <CopyText text={String(pseudonym)} label={say("checkedNumber")} />
      {isSealed && <Banner kind="note">{say("stillSealed")}</Banner>}
    </>
  );
}

function RefusedAnswer({ code }: { readonly code: string }): ReactNode {
  const say = useTexts("department");
  const { t: sayError } = useTranslation("errors");
  return (
    <Banner kind="important" title={say("refusedTitle")}>
      {sayError(code)}
    </Banner>
  );
}
