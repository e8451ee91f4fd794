import { PsephosError } from "../errors.ts";
import type { Commitment } from "./identity.ts";
import { MAX_ROLL_SIZE, entryFault, makeRoll, type Roll, type RollEntry } from "./roll.ts";
import { decodeUtf8, textFault } from "./text.ts";

/**
 * The roll file, version 1. JSON of one byte form only, so that its keccak256 on chain names one roll:
 *
 *     {"format":"psephos.roll/1","name":"…","size":2,"totalWeight":4,"entries":[
 *     ["<commitment, decimal>",<weight>],
 *     ["<commitment, decimal>",<weight>]
 *     ]}
 *
 * UTF-8, line feeds, one voter a line, ascending by commitment, a line feed at the end. The nth voter stands on line n + 1.
 */
export const ROLL_FORMAT = "psephos.roll/1";
export const MAX_NAME_LENGTH = 200;

const ENTRY = /^\["([1-9][0-9]{0,76})",([1-9][0-9]{0,9})\]$/;
const LAST_LINE = "]}";

export function serialiseRoll(roll: Roll): Uint8Array {
  const lines = roll.entries.map(({ commitment, weight }) => `["${commitment}",${weight}]`);
  return new TextEncoder().encode(`${headerOf(roll)}\n${lines.join(",\n")}\n${LAST_LINE}\n`);
}

function headerOf({ name, entries, totalWeight }: Roll): string {
  const head = JSON.stringify({ format: ROLL_FORMAT, name, size: entries.length });
  return `${head.slice(0, -1)},"totalWeight":${totalWeight},"entries":[`;
}

/** Refuses every file that `serialiseRoll` would not have written, and names the line. */
export function parseRoll(bytes: Uint8Array): Roll {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw malformed("it is not UTF-8 text");
  const lines = text.split("\n");
  const end = lines.length - 2;
  if (lines[end] !== LAST_LINE || lines[end + 1] !== "")
    throw malformed(`it must end with "${LAST_LINE}" and a line feed`);
  if (end - 1 > MAX_ROLL_SIZE) {
    throw new PsephosError("ROLL_TOO_LARGE", `The roll file has more than ${MAX_ROLL_SIZE} voters.`);
  }
  const name = nameIn(lines[0]!);
  const roll = makeRoll({ name, entries: parseEntries(lines.slice(1, end)) });
  if (headerOf(roll) !== lines[0]) throw malformed("its size or total weight is not that of its voters", 1);
  return roll;
}

function nameIn(header: string): string {
  const match = /^\{"format":"psephos\.roll\/1","name":("(?:[^"\\]|\\.)*"),"size":/.exec(header);
  if (match === null) throw malformed(`it does not start as a file of format ${ROLL_FORMAT}`, 1);
  const name = parseString(match[1]!);
  const fault = name === undefined ? "is not a JSON string" : textFault(name, { maxLength: MAX_NAME_LENGTH });
  if (name === undefined || fault !== undefined) throw malformed(`its name ${fault}`, 1);
  return name;
}

function parseString(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function parseEntries(lines: readonly string[]): RollEntry[] {
  const lineOf = new Map<bigint, number>();
  let previous = 0n;
  return lines.map((text, index) => {
    const line = index + 2;
    const entry = parseEntry({ text, line, last: index === lines.length - 1 });
    const earlier = lineOf.get(entry.commitment);
    if (earlier !== undefined) {
      throw new PsephosError(
        "ROLL_DUPLICATE",
        `Lines ${earlier} and ${line} of the roll file have the same commitment.`,
        {
          detail: { lines: [earlier, line] },
        },
      );
    }
    if (entry.commitment < previous) throw malformed("the voters do not ascend by commitment", line);
    lineOf.set(entry.commitment, line);
    previous = entry.commitment;
    return entry;
  });
}

function parseEntry({ text, line, last }: { text: string; line: number; last: boolean }): RollEntry {
  const body = last ? text : text.endsWith(",") ? text.slice(0, -1) : "";
  const match = ENTRY.exec(body);
  if (match === null) throw malformed(`expected ["commitment",weight]${last ? "" : " and a comma"}`, line);
  const entry = { commitment: BigInt(match[1]!) as Commitment, weight: BigInt(match[2]!) };
  const fault = entryFault(entry);
  if (fault !== undefined) throw malformed(fault, line);
  return entry;
}

function malformed(reason: string, line?: number): PsephosError {
  const where = line === undefined ? "The roll file" : `Line ${line} of the roll file`;
  return new PsephosError(
    "ROLL_MALFORMED",
    `${where} is not valid: ${reason}. Get the file from its publisher again.`,
    {
      detail: line === undefined ? {} : { line },
    },
  );
}
