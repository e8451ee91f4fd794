import { CsvError, parse } from "csv-parse/sync";
import { PsephosError } from "../../errors.ts";
import { OPTION_CAPACITIES, VALUE_BITS, WEIGHT_BITS } from "../../protocol/params.ts";

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
  const weighted = header.record[0] === WEIGHT_COLUMN;
  const options = header.record.slice(weighted ? 1 : 0);
  checkOptions(options, header.info.lines);
  if (lines.length === 0) throw malformed(header.info.lines + 1, "there is no ballot after the header");
  return { options, weighted, ballots: lines.map((row) => readBallot({ row, options, weighted })) };
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

function checkOptions(options: readonly string[], line: number): void {
  if (options.length < MIN_OPTIONS || options.length > MAX_OPTIONS) {
    throw malformed(
      line,
      `the header must name ${MIN_OPTIONS} to ${MAX_OPTIONS} options, and it names ${options.length}`,
    );
  }
  options.forEach((option, at) => {
    const column = `column ${at + 1} of the options`;
    if (option === "") throw malformed(line, `${column} has no name`);
    if (option.length > MAX_NAME_CHARACTERS)
      throw malformed(line, `${column} has more than ${MAX_NAME_CHARACTERS} characters`);
    if (WHOLE_NUMBER.test(option))
      throw malformed(line, `${column} is the number ${option}; the first line must name the options`);
    if (options.indexOf(option) !== at) throw malformed(line, `two columns are named "${option}"`);
  });
}

function readBallot(input: { row: Row; options: readonly string[]; weighted: boolean }): FileBallot {
  const { row, options, weighted } = input;
  const line = row.info.lines;
  const names = weighted ? [WEIGHT_COLUMN, ...options] : options;
  if (row.record.length !== names.length) {
    throw malformed(line, `it has ${row.record.length} fields, and the header has ${names.length}`);
  }
  const numbers = row.record.map((field, at) => {
    const isWeight = weighted && at === 0;
    const [least, most] = isWeight ? [1, MAX_WEIGHT] : [0, MAX_VALUE];
    const number = WHOLE_NUMBER.test(field) ? Number(field) : NaN;
    if (number >= least && number <= most) return number;
    throw malformed(
      line,
      `"${names[at]}" must be a whole number from ${least} to ${most}, not "${field.slice(0, 20)}"`,
    );
  });
  const values = weighted ? numbers.slice(1) : numbers;
  return { line, weight: weighted ? BigInt(numbers[0]!) : 1n, values };
}

function malformed(line: number, reason: string, cause?: unknown): PsephosError {
  return new PsephosError("BALLOTS_FILE_MALFORMED", `Line ${line} of the ballots file cannot be used: ${reason}.`, {
    detail: { line },
    cause,
  });
}
