import type { ReactNode } from "react";
import { shownText } from "../../../../../protocol/text.ts";
import type { AuditEntry } from "../../../../../server/client/records.ts";
import { Details } from "../../../design/details.tsx";
import { Hash } from "../../../design/hash.tsx";
import { useTexts } from "../../../state/texts.ts";
import { useRecordedColumns } from "./columns.tsx";
import { RecordList } from "./record-list.tsx";
import { SubjectLink } from "./subject-link.tsx";
import { useEventWords, useRoleWords } from "./trail-words.ts";
import type { Records } from "./use-records.ts";

/** When, who, what, about what, in which transaction. */
export function TrailTable({ records }: { readonly records: Records<AuditEntry> }): ReactNode {
  const say = useTexts("public");
  const roleWords = useRoleWords();
  const eventWords = useEventWords();
  const [when, transaction] = useRecordedColumns<AuditEntry>();
  return (
    <RecordList
      records={records}
      caption={say("trail")}
      exportName="audit-trail"
      rowKey={({ recorded: { block }, logIndex }) => `${block}-${logIndex}`}
      columns={[
        ...(when === undefined ? [] : [when]),
        {
          key: "role",
          title: say("role"),
          value: ({ role }) => roleWords(role),
        },
        {
          key: "event",
          title: say("what"),
          value: ({ event, contract, facts }) =>
            `${eventWords(event)} (${contract}.${event}) ${factsText(facts)}`.trim(),
          render: (entry) => <EntryWords entry={entry} />,
        },
        {
          key: "subject",
          title: say("subject"),
          value: ({ subject }) => subjectText(subject),
          render: ({ subject }) => <SubjectLink subject={subjectText(subject)} />,
        },
        ...(transaction === undefined ? [] : [transaction]),
        {
          key: "account",
          title: say("account"),
          value: ({ account }) => account ?? "",
          render: ({ account }) => (account === null ? "–" : <Hash value={account} />),
        },
      ]}
    />
  );
}

function subjectText({ kind, id }: AuditEntry["subject"]): string {
  return id === "" ? kind : `${kind}:${id}`;
}

/** For search and export; on the page they stand folded under the event. */
function factsText(facts: AuditEntry["facts"]): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
}

function EntryWords({ entry: { event, contract, facts } }: { readonly entry: AuditEntry }): ReactNode {
  const say = useTexts("public");
  const eventWords = useEventWords();
  const listed = Object.entries(facts);
  return (
    <>
      {eventWords(event)}
      <Details summary={say("details")}>
        <dl className="facts">
          <div>
            <dt>{say("event")}</dt>
            <dd>
              <code>
                {contract}.{event}
              </code>
            </dd>
          </div>
          {listed.map(([name, value]) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>{value.length > 40 ? <Hash value={shownText(value)} /> : shownText(value)}</dd>
            </div>
          ))}
        </dl>
      </Details>
    </>
  );
}
