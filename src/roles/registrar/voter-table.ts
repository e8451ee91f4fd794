import { PsephosError, isPsephosError } from "../../errors.ts";
import { parseRegistration } from "../../protocol/registration.ts";
import { entryFault, MAX_ROLL_SIZE, type RollEntry } from "../../protocol/roll.ts";
import type { Commitment } from "../../protocol/identity.ts";

/**
 * What is wrong with a line. "rounded": a spreadsheet took the long number for a quantity and lost digits. "registration",
 * "signature" and "other-list" are of signed registrations.
 */
export const LINE_FAULTS = [
  "columns",
  "number",
  "rounded",
  "weight",
  "duplicate",
  "registration",
  "signature",
  "other-list",
] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

export interface FaultyLine {
  /** From 1, as editors count. */
  readonly line: number;
  readonly fault: LineFault;
  /** Of a duplicate: the line that has the same voter. */
  readonly earlier?: number;
}

export interface VoterTable {
  /** In the file's order, with the line on which each stands. */
  readonly accepted: readonly { readonly line: number; readonly entry: RollEntry }[];
  readonly faulty: readonly FaultyLine[];
  /** Names of columns that were passed over. */
  readonly ignored: readonly string[];
}

const NUMBER_COLUMNS = ["commitment", "number", "编号"];
const WEIGHT_COLUMNS = ["weight", "权重"];
const ROUNDED = /^\d([.,]\d+)?e\+?\d+$/i;
const WEIGHT = /^[1-9][0-9]{0,9}$/;
const COMMITMENT = /^[1-9][0-9]{0,76}$/;

/**
 * Reads a list of voters, line by line: either a table with the voters' numbers (commitments) and, if told, their weights, or signed
 * registrations, one a line. Cells are parted by commas, semicolons or tabs. A bad line is told and not taken; whoever goes on without it
 * must say so. ROLL_TOO_LARGE beyond 2^20 lines.
 */
export function readVoterTable({ name, text }: { name: string; text: string }): VoterTable {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  if (lines.length > MAX_ROLL_SIZE + 2) {
    throw new PsephosError("ROLL_TOO_LARGE", `A list holds at most ${MAX_ROLL_SIZE} voters; split the electorate.`);
  }
  const start = lines.findIndex((line) => line.trim() !== "");
  const isSigned = lines[start]?.trimStart().startsWith("{") === true;
  const columns = isSigned || start < 0 ? undefined : columnsIn(lines[start] ?? "");
  const read = columns === undefined ? (line: string) => readRegistration(line, name) : rowReader(columns);
  return {
    ...collect({ lines, from: columns?.isHeader === true ? start + 1 : 0, read }),
    ignored: columns?.ignored ?? [],
  };
}

type Read = RollEntry | LineFault;

function collect(input: { lines: readonly string[]; from: number; read: (line: string) => Read }) {
  const { lines, from, read } = input;
  const accepted: { line: number; entry: RollEntry }[] = [];
  const faulty: FaultyLine[] = [];
  const lineOf = new Map<bigint, number>();
  for (let index = from; index < lines.length; index++) {
    const text = lines[index] ?? "";
    if (text.trim() === "") continue;
    const line = index + 1;
    const found = read(text);
    if (typeof found === "string") {
      faulty.push({ line, fault: found });
      continue;
    }
    const earlier = lineOf.get(found.commitment);
    if (earlier !== undefined) faulty.push({ line, fault: "duplicate", earlier });
    else {
      lineOf.set(found.commitment, line);
      accepted.push({ line, entry: found });
    }
  }
  return { accepted, faulty };
}

interface Columns {
  readonly isHeader: boolean;
  readonly number: number;
  /** Undefined where all weigh 1. */
  readonly weight: number | undefined;
  readonly count: number;
  readonly ignored: readonly string[];
}

/** Without a heading: the number, then the weight if there is one. */
function columnsIn(first: string): Columns {
  const cells = cellsOf(first).map((cell) => cell.toLowerCase());
  const number = cells.findIndex((cell) => NUMBER_COLUMNS.includes(cell));
  if (number < 0)
    return {
      isHeader: false,
      number: 0,
      weight: cells.length > 1 ? 1 : undefined,
      count: Math.min(2, cells.length),
      ignored: [],
    };
  const weight = cells.findIndex((cell) => WEIGHT_COLUMNS.includes(cell));
  const ignored = cells.filter((_, index) => index !== number && index !== weight);
  return { isHeader: true, number, weight: weight < 0 ? undefined : weight, count: cells.length, ignored };
}

function rowReader({ number, weight, count }: Columns): (line: string) => Read {
  return (line) => {
    const cells = cellsOf(line);
    if (cells.length !== count) return "columns";
    const written = cells[number] ?? "";
    if (!COMMITMENT.test(written)) return ROUNDED.test(written) ? "rounded" : "number";
    const weighs = weight === undefined ? "1" : (cells[weight] ?? "");
    if (!WEIGHT.test(weighs)) return "weight";
    const entry = { commitment: BigInt(written) as Commitment, weight: BigInt(weighs) };
    if (entryFault({ ...entry, weight: 1n }) !== undefined) return "number";
    return entryFault(entry) === undefined ? entry : "weight";
  };
}

function cellsOf(line: string): string[] {
  return line.split(/[,;\t]/).map((cell) =>
    cell
      .trim()
      // Spreadsheets keep a long number whole as text: quoted, or after an apostrophe.
      .replace(/^"(.*)"$/, "$1")
      .replace(/^'/, "")
      .trim(),
  );
}

function readRegistration(line: string, name: string): Read {
  try {
    const { commitment, roll } = parseRegistration(line.trim());
    return roll === name ? { commitment, weight: 1n } : "other-list";
  } catch (error) {
    if (!isPsephosError(error)) throw error;
    return error.code === "REGISTRATION_SIGNATURE_INVALID" ? "signature" : "registration";
  }
}
