import type { ReactNode } from "react";
import { listElections, type AnswerOf } from "../../../../server/client/records.ts";
import { Num } from "../../design/num.tsx";
import { Tag } from "../../design/tag.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { Time } from "../../design/time.tsx";
import { useLanguage } from "../../state/language.ts";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { useRecordedColumns } from "./parts/columns.tsx";
import { kindOfPhase } from "./parts/kind-of-phase.ts";
import { useManyManifestFacts } from "./parts/manifest-facts.ts";
import { PublicPage } from "./parts/public-page.tsx";
import { RecordList } from "./parts/record-list.tsx";
import { useRecords } from "./parts/use-records.ts";

type Row = AnswerOf<typeof listElections>["items"][number];

export function PublicElectionsPage(): ReactNode {
  const say = useTexts("public");
  const language = useLanguage();
  const recorded = useRecordedColumns<Row>();
  const records = useRecords<Row>({
    name: ["elections"],
    load: (query, signal) => services.call(listElections, { query, signal }),
  });
  const facts = useManyManifestFacts(records.rows.map(({ manifestHash }) => manifestHash));
  const titleOf = ({ manifestHash, electionId }: Row): string =>
    facts.get(manifestHash)?.title[language] ?? say("unnamedElection", { id: String(electionId) });
  return (
    <PublicPage title={say("elections")} lead={<p>{say("electionsHint")}</p>}>
      <RecordList
        records={records}
        caption={say("elections")}
        exportName="elections"
        rowKey={({ electionId }) => String(electionId)}
        columns={[
          { key: "electionId", title: say("number") },
          {
            key: "title",
            title: say("name"),
            value: titleOf,
            render: (row) => <TextLink to={`/public/elections/${row.electionId}`}>{titleOf(row)}</TextLink>,
          },
          {
            key: "phase",
            title: say("phase"),
            value: ({ phase }) => say(`phase_${phase}`),
            render: ({ phase }) => <Tag kind={kindOfPhase(phase)}>{say(`phase_${phase}`)}</Tag>,
          },
          {
            key: "ballots",
            title: say("ballots"),
            align: "end",
            value: ({ ballots }) => ballots.newest,
            render: ({ ballots }) => <Num value={ballots.newest} />,
          },
          { key: "opensAt", title: say("opens"), render: ({ opensAt }) => <Time at={opensAt} /> },
          { key: "closesAt", title: say("closes"), render: ({ closesAt }) => <Time at={closesAt} /> },
          ...recorded,
        ]}
      />
    </PublicPage>
  );
}
