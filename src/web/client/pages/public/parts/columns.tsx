import type { Recorded } from "../../../../../server/client/records.ts";
import type { Column } from "../../../design/data-table.tsx";
import { Hash } from "../../../design/hash.tsx";
import { useTexts } from "../../../state/texts.ts";
import { RecordedAt } from "./recorded-at.tsx";

/** The last columns of every table of records: when, and in which transaction. */
export function useRecordedColumns<Row extends { readonly recorded: Recorded }>(): readonly Column<Row>[] {
  const say = useTexts("public");
  return [
    {
      key: "recordedAt",
      title: say("when"),
      value: ({ recorded }) => recorded.time,
      render: ({ recorded }) => <RecordedAt recorded={recorded} />,
    },
    {
      key: "transaction",
      title: say("transaction"),
      value: ({ recorded }) => recorded.transaction,
      render: ({ recorded }) => <Hash value={recorded.transaction} />,
    },
  ];
}
