import type { ReactNode } from "react";
import { Button } from "../../../design/button.tsx";
import { DataTable, type Column } from "../../../design/data-table.tsx";
import { Empty } from "../../../design/empty.tsx";
import { Failure } from "../../../design/failure.tsx";
import { Loading } from "../../../design/loading.tsx";
import { useTexts } from "../../../state/texts.ts";
import { ReadUpTo } from "./read-up-to.tsx";
import type { Records } from "./use-records.ts";

export interface RecordListProps<Row> {
  readonly records: Records<Row>;
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string | number;
  /** Of the exported file, without its ending. */
  readonly exportName: string;
  /** Among other things of a page, which says itself how far the index has read. */
  readonly isPart?: boolean;
}

/** A list of the index as a table: the newest first, all of them when asked for, so that search and export cover the whole set. */
export function RecordList<Row>({
  records,
  caption,
  columns,
  rowKey,
  exportName,
  isPart = false,
}: RecordListProps<Row>): ReactNode {
  const say = useTexts("public");
  const { rows, asOf, error, isPending, refresh } = records;
  if (isPending) return <Loading what={say("records")} />;
  if (error !== null && rows.length === 0) return <Failure error={error} onAgain={refresh} />;
  if (rows.length === 0) {
    return (
      <>
        <Empty title={say("noneYet")}>
          <p>{say("noneYetText")}</p>
        </Empty>
        {!isPart && <ReadUpTo asOf={asOf} />}
      </>
    );
  }
  return (
    <>
      {error !== null && <Failure error={error} onAgain={refresh} />}
      <Extent records={records} />
      <DataTable caption={caption} columns={columns} rows={rows} rowKey={rowKey} search exportName={exportName} />
      {!isPart && <ReadUpTo asOf={asOf} />}
    </>
  );
}

/** How much of the set is here, and the way to the rest. */
function Extent<Row>({ records }: { readonly records: Records<Row> }): ReactNode {
  const say = useTexts("public");
  const { rows, isWhole, isLoadingAll, loadAll, stop } = records;
  const count = rows.length;
  if (isWhole) return null;
  return (
    <div className="record-extent" role="status">
      <p>{isLoadingAll ? say("loadingAll", { count }) : say("showingNewest", { count })}</p>
      {isLoadingAll ? (
        <Button kind="secondary" onPress={stop}>
          {say("stop")}
        </Button>
      ) : (
        <Button kind="secondary" onPress={loadAll}>
          {say("loadAll")}
        </Button>
      )}
    </div>
  );
}
