import type { ReactNode } from "react";
import { listPolicies, type AnswerOf } from "../../../../../server/client/records.ts";
import { Tag } from "../../../design/tag.tsx";
import { TextLink } from "../../../design/text-link.tsx";
import { useLanguage } from "../../../state/language.ts";
import { services } from "../../../state/services.ts";
import { useTexts } from "../../../state/texts.ts";
import { useRecordedColumns } from "./columns.tsx";
import { RecordList } from "./record-list.tsx";
import { useRecords } from "./use-records.ts";

type Row = AnswerOf<typeof listPolicies>["items"][number];

export interface PoliciesTableProps {
  readonly departmentId?: bigint;
  /** The page shows nothing else. */
  readonly isWhole?: boolean;
}

/** Policies of one department, or of all. */
export function PoliciesTable({ departmentId, isWhole = false }: PoliciesTableProps): ReactNode {
  const say = useTexts("public");
  const language = useLanguage();
  const recorded = useRecordedColumns<Row>();
  const ofDepartment = departmentId === undefined ? {} : { departmentId };
  const records = useRecords<Row>({
    name: ["policies", departmentId === undefined ? undefined : String(departmentId)],
    load: (query, signal) => services.call(listPolicies, { query: { ...query, ...ofDepartment }, signal }),
  });
  const titleOf = ({ title, policyId }: Row): string =>
    title?.[language] ?? say("untitledPolicy", { id: String(policyId) });
  const stateOf = ({ textFits, retired }: Row): string =>
    textFits ? say(retired ? "retired" : "inForce") : say("doesNotFit");
  return (
    <RecordList
      isPart={!isWhole}
      records={records}
      caption={say("policies")}
      exportName="policies"
      rowKey={({ policyId }) => String(policyId)}
      columns={[
        { key: "policyId", title: say("number") },
        {
          key: "title",
          title: say("name"),
          value: titleOf,
          render: (row) => <TextLink to={`/public/policies/${row.policyId}`}>{titleOf(row)}</TextLink>,
        },
        { key: "did", title: say("department"), value: ({ did }) => did ?? say("role_unknown") },
        {
          key: "state",
          title: say("state"),
          value: stateOf,
          render: (row) => (
            <Tag kind={!row.textFits ? "danger" : row.retired ? "neutral" : "success"}>{stateOf(row)}</Tag>
          ),
        },
        ...recorded,
      ]}
    />
  );
}
