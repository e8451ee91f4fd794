import { rm } from "node:fs/promises";
import { z } from "zod";
import { PsephosError } from "../../../errors.ts";
import { unixNow } from "../../../roles/clock.ts";
import { isLive, type IssuedCredential } from "../../../roles/issuer/ledger.ts";
import { changeStatus, type StatusAct } from "../../../roles/issuer/status.ts";
import { openPrivate, sealPrivate } from "../../../roles/record-keeper/private-box.ts";
import { fileExists, readFileBytes } from "../../../roles/read-file.ts";
import { writeFileWhole } from "../../../roles/write-file.ts";
import { readEach, type ReadEach } from "../read-each.ts";
import { keyBeside } from "./box.ts";
import { changeDesk, deskFile, heldDesk } from "./held-desk.ts";

/** A line of the ledger. */
export interface ToldIssued {
  readonly credentialId: string;
  readonly reference: string;
  readonly epoch: number;
  readonly issuedAt: number;
  readonly validUntil: number;
  readonly state: "live" | "paused" | "cancelled" | "replaced" | "ended";
  /** Of the latest act, as the officer wrote it. */
  readonly reason: string | undefined;
}

const journalForm = z.array(
  z.strictObject({ at: z.int(), credentialId: z.string(), act: z.string(), reason: z.string() }),
);
type Journal = z.output<typeof journalForm>;

const PLACE = "psephos.desk-journal.v1";
const JOURNAL = "journal";
export const MAX_REASON_CHARACTERS = 500;

/** What the open desk has issued, and what became of it. */
export const issued = {
  /** The newest first. */
  async list(): Promise<ToldIssued[]> {
    const journal = await readJournal();
    const at = unixNow();
    return heldDesk()
      .desk.ledger.issued.map((entry) => tellIssued({ entry, journal, at }))
      .reverse();
  },

  /** What of the journal of reasons cannot be read; the ledger is whole without it. */
  async damaged(): Promise<readonly string[]> {
    return (await keptJournal()).damaged;
  },

  /** Begins the journal anew, if it is damaged. */
  async removeDamaged(): Promise<void> {
    for (const file of (await keptJournal()).damaged) await rm(file, { force: true });
  },

  /**
   * Cancels for good, pauses, or lifts a pause. Nobody else learns of it before the lists are published. The reason stays on this
   * device, sealed.
   */
  async change({ credentialId, act, reason }: { credentialId: string; act: StatusAct; reason: string }): Promise<void> {
    const written = reason.trim();
    if (written === "" || written.length > MAX_REASON_CHARACTERS) {
      throw new PsephosError("ARGUMENT_INVALID", `Give a reason of at most ${MAX_REASON_CHARACTERS} characters.`);
    }
    const journal = await readWholeJournal();
    const at = unixNow();
    await changeDesk(({ ledger }) => changeStatus(ledger, { wanted: credentialId, act, at }));
    await writeJournal([...journal, { at, credentialId, act, reason: written }]);
  },
};

function tellIssued({ entry, journal, at }: { entry: IssuedCredential; journal: Journal; at: number }): ToldIssued {
  const { credentialId, reference, epoch, issuedAt, validUntil } = entry;
  const reason = journal.findLast((each) => each.credentialId === credentialId)?.reason;
  return { credentialId, reference, epoch, issuedAt, validUntil, reason, state: stateOf(entry, at) };
}

function stateOf(entry: IssuedCredential, at: number): ToldIssued["state"] {
  if (entry.replaced) return "replaced";
  if (entry.revoked) return "cancelled";
  if (!isLive(entry, at)) return "ended";
  return entry.suspended ? "paused" : "live";
}

function journalFile(): string {
  return deskFile(heldDesk().access.name, `${JOURNAL}.sealed`);
}

/** Empty also where it is damaged. */
async function readJournal(): Promise<Journal> {
  return (await keptJournal()).whole.flat();
}

async function keptJournal(): Promise<ReadEach<Journal>> {
  return readEach([journalFile()], readWholeJournal);
}

async function readWholeJournal(): Promise<Journal> {
  const file = journalFile();
  if (!(await fileExists(file))) return [];
  const key = keyBeside(heldDesk().box, JOURNAL);
  const content = openPrivate({ key, box: await readFileBytes(file), place: PLACE });
  const parsed = journalForm.safeParse(content === undefined ? undefined : JSON.parse(content.toString("utf8")));
  if (parsed.success) return parsed.data;
  throw new PsephosError(
    "SEALED_FILE_MALFORMED",
    "The desk's journal of reasons is damaged, and nothing was changed. Remove it, and act again.",
  );
}

async function writeJournal(journal: Journal): Promise<void> {
  const key = keyBeside(heldDesk().box, JOURNAL);
  const content = Buffer.from(JSON.stringify(journal), "utf8");
  const data = sealPrivate({ key, content, place: PLACE });
  await writeFileWhole({ file: journalFile(), data, secrecy: "secret", overwrite: true });
}
