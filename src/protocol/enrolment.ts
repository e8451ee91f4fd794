import { parse } from "csv-parse/sync";
import { PsephosError } from "../errors.ts";
import { parseRegistration, type Registration } from "./registration.ts";
import { MAX_WEIGHT, makeRoll, type Roll, type RollEntry } from "./roll.ts";

/** From registrations and the list of those eligible to the roll. */

/**
 * Who may register, with which weight. CSV with a header line:
 *
 *     reference,weight
 *     A-1001,1
 *     A-1002,3
 *
 * The column `weight` may be left out; weights are then 1.
 */
export type Eligibility = ReadonlyMap<string, bigint>;

export function parseEligibility(text: string): Eligibility {
  const rows = parseCsv(text);
  const header = rows[0]?.cells ?? [];
  const at = { reference: header.indexOf("reference"), weight: header.indexOf("weight") };
  if (at.reference < 0 || header.some((name) => name !== "reference" && name !== "weight")) {
    throw malformed(1, 'the header must be "reference" or "reference,weight"');
  }
  const lineOf = new Map<string, number>();
  return new Map(
    rows.slice(1).map(({ cells, line }): [string, bigint] => {
      const reference = cells[at.reference] ?? "";
      if (reference === "") throw malformed(line, "the reference is empty");
      const earlier = lineOf.get(reference);
      if (earlier !== undefined) throw duplicate("the eligibility list", "reference", [earlier, line]);
      lineOf.set(reference, line);
      return [reference, at.weight < 0 ? 1n : weightIn(cells[at.weight] ?? "", line)];
    }),
  );
}

interface CsvRow {
  readonly cells: readonly string[];
  readonly line: number;
}

function parseCsv(text: string): CsvRow[] {
  try {
    const rows = parse(text, { bom: true, trim: true, skip_empty_lines: true, info: true }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return rows.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (cause) {
    const line = cause instanceof Error && "lines" in cause ? Number(cause.lines) : 1;
    throw malformed(line, "it does not have as many columns as the header, or a quote is not closed", cause);
  }
}

function weightIn(cell: string, line: number): bigint {
  const weight = /^[1-9][0-9]{0,9}$/.test(cell) ? BigInt(cell) : 0n;
  if (weight < 1n || weight > MAX_WEIGHT)
    throw malformed(line, `the weight must be a whole number from 1 to ${MAX_WEIGHT}`);
  return weight;
}

export interface Enrolment {
  readonly roll: Roll;
  /** References on the eligibility list without a registration. */
  readonly unregistered: readonly string[];
}

/**
 * Builds a roll from a file of registrations, one a line, empty lines skipped. Every signature is checked. Without an eligibility
 * list everybody who registered is taken, with weight 1. One bad line refuses the whole file, by number: nobody drops out silently.
 */
export function enrol(input: {
  name: string;
  registrations: string;
  eligibility?: Eligibility | undefined;
}): Enrolment {
  const { name, registrations, eligibility } = input;
  const lineOfReference = new Map<string, number>();
  const lineOfCommitment = new Map<bigint, number>();
  const entries: RollEntry[] = [];
  for (const [index, text] of registrations.split("\n").entries()) {
    if (text.trim() === "") continue;
    const line = index + 1;
    const { reference, commitment, roll } = registrationOn(line, text);
    if (roll !== name) throw refused(line, `it is for another roll ("${roll}")`);
    remember({ seen: lineOfReference, key: reference, line, what: "reference" });
    remember({ seen: lineOfCommitment, key: commitment, line, what: "commitment" });
    const weight = eligibility === undefined ? 1n : eligibility.get(reference);
    if (weight === undefined) throw refused(line, "its reference is not on the eligibility list");
    entries.push({ commitment, weight });
  }
  const unregistered = [...(eligibility?.keys() ?? [])].filter((reference) => !lineOfReference.has(reference));
  return { roll: makeRoll({ name, entries }), unregistered };
}

function registrationOn(line: number, text: string): Registration {
  try {
    return parseRegistration(text);
  } catch (cause) {
    if (!(cause instanceof PsephosError)) throw cause;
    throw new PsephosError(cause.code, `Line ${line} of the registrations: ${cause.message}`, {
      detail: { line },
      cause,
    });
  }
}

function remember<Key>({
  seen,
  key,
  line,
  what,
}: {
  seen: Map<Key, number>;
  key: Key;
  line: number;
  what: string;
}): void {
  const earlier = seen.get(key);
  if (earlier !== undefined) throw duplicate("the registrations", what, [earlier, line]);
  seen.set(key, line);
}

function duplicate(file: string, what: string, lines: readonly [number, number]): PsephosError {
  return new PsephosError(
    "ROLL_DUPLICATE",
    `Lines ${lines[0]} and ${lines[1]} of ${file} have the same ${what}. Keep one.`,
    {
      detail: { lines },
    },
  );
}

function refused(line: number, reason: string): PsephosError {
  return new PsephosError("REGISTRATION_NOT_ELIGIBLE", `Line ${line} of the registrations is refused: ${reason}.`, {
    detail: { line },
  });
}

function malformed(line: number, reason: string, cause?: unknown): PsephosError {
  return new PsephosError("ROLL_MALFORMED", `Line ${line} of the eligibility list is not valid: ${reason}.`, {
    detail: { line },
    cause,
  });
}
