import { CsvError, parse } from "csv-parse/sync";
import { PsephosError } from "../../../errors.ts";
import { OPTION_CAPACITIES, VALUE_BITS, WEIGHT_BITS } from "../../../protocol/params.ts";
import { lookAlikeKey, textFault } from "../../../protocol/text.ts";

/** One line of the file: what one voter wants, in the clear. */
export interface FileBallot {
  /** As an editor counts: the header is line 1 of most files. */
  readonly line: number;
  readonly weight: bigint;
  readonly values: readonly number[];
}

export interface BallotsFile {
  readonly options: readonly string[];
  /** The file has a first column `weight`. */
  readonly weighted: boolean;
  readonly ballots: readonly FileBallot[];
}

const WEIGHT_COLUMN = "weight";
const MIN_OPTIONS = 2;
const MAX_OPTIONS = OPTION_CAPACITIES.at(-1)!;
const MAX_VALUE = 2 ** VALUE_BITS - 1;
const MAX_WEIGHT = 2 ** WEIGHT_BITS - 1;
const MAX_NAME_CHARACTERS = 80;
const MAX_LINES_NAMED = 10;
const WHOLE_NUMBER = /^(0|[1-9][0-9]{0,9})$/;

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a count to be replayed: the header names the options, after an optional first column `weight`;
 * then one line a voter with a whole number for each. Nothing is guessed: every oddity is refused with its line.
 */
export function parseBallotsFile(text: string): BallotsFile {
  const [header, ...lines] = readRows(text);
  if (header === undefined) throw malformed(1, "the file is empty; the first line must name the options");
  const names = header.record.map((name) => name.normalize("NFC"));
  const weighted = isWeightColumn(names[0]);
  const options = names.slice(weighted ? 1 : 0);
  checkOptions(options, header);
  if (lines.length === 0) throw malformed(header.info.lines + 1, "there is no ballot after the header");
  return { options, weighted, ballots: readBallots(lines, { options, weighted }) };
}

function isWeightColumn(name: string | undefined): boolean {
  return name?.toLowerCase() === WEIGHT_COLUMN;
}

function readRows(text: string): Row[] {
  try {
    const options = { bom: true, trim: true, info: true, skip_empty_lines: true, relax_column_count: true };
    return parse(text, options) as unknown as Row[];
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = typeof cause["lines"] === "number" ? cause["lines"] : 1;
    throw malformed(line, "this is not comma-separated text (look for a stray quotation mark)", cause);
  }
}

function checkOptions(options: readonly string[], { record, info: { lines: line } }: Row): void {
  if (options.length < MIN_OPTIONS || options.length > MAX_OPTIONS) {
    const hint = record.length === 1 && /[;\t]/.test(record[0]!) ? "; separate columns by commas" : "";
    throw malformed(
      line,
      `the header must name ${MIN_OPTIONS} to ${MAX_OPTIONS} options, and it names ${options.length}${hint}`,
    );
  }
  options.forEach((option, at) => {
    const fault = optionFault(option);
    if (fault !== undefined) throw malformed(line, `column ${at + 1} of the options ${fault}`);
    const twin = options.findIndex((other) => lookAlikeKey(other) === lookAlikeKey(option));
    if (options[twin] === option && twin < at) throw malformed(line, `two columns are named "${option}"`);
    if (twin < at) throw malformed(line, `the names "${options[twin]}" and "${option}" look alike`);
  });
}

/** What a ballot could not show, or what is no name of an option. */
function optionFault(option: string): string | undefined {
  if (option === "") return "has no name";
  if (WHOLE_NUMBER.test(option)) return `is the number ${option}; the first line must name the options`;
  if (isWeightColumn(option)) return `is named "${option}"; weights must be the first column`;
  return textFault(option, { maxLength: MAX_NAME_CHARACTERS });
}

type Columns = Pick<BallotsFile, "options" | "weighted">;

/** The first faulty line is explained, the others are counted: whoever mends the file knows what is still to come. */
function readBallots(rows: readonly Row[], columns: Columns): FileBallot[] {
  const faults: PsephosError[] = [];
  const ballots = rows.flatMap((row) => {
    const read = readBallot(row, columns);
    if (!(read instanceof PsephosError)) return [read];
    faults.push(read);
    return [];
  });
  const [first, ...others] = faults;
  if (first === undefined) return ballots;
  if (others.length === 0) throw first;
  const count = others.length === 1 ? "One more line has a fault" : `${others.length} more lines have faults`;
  const lines = others.slice(0, MAX_LINES_NAMED).map(({ detail }) => Number(detail["line"]));
  const named = `${lines.join(", ")}${others.length > lines.length ? ", …" : ""}`;
  throw new PsephosError("BALLOTS_FILE_MALFORMED", `${first.message} ${count}: ${named}.`, {
    detail: { ...first.detail, otherLines: lines },
  });
}

function readBallot(row: Row, { options, weighted }: Columns): FileBallot | PsephosError {
  const line = row.info.lines;
  const names = weighted ? [WEIGHT_COLUMN, ...options] : options;
  if (row.record.length !== names.length) {
    return malformed(line, `it has ${row.record.length} fields, and the header has ${names.length}`);
  }
  const numbers: number[] = [];
  for (const [at, field] of row.record.entries()) {
    const [least, most] = weighted && at === 0 ? [1, MAX_WEIGHT] : [0, MAX_VALUE];
    const number = WHOLE_NUMBER.test(field) ? Number(field) : NaN;
    if (!(number >= least && number <= most)) {
      const wanted = `a whole number from ${least} to ${most}`;
      return malformed(line, `"${names[at]}" must be ${wanted}, not ${JSON.stringify(field.slice(0, 20))}`);
    }
    numbers.push(number);
  }
  const values = weighted ? numbers.slice(1) : numbers;
  return { line, weight: weighted ? BigInt(numbers[0]!) : 1n, values };
}

function malformed(line: number, reason: string, cause?: unknown): PsephosError {
  return new PsephosError("BALLOTS_FILE_MALFORMED", `Line ${line} of the ballots file cannot be used: ${reason}.`, {
    detail: { line },
    cause,
  });
}
