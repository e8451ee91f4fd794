import { useId, useState, type ReactNode } from "react";
import { shownText } from "../../../protocol/text.ts";
import { useLanguage } from "../state/language.ts";
import { useTexts } from "../state/texts.ts";
import { useAnnounce } from "./announce.tsx";
import { DownloadButton } from "./download-button.tsx";
import { csvOf, jsonOf } from "./table/export.ts";
import { HeaderCell } from "./table/header-cell.tsx";
import { Pages } from "./table/pages.tsx";
import { cellValue, matchingRows, sortedRows, type Column, type Sorting } from "./table/rows.ts";

export type { Column } from "./table/rows.ts";

const ROWS_PER_PAGE = 25;

export interface DataTableProps<Row> {
  /** For those who hear the page; a heading above says it to those who see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
  readonly search?: boolean;
  /** Name of the exported files, without their ending; no export without it. */
  readonly exportName?: string;
  /** 25 unless told. */
  readonly rowsPerPage?: number;
}

/** Many rows of one kind: sorted by any column, searched, some at a time, and taken along as CSV or JSON. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  search,
  exportName,
  rowsPerPage = ROWS_PER_PAGE,
}: DataTableProps<Row>): ReactNode {
  const language = useLanguage();
  const [sorting, setSorting] = useState<Sorting>();
  const [typed, setTyped] = useState("");
  const [page, setPage] = useState(0);
  const found = sortedRows({ rows: matchingRows(rows, columns, typed), columns, sorting, language });
  const pageCount = Math.max(1, Math.ceil(found.length / rowsPerPage));
  const shownPage = Math.min(page, pageCount - 1);
  const shown = found.slice(shownPage * rowsPerPage, (shownPage + 1) * rowsPerPage);
  return (
    <div className="data-table">
      {search === true && (
        <Search
          typed={typed}
          count={found.length}
          onChange={(next) => {
            setTyped(next);
            setPage(0);
          }}
        />
      )}
      {/* Wide tables scroll by themselves, also by keyboard. Roles are named since boxes would take them away. */}
      <div className="table-scroll" role="region" aria-label={caption} tabIndex={0}>
        <table className="table table-boxes" role="table">
          <caption className="out-of-sight">{caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <HeaderCell key={column.key} column={column} sorting={sorting} onSort={setSorting} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {shown.map((row) => (
              <tr key={rowKey(row)} role="row">
                {columns.map((column) => (
                  <td
                    key={column.key}
                    role="cell"
                    data-title={column.title}
                    className={column.align === "end" ? "cell-end" : undefined}
                  >
                    {column.render?.(row) ?? shownText(String(cellValue(column, row)))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pageCount > 1 && <Pages page={shownPage} pageCount={pageCount} onPage={setPage} />}
      {exportName !== undefined && <Exports name={exportName} columns={columns} rows={found} />}
    </div>
  );
}

interface SearchProps {
  readonly typed: string;
  readonly count: number;
  readonly onChange: (typed: string) => void;
}

function Search({ typed, count, onChange }: SearchProps): ReactNode {
  const say = useTexts("design");
  const announce = useAnnounce();
  const id = useId();
  return (
    <div className="table-search">
      <label htmlFor={id}>{say("search")}</label>
      <input
        id={id}
        type="search"
        className="control"
        value={typed}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => {
          if (typed !== "") announce(say("found", { count }));
        }}
      />
      {typed !== "" && <p>{say("found", { count })}</p>}
    </div>
  );
}

function Exports<Row>(given: {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}): ReactNode {
  const say = useTexts("design");
  const { name, columns, rows } = given;
  return (
    <div className="table-exports">
      <DownloadButton fileName={`${name}.csv`} mediaType="text/csv" content={() => csvOf(columns, rows)}>
        {say("exportCsv")}
      </DownloadButton>
      <DownloadButton fileName={`${name}.json`} mediaType="application/json" content={() => jsonOf(columns, rows)}>
        {say("exportJson")}
      </DownloadButton>
    </div>
  );
}
