import type { ReactNode } from "react";
import { useParams } from "wouter";
import { readDepartment } from "../../../../server/client/records.ts";
import { DataTable } from "../../design/data-table.tsx";
import { Hash } from "../../design/hash.tsx";
import { SummaryList } from "../../design/summary-list.tsx";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { useRecordedColumns } from "./parts/columns.tsx";
import { IssuerKeys } from "./parts/issuer-keys.tsx";
import { parseDepartmentId } from "./parts/parse-id.ts";
import { PoliciesTable } from "./parts/policies-table.tsx";
import { RecordPage } from "./parts/record-page.tsx";
import { RecordedIn } from "./parts/recorded-at.tsx";
import { useRecord } from "./parts/use-records.ts";

export function PublicIssuerPage(): ReactNode {
  const departmentId = parseDepartmentId(useParams()["id"]);
  return departmentId === undefined ? <NotFoundPage /> : <DepartmentRecord departmentId={departmentId} />;
}

function DepartmentRecord({ departmentId }: { readonly departmentId: bigint }): ReactNode {
  const say = useTexts("public");
  const recorded = useRecordedColumns();
  const id = String(departmentId);
  const answer = useRecord({
    name: ["department", id],
    load: (signal) => services.call(readDepartment, { params: { departmentId }, signal }),
  });
  return (
    <RecordPage
      title={answer.data?.did ?? say("department")}
      back={{ to: "/public/issuers", label: say("issuers") }}
      subject={`department:${id}`}
      answer={answer}
    >
      {({ account, accounts, recorded: registration }) => (
        <>
          <SummaryList
            rows={[
              { term: say("account"), value: <Hash value={account} /> },
              { term: say("number"), value: <Hash value={departmentId} /> },
              { term: say("registered"), value: <RecordedIn recorded={registration} /> },
            ]}
          />
          <h2>{say("departmentKeys")}</h2>
          <IssuerKeys departmentId={departmentId} />
          <h2>{say("policiesOf")}</h2>
          <PoliciesTable departmentId={departmentId} />
          <h2>{say("departmentAccounts")}</h2>
          <DataTable
            caption={say("departmentAccounts")}
            rows={accounts}
            rowKey={({ recorded: { transaction } }) => transaction}
            columns={[
              { key: "account", title: say("account"), render: (row) => <Hash value={row.account} /> },
              ...recorded,
            ]}
          />
        </>
      )}
    </RecordPage>
  );
}
