import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { PsephosError } from "../../../errors.ts";
import { makeRoll } from "../../../protocol/roll.ts";
import { MAX_NAME_LENGTH, serialiseRoll } from "../../../protocol/roll-file.ts";
import { textFault } from "../../../protocol/text.ts";
import { findPublicFile, keepPublicFile } from "../../../roles/public-files.ts";
import { buildEnrolmentRoll } from "../../../roles/registrar/enrolment-roll.ts";
import { openRoll } from "../../../roles/registrar/roll-files.ts";
import { readVoterTable, type LineFault } from "../../../roles/registrar/voter-table.ts";
import { heldChain, workspace } from "../session.ts";
import type { DraftVoters } from "./draft.ts";

/** A line of an imported file, as it is reported. */
export interface ReportedLine {
  readonly line: number;
  readonly state: "accepted" | LineFault;
  /** Of a duplicate: the line that has the same voter. */
  readonly earlier?: number;
}

export interface VoterReport {
  /** Undefined where no line could be taken. */
  readonly voters: Extract<DraftVoters, { kind: "file" }> | undefined;
  readonly acceptedCount: number;
  readonly faultyCount: number;
  /** Faulty lines first; the first 5,000 of all. */
  readonly lines: readonly ReportedLine[];
  /** Names of columns that were passed over. */
  readonly ignored: readonly string[];
}

const REPORTED_LINES = 5_000;

/** Reads a file line by line and keeps the list of what could be taken, under its hash. Nothing is sent. */
export async function importVoters({ name, text }: { name: string; text: string }): Promise<VoterReport> {
  requireName(name);
  const { accepted, faulty, ignored } = readVoterTable({ name, text });
  const lines: ReportedLine[] = [
    ...faulty.map(({ fault, ...rest }) => ({ ...rest, state: fault })),
    ...accepted.slice(0, REPORTED_LINES).map(({ line }) => ({ line, state: "accepted" as const })),
  ];
  const voters =
    accepted.length === 0
      ? undefined
      : await keep(serialiseRoll(makeRoll({ name, entries: accepted.map(({ entry }) => entry) })));
  return {
    voters,
    acceptedCount: accepted.length,
    faultyCount: faulty.length,
    lines: lines.slice(0, REPORTED_LINES),
    ignored,
  };
}

/** The list of those who enrolled by proof in a closed open electorate, each proof checked again here. */
export async function votersOfEnrolment(enrolmentId: bigint): Promise<NonNullable<VoterReport["voters"]>> {
  const to = join(workspace.folder, "passing", `enrolment-${enrolmentId}.json`);
  await rm(to, { force: true });
  try {
    await buildEnrolmentRoll({ chain: await heldChain(), enrolmentId, to });
    return await keep(await readFile(to));
  } finally {
    await rm(to, { force: true });
  }
}

/** A list that is kept here, as it is or will be published. */
export async function listFile(fileHash: string): Promise<string> {
  return new TextDecoder().decode(await findPublicFile({ workspace, hash: fileHash, kind: "list of voters" }));
}

async function keep(bytes: Uint8Array): Promise<NonNullable<VoterReport["voters"]>> {
  const { roll, record } = await openRoll(bytes);
  await keepPublicFile({ workspace, bytes });
  const { fileHash, size, totalWeight } = record;
  return { kind: "file", name: roll.name, fileHash, size, totalWeight };
}

function requireName(name: string): void {
  const fault = textFault(name, { maxLength: MAX_NAME_LENGTH });
  if (fault !== undefined) throw new PsephosError("ARGUMENT_INVALID", `The name ${fault}. Choose another one.`);
}
