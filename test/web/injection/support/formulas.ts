/** Cells that a spreadsheet would compute, however it separates them. */
export function formulasIn(table: string): string[] {
  const cells = [...table.replace("\uFEFF", "").matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => cell!);
  return cells
    .flatMap((cell) => cell.split(/[;\t\r\n]/))
    .filter((part) => /^[\s"]*[=+\-@＝＋－＠](?!\d+$)/u.test(part));
}
