import type { ReactNode } from "react";
import { listDepartments, type AnswerOf } from "../../../../server/client/records.ts";
import { Hash } from "../../design/hash.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { useRecordedColumns } from "./parts/columns.tsx";
import { IssuerKeys } from "./parts/issuer-keys.tsx";
import { PublicPage } from "./parts/public-page.tsx";
import { RecordList } from "./parts/record-list.tsx";
import { useRecords } from "./parts/use-records.ts";

type Row = AnswerOf<typeof listDepartments>["items"][number];

export function PublicIssuersPage(): ReactNode {
  const say = useTexts("public");
  const recorded = useRecordedColumns<Row>();
  const records = useRecords<Row>({
    name: ["departments"],
    load: (query, signal) => services.call(listDepartments, { query, signal }),
  });
  return (
    <PublicPage title={say("issuers")} lead={<p>{say("issuersHint")}</p>}>
      <RecordList
        records={records}
        caption={say("issuers")}
        exportName="departments"
        rowKey={({ departmentId }) => String(departmentId)}
        columns={[
          {
            key: "did",
            title: say("did"),
            render: ({ did, departmentId }) => <TextLink to={`/public/issuers/${departmentId}`}>{did}</TextLink>,
          },
          { key: "account", title: say("account"), render: ({ account }) => <Hash value={account} /> },
          ...recorded,
        ]}
      />
      <h2>{say("issuerKeys")}</h2>
      <IssuerKeys />
    </PublicPage>
  );
}
