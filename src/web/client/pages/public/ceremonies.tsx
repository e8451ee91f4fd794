import type { ReactNode } from "react";
import { listCeremonies, type AnswerOf } from "../../../../server/client/records.ts";
import { Tag } from "../../design/tag.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { useRecordedColumns } from "./parts/columns.tsx";
import { kindOfPhase } from "./parts/kind-of-phase.ts";
import { PublicPage } from "./parts/public-page.tsx";
import { RecordList } from "./parts/record-list.tsx";
import { useRecords } from "./parts/use-records.ts";

type Row = AnswerOf<typeof listCeremonies>["items"][number];

export function PublicCeremoniesPage(): ReactNode {
  const say = useTexts("public");
  const recorded = useRecordedColumns<Row>();
  const records = useRecords<Row>({
    name: ["ceremonies"],
    load: (query, signal) => services.call(listCeremonies, { query, signal }),
  });
  return (
    <PublicPage title={say("ceremonies")} lead={<p>{say("ceremonyLead")}</p>}>
      <RecordList
        records={records}
        caption={say("ceremonies")}
        exportName="key-ceremonies"
        rowKey={({ ceremonyId }) => String(ceremonyId)}
        columns={[
          {
            key: "ceremonyId",
            title: say("number"),
            render: ({ ceremonyId }) => (
              <TextLink to={`/public/ceremonies/${ceremonyId}`}>{say("ceremony", { id: String(ceremonyId) })}</TextLink>
            ),
          },
          {
            key: "phase",
            title: say("phase"),
            value: ({ phase }) => say(`phase_${phase}`),
            render: ({ phase }) => <Tag kind={kindOfPhase(phase)}>{say(`phase_${phase}`)}</Tag>,
          },
          {
            key: "threshold",
            title: say("threshold"),
            value: ({ threshold, trusteeCount: count }) => say("thresholdOf", { threshold, count }),
          },
          { key: "registered", title: say("registered"), align: "end" },
          { key: "committed", title: say("committed"), align: "end" },
          { key: "dealt", title: say("dealt"), align: "end" },
          ...recorded,
        ]}
      />
    </PublicPage>
  );
}
