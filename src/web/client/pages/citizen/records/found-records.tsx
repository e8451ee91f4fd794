import type { ReactNode } from "react";
import type { ToldRecord, ToldRecords } from "../../../../worker/holder/records.ts";
import { Banner, type BannerProps } from "../../../design/banner.tsx";
import { Empty } from "../../../design/empty.tsx";
import { Hash } from "../../../design/hash.tsx";
import { SummaryList } from "../../../design/summary-list.tsx";
import { Timeline } from "../../../design/timeline.tsx";
import { TextLink } from "../../../design/text-link.tsx";
import { useTexts } from "../../../state/texts.ts";
import { useJoined, useSaid } from "../parts/words.ts";

const VERDICTS = {
  complete: { kind: "success", title: "complete", text: "completeText" },
  "cut-off": { kind: "important", title: "cutOff", text: "cutOffText" },
  altered: { kind: "important", title: "altered", text: "alteredText" },
  rewritten: { kind: "important", title: "rewritten", text: "rewrittenText" },
} as const satisfies Record<ToldRecords["completeness"], { kind: BannerProps["kind"]; title: string; text: string }>;

/** The person's records in a log, with what the chain says of that log. */
export function FoundRecords({ found }: { readonly found: ToldRecords }): ReactNode {
  const say = useTexts("wallet");
  const { records, completeness, entryCount, anchored, unanchored, faulty } = found;
  const verdict = VERDICTS[completeness];
  return (
    <>
      <div role="status">
        <Banner kind={verdict.kind} title={say(verdict.title)}>
          <p>{verdict.text === "completeText" ? say("completeText", { entryCount }) : say(verdict.text)}</p>
          <p>
            {say("anchor", { size: anchored.size })} <Hash value={anchored.root} />
          </p>
          {unanchored > 0 && <p>{say("unanchored", { count: unanchored })}</p>}
          {faulty.length > 0 && <p>{say("faulty", { list: faulty.join(", ") })}</p>}
        </Banner>
      </div>
      {records.length === 0 ? (
        <Empty title={say("recordsNone")}>
          <p>{say("recordsNoneText")}</p>
        </Empty>
      ) : (
        <section>
          <h2>{say("recordsCount", { count: records.length })}</h2>
          <Records records={records} />
        </section>
      )}
    </>
  );
}

const OUTCOMES = { granted: "recordGranted", denied: "recordDenied", error: "recordError" } as const;

function Records({ records }: { readonly records: readonly ToldRecord[] }): ReactNode {
  const say = useTexts("wallet");
  const titleOf = ({ kind, outcome }: ToldRecord): string => {
    if (kind === "withdrawal") return say("recordWithdrawal");
    if (kind === "erasure") return say("recordErasure");
    return say(OUTCOMES[outcome ?? "error"]);
  };
  return (
    <Timeline
      entries={records.map((record) => ({
        id: String(record.sequence),
        at: record.at,
        title: titleOf(record),
        children: <RecordFacts record={record} />,
      }))}
    />
  );
}

function RecordFacts({ record }: { readonly record: ToldRecord }): ReactNode {
  const say = useTexts("wallet");
  const said = useSaid();
  const joined = useJoined();
  const { sequence, kind, attributes, policyId, title, consentId, legalBasis, reason, channel } = record;
  const what = attributes.length === 0 ? say("recordNothing") : joined(attributes.map(said));
  const name = title === undefined ? say("permissionUnknownTitle", { id: String(policyId) }) : said(title);
  return (
    <SummaryList
      rows={[
        ...(kind === "access" ? [{ term: say("recordWhat"), value: what }] : []),
        ...(policyId === undefined
          ? []
          : [
              {
                term: say("recordWhy"),
                value: (
                  <>
                    <TextLink to={`/request/policy/${policyId}`}>{name}</TextLink>
                    {consentId !== undefined && ` · ${say("byConsent")}`}
                    {legalBasis !== undefined && ` · ${say("byLaw", { legalBasis })}`}
                  </>
                ),
              },
            ]),
        ...(reason === undefined ? [] : [{ term: say("recordReason"), value: reason }]),
        ...(channel === undefined ? [] : [{ term: say("recordHow"), value: channel }]),
        { term: say("recordNumber"), value: String(sequence) },
      ]}
    />
  );
}
