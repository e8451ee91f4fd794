import type { ReactNode } from "react";
import type { Column, Sorting } from "./rows.ts";

interface HeaderCellProps<Row> {
  readonly column: Column<Row>;
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting) => void;
}

/** A column's title; pressed, it sorts, and pressed again it sorts the other way. */
export function HeaderCell<Row>({ column, sorting, onSort }: HeaderCellProps<Row>): ReactNode {
  const isSorted = sorting?.key === column.key;
  const order = isSorted ? (sorting.isDescending ? "descending" : "ascending") : undefined;
  return (
    <th scope="col" role="columnheader" aria-sort={order} className={column.align === "end" ? "cell-end" : undefined}>
      <button
        type="button"
        className={order === undefined ? "sort" : `sort sort-${order}`}
        onClick={() => onSort({ key: column.key, isDescending: isSorted && !sorting.isDescending })}
      >
        {column.title}
      </button>
    </th>
  );
}
