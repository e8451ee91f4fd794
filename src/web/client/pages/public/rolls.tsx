import type { ReactNode } from "react";
import { listRolls, type AnswerOf } from "../../../../server/client/records.ts";
import { Num } from "../../design/num.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { useRecordedColumns } from "./parts/columns.tsx";
import { PublicPage } from "./parts/public-page.tsx";
import { RecordList } from "./parts/record-list.tsx";
import { useRecords } from "./parts/use-records.ts";

type Row = AnswerOf<typeof listRolls>["items"][number];

export function PublicRollsPage(): ReactNode {
  const say = useTexts("public");
  const recorded = useRecordedColumns<Row>();
  const records = useRecords<Row>({
    name: ["rolls"],
    load: (query, signal) => services.call(listRolls, { query, signal }),
  });
  return (
    <PublicPage title={say("rolls")} lead={<p>{say("rollsHint")}</p>}>
      <RecordList
        records={records}
        caption={say("rolls")}
        exportName="rolls"
        rowKey={({ rollId }) => String(rollId)}
        columns={[
          {
            key: "rollId",
            title: say("number"),
            render: ({ rollId }) => (
              <TextLink to={`/public/rolls/${rollId}`}>{say("roll", { id: String(rollId) })}</TextLink>
            ),
          },
          { key: "size", title: say("voters"), align: "end", render: ({ size }) => <Num value={size} /> },
          {
            key: "totalWeight",
            title: say("totalWeight"),
            align: "end",
            render: ({ totalWeight }) => <Num value={totalWeight} />,
          },
          ...recorded,
        ]}
      />
    </PublicPage>
  );
}
