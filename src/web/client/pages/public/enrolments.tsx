import type { ReactNode } from "react";
import { shownText } from "../../../../protocol/text.ts";
import { listEnrolments, type AnswerOf } from "../../../../server/client/records.ts";
import { Num } from "../../design/num.tsx";
import { Tag } from "../../design/tag.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { Time } from "../../design/time.tsx";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { useRecordedColumns } from "./parts/columns.tsx";
import { kindOfPhase } from "./parts/kind-of-phase.ts";
import { PublicPage } from "./parts/public-page.tsx";
import { RecordList } from "./parts/record-list.tsx";
import { useRecords } from "./parts/use-records.ts";

type Row = AnswerOf<typeof listEnrolments>["items"][number];

export function PublicEnrolmentsPage(): ReactNode {
  const say = useTexts("public");
  const recorded = useRecordedColumns<Row>();
  const records = useRecords<Row>({
    name: ["enrolments"],
    load: (query, signal) => services.call(listEnrolments, { query, signal }),
  });
  return (
    <PublicPage title={say("enrolments")} lead={<p>{say("enrolmentsHint")}</p>}>
      <RecordList
        records={records}
        caption={say("enrolments")}
        exportName="enrolments"
        rowKey={({ enrolmentId }) => String(enrolmentId)}
        columns={[
          { key: "enrolmentId", title: say("number") },
          {
            key: "name",
            title: say("name"),
            render: ({ enrolmentId, name }) => (
              <TextLink to={`/public/enrolments/${enrolmentId}`}>{shownText(name)}</TextLink>
            ),
          },
          {
            key: "phase",
            title: say("phase"),
            value: ({ phase }) => say(`phase_${phase}`),
            render: ({ phase }) => <Tag kind={kindOfPhase(phase)}>{say(`phase_${phase}`)}</Tag>,
          },
          { key: "size", title: say("enrolled"), align: "end", render: ({ size }) => <Num value={size} /> },
          { key: "opensAt", title: say("opens"), render: ({ opensAt }) => <Time at={opensAt} /> },
          { key: "closesAt", title: say("closes"), render: ({ closesAt }) => <Time at={closesAt} /> },
          ...recorded,
        ]}
      />
    </PublicPage>
  );
}
