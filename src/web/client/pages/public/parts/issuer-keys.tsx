import type { ReactNode } from "react";
import { listIssuerKeys, type AnswerOf } from "../../../../../server/client/records.ts";
import { Tag } from "../../../design/tag.tsx";
import { TextLink } from "../../../design/text-link.tsx";
import { Time } from "../../../design/time.tsx";
import { services } from "../../../state/services.ts";
import { useTexts } from "../../../state/texts.ts";
import { useRecordedColumns } from "./columns.tsx";
import { kindOfPhase } from "./kind-of-phase.ts";
import { RecordList } from "./record-list.tsx";
import { useRecords } from "./use-records.ts";

type Row = AnswerOf<typeof listIssuerKeys>["items"][number];

/** Keys of one department, or of all. */
export function IssuerKeys({ departmentId }: { readonly departmentId?: bigint }): ReactNode {
  const say = useTexts("public");
  const recorded = useRecordedColumns<Row>();
  const ofDepartment = departmentId === undefined ? {} : { departmentId };
  const records = useRecords<Row>({
    name: ["issuer-keys", departmentId === undefined ? undefined : String(departmentId)],
    load: (query, signal) => services.call(listIssuerKeys, { query: { ...query, ...ofDepartment }, signal }),
  });
  return (
    <RecordList
      isPart
      records={records}
      caption={say("issuerKeys")}
      exportName="issuer-keys"
      rowKey={({ keyIndex }) => keyIndex}
      columns={[
        {
          key: "keyIndex",
          title: say("number"),
          render: ({ keyIndex }) => (
            <TextLink to={`/public/keys/${keyIndex}`}>{say("issuerKey", { index: keyIndex })}</TextLink>
          ),
        },
        { key: "did", title: say("department") },
        {
          key: "state",
          title: say("state"),
          value: ({ state }) => say(`keyState_${state}`),
          render: ({ state }) => <Tag kind={kindOfPhase(state)}>{say(`keyState_${state}`)}</Tag>,
        },
        { key: "epoch", title: say("epoch"), align: "end" },
        { key: "endsAt", title: say("endsAt"), render: ({ endsAt }) => <Time at={endsAt} /> },
        ...recorded,
      ]}
    />
  );
}
