import type { ReactNode } from "react";
import type { OwnPolicy } from "../../../../worker/department/policies.ts";
import { DataTable } from "../../../design/data-table.tsx";
import { Empty } from "../../../design/empty.tsx";
import { Tag } from "../../../design/tag.tsx";
import { TextLink } from "../../../design/text-link.tsx";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../../citizen/parts/answered.tsx";
import { useSaid } from "../../citizen/parts/words.ts";
import { useOwnPolicies } from "./use-department.ts";

/** What the departments of the open account ask. */
export function OwnPolicies(): ReactNode {
  const say = useTexts("department");
  return (
    <Answered query={useOwnPolicies()} what={say("thePolicies")}>
      {(policies) =>
        policies.length === 0 ? (
          <Empty title={say("noPolicies")}>
            <p>{say("noPoliciesText")}</p>
          </Empty>
        ) : (
          <PoliciesTable policies={policies} />
        )
      }
    </Answered>
  );
}

function PoliciesTable({ policies }: { readonly policies: readonly OwnPolicy[] }): ReactNode {
  const say = useTexts("department");
  const said = useSaid();
  const titleOf = ({ policy, policyId }: OwnPolicy): string =>
    policy === undefined ? say("policyUnfit", { id: policyId }) : said(policy.title);
  const stateOf = ({ policy }: OwnPolicy) => (policy === undefined ? "unfit" : policy.retired ? "retired" : "open");
  return (
    <DataTable
      caption={say("policies")}
      rows={policies}
      rowKey={({ policyId }) => String(policyId)}
      columns={[
        { key: "policyId", title: say("number"), align: "end" },
        {
          key: "title",
          title: say("policyTitle"),
          value: titleOf,
          render: (row) => <TextLink to={`/department/policies/${row.policyId}`}>{titleOf(row)}</TextLink>,
        },
        {
          key: "state",
          title: say("state"),
          value: (row) => say(`policy-${stateOf(row)}`),
          render: (row) => (
            <Tag kind={stateOf(row) === "open" ? "success" : "neutral"}>{say(`policy-${stateOf(row)}`)}</Tag>
          ),
        },
        {
          key: "answers",
          title: say("answers"),
          value: () => "",
          render: ({ policyId }) => (
            <TextLink to={`/department/answers/${policyId}`}>{say("toAnswersOf", { id: policyId })}</TextLink>
          ),
        },
      ]}
    />
  );
}
