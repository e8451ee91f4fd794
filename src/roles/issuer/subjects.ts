import { parse } from "csv-parse/sync";
import { PsephosError } from "../../errors.ts";
import { MAX_REFERENCE_LENGTH } from "../../protocol/credential/credential-request.ts";
import type { AttributeValue } from "../../protocol/credential/encoding.ts";
import type { CredentialSchema } from "../../protocol/credential/schema.ts";
import { textFault } from "../../protocol/text.ts";

/** What a department's table says of one person. */
export interface SubjectLine {
  /** Of the file, from 1; the header stands on the first. */
  readonly line: number;
  readonly reference: string;
  readonly subject: Readonly<Record<string, AttributeValue>>;
  /** What keeps this line from being used, the others not; undefined where nothing does. */
  readonly fault: string | undefined;
}

interface Row {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

const REFERENCE = "reference";

/**
 * CSV with a header line: `reference` and the attributes of the schema by name, in any order; optional ones may be left out. An
 * empty cell is a value that the person has not. Cells are taken as they are, spaces included; values are checked in issuing.
 * A header that does not fit refuses the file, a wrong line only itself.
 */
export function parseSubjects(text: string, schema: CredentialSchema): SubjectLine[] {
  const [header, ...rows] = rowsOf(text);
  if (header === undefined) throw malformed("the file is empty");
  checkHeader(header.record, schema);
  return rows.map((row) => subjectOf(row, { names: header.record, schema }));
}

function rowsOf(text: string): Row[] {
  try {
    const options = { bom: true, skip_empty_lines: true, relax_column_count: true, info: true } as const;
    return parse(text, options) as unknown as Row[];
  } catch (cause) {
    const line = cause instanceof Error && "lines" in cause ? Number(cause.lines) : 1;
    throw malformed(`from line ${line} on it is not CSV; a quote may not be closed`, cause);
  }
}

function checkHeader(names: readonly string[], schema: CredentialSchema): void {
  const known = new Set([REFERENCE, ...schema.attributes.map(({ name }) => name)]);
  const stranger = names.find((name, index) => !known.has(name) || names.indexOf(name) !== index);
  if (stranger !== undefined) {
    const shown = /^[\w-]{1,40}$/.test(stranger) ? ` "${stranger}"` : "";
    throw malformed(`the header has a column${shown} that is no attribute of ${schema.id}, or is there twice`);
  }
  const required = [REFERENCE, ...schema.attributes.filter((attribute) => attribute.required).map(({ name }) => name)];
  const missing = required.find((name) => !names.includes(name));
  if (missing !== undefined) throw malformed(`the header has no column "${missing}"`);
}

function subjectOf(
  { record, info }: Row,
  { names, schema }: { names: readonly string[]; schema: CredentialSchema },
): SubjectLine {
  const cells = new Map(names.map((name, column) => [name, record[column] ?? ""]));
  const reference = cells.get(REFERENCE)!;
  const referenceFault = textFault(reference, { maxLength: MAX_REFERENCE_LENGTH });
  const fault =
    record.length !== names.length
      ? `the line has ${record.length} cells, the header ${names.length}`
      : referenceFault === undefined
        ? undefined
        : `the reference ${referenceFault}`;
  const values = schema.attributes.flatMap(({ name, encoding }): [string, AttributeValue][] => {
    const cell = cells.get(name) ?? "";
    if (cell === "") return [];
    const isTruth = encoding === "boolean" && (cell === "true" || cell === "false");
    return [[name, isTruth ? cell === "true" : cell]];
  });
  return { line: info.lines, reference, subject: Object.fromEntries(values), fault };
}

function malformed(reason: string, cause?: unknown): PsephosError {
  return new PsephosError("SUBJECTS_MALFORMED", `The table of persons cannot be used: ${reason}.`, { cause });
}
