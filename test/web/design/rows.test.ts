import assert from "node:assert/strict";
import { csvOf, jsonOf } from "../../../src/web/client/design/table/export.ts";
import { matchingRows, sortedRows, type Column } from "../../../src/web/client/design/table/rows.ts";

interface Row {
  readonly id: number;
  readonly name: string;
  readonly weight: bigint;
}

const rows: readonly Row[] = [
  { id: 1, name: "李四", weight: 30n },
  { id: 2, name: "Ada", weight: 2n ** 70n },
  { id: 3, name: "ben", weight: 4n },
  { id: 4, name: "=1+1", weight: 4n },
];
const columns: readonly Column<Row>[] = [
  { key: "id", title: "No." },
  { key: "name", title: "Name" },
  { key: "weight", title: "Weight" },
];
const idsSorted = (key: string, isDescending: boolean): number[] =>
  sortedRows({ rows, columns, sorting: { key, isDescending }, language: "en" }).map(({ id }) => id);

describe("rows of tables", () => {
  it("are sorted by size where they are numbers, also beyond 2^53, and keep their order where equal", () => {
    assert.deepEqual(idsSorted("weight", false), [3, 4, 1, 2]);
    assert.deepEqual(idsSorted("weight", true), [2, 1, 3, 4]);
  });

  it("are sorted as the language does where they are words", () => {
    assert.deepEqual(idsSorted("name", false), [4, 2, 3, 1]);
  });

  it("are left as they are until a column is chosen", () => {
    assert.equal(sortedRows({ rows, columns, sorting: undefined, language: "en" }), rows);
  });

  it("are found by every word that was typed, in any column", () => {
    assert.deepEqual(
      matchingRows(rows, columns, " 4 BEN").map(({ id }) => id),
      [3],
    );
    assert.deepEqual(matchingRows(rows, columns, "nobody"), []);
    assert.equal(matchingRows(rows, columns, "  "), rows);
  });

  it("are exported for spreadsheets without becoming formulas there", () => {
    const lines = csvOf(columns, rows).split("\r\n");
    assert.equal(lines[0], '\ufeff"No.","Name","Weight"');
    assert.equal(lines[4], '"4","\'=1+1","4"');
  });

  it("are exported with numbers as numbers, and without formulas to spreadsheets that separate by semicolons or tabs", () => {
    const hostile = [{ id: -5, name: 'x; "=1+1\t@SUM(1)', weight: -7n }];
    assert.equal(csvOf(columns, hostile).split("\r\n")[1], `"-5","x; ""'=1+1\t'@SUM(1)","-7"`);
  });

  it("are exported for programs with whole numbers", () => {
    const parsed = JSON.parse(jsonOf(columns, rows)) as unknown[];
    assert.deepEqual(parsed[1], { id: 2, name: "Ada", weight: "1180591620717411303424" });
  });
});
