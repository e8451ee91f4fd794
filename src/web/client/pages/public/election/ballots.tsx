import type { ReactNode } from "react";
import { listBallots, type AnswerOf } from "../../../../../server/client/records.ts";
import { Hash } from "../../../design/hash.tsx";
import { services } from "../../../state/services.ts";
import { useTexts } from "../../../state/texts.ts";
import { useRecordedColumns } from "../parts/columns.tsx";
import { RecordList } from "../parts/record-list.tsx";
import { useRecords } from "../parts/use-records.ts";

type Row = AnswerOf<typeof listBallots>["items"][number];

export interface BallotsProps {
  readonly electionId: bigint;
  /** The page shows nothing else, and has their title. */
  readonly isWhole?: boolean;
}

/** All accepted ballots. A receipt is searched for here, among what was loaded: the server hears of no search. */
export function Ballots({ electionId, isWhole = false }: BallotsProps): ReactNode {
  const say = useTexts("public");
  const recorded = useRecordedColumns<Row>();
  const records = useRecords<Row>({
    name: ["ballots", String(electionId)],
    load: (query, signal) => services.call(listBallots, { params: { electionId }, query, signal }),
  });
  return (
    <section>
      {!isWhole && <h2>{say("ballots")}</h2>}
      <p>{say("ballotsHint")}</p>
      <RecordList
        isPart={!isWhole}
        records={records}
        caption={say("ballots")}
        exportName={`election-${electionId}-ballots`}
        rowKey={({ index }) => index}
        columns={[
          { key: "position", title: say("position"), value: ({ index }) => index + 1 },
          {
            key: "ballotHash",
            title: say("receiptNumber"),
            render: ({ ballotHash }) => <Hash value={ballotHash} />,
          },
          { key: "nullifier", title: say("nullifier"), render: ({ nullifier }) => <Hash value={nullifier} /> },
          ...recorded,
        ]}
      />
    </section>
  );
}
