import { randomUUID } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { z } from "zod";
import { isPsephosError, PsephosError, type ErrorCode } from "../../../errors.ts";
import { openPrivate, sealPrivate } from "../../../roles/record-keeper/private-box.ts";
import { readFileBytes } from "../../../roles/read-file.ts";
import { writeFileWhole } from "../../../roles/write-file.ts";
import { dropLetters, postLetter } from "../letters.ts";
import { readEach, type ReadEach } from "../read-each.ts";
import { keyBeside } from "./box.ts";
import { deskFile, heldDesk } from "./held-desk.ts";

/** A credential on its way to whoever asked by letter. */
export type Outgoing = z.output<typeof outgoingForm>[number];

const outgoingForm = z.array(
  z.strictObject({
    /** Of the letter that asked. */
    letterId: z.string(),
    replyTo: z.string(),
    credential: z.record(z.string(), z.json()),
  }),
);

/** What is wrong with one person's box alone: it keeps no other answer back. */
const UNDELIVERABLE: ReadonlySet<ErrorCode> = new Set(["LETTER_ADDRESS_MALFORMED", "LETTER_BOX_FULL"]);

const PLACE = "psephos.desk-outbox.v1";
const FOLDER = "outbox";

/**
 * Keeps, sealed, what is being issued, before the ledger is written: whatever breaks, no credential is lost that the ledger knows, and
 * none is posted that it does not.
 */
export async function keepOutgoing(outgoing: readonly Outgoing[]): Promise<string> {
  const name = `${randomUUID()}.sealed`;
  await writeOutgoing(outgoingFile(name), outgoing);
  return name;
}

/**
 * Posts what waits and is in the ledger, drops the letters that it answers, and forgets it. Posting twice changes nothing. What cannot be
 * put into its box stays, for being handed over.
 */
export async function sendOutgoing(name: string): Promise<void> {
  const { box } = heldDesk();
  const file = outgoingFile(name);
  const left: Outgoing[] = [];
  for (const answer of (await readOutgoing(file)).filter(isIssued)) {
    const { letterId, replyTo, credential } = answer;
    if (await isPosted(postLetter(replyTo, { kind: "credential", credential }))) {
      await dropLetters(box.secret, [letterId]);
    } else left.push(answer);
  }
  if (left.length === 0) await rm(file, { force: true });
  else await writeOutgoing(file, left);
}

async function isPosted(posting: Promise<void>): Promise<boolean> {
  try {
    await posting;
    return true;
  } catch (error) {
    if (isPsephosError(error) && UNDELIVERABLE.has(error.code)) return false;
    throw error;
  }
}

function isIssued({ credential: { id } }: Outgoing): boolean {
  return typeof id === "string" && heldDesk().desk.ledger.find(id) !== undefined;
}

/** What a closed tab or a lost connection left. A round that is damaged keeps no other back. */
export async function resumeSending(): Promise<void> {
  const { whole } = await readRounds();
  for (const { name } of whole) await sendOutgoing(name);
}

/** Answers that wait, of which `text` has the credentials in clear, one a line, each for its own person. */
export interface Unsent {
  readonly rounds: readonly string[];
  readonly count: number;
  readonly text: string;
  /** Rounds that cannot be read: whose answers they held, only the ledger tells. */
  readonly damaged: readonly string[];
}

/** Answers that are in the ledger and could not be posted. */
export const outbox = {
  async unsent(): Promise<Unsent> {
    const { whole, damaged } = await readRounds();
    const rounds = whole.map(({ name, outgoing }) => ({ name, left: outgoing.filter(isIssued) }));
    // A round that the ledger does not know yet is being issued right now.
    const issued = rounds.filter(({ left }) => left.length > 0);
    const lines = issued.flatMap(({ left }) => left.map(({ credential }) => `${JSON.stringify(credential)}\n`));
    return { rounds: issued.map(({ name }) => name), count: lines.length, text: lines.join(""), damaged };
  },

  /** Those of these rounds were handed over otherwise. */
  async forget(rounds: readonly string[]): Promise<void> {
    for (const name of (await waiting()).filter((each) => rounds.includes(each))) {
      await rm(outgoingFile(name), { force: true });
    }
  },
};

async function readRounds(): Promise<ReadEach<{ readonly name: string; readonly outgoing: readonly Outgoing[] }>> {
  return readEach(await waiting(), async (name) => ({ name, outgoing: await readOutgoing(outgoingFile(name)) }));
}

async function waiting(): Promise<string[]> {
  const { access } = heldDesk();
  const names = await readdir(deskFile(access.name, FOLDER)).catch(() => []);
  return names.filter((name) => !name.startsWith("."));
}

function outgoingFile(name: string): string {
  return deskFile(heldDesk().access.name, `${FOLDER}/${name}`);
}

async function writeOutgoing(file: string, outgoing: readonly Outgoing[]): Promise<void> {
  const content = Buffer.from(JSON.stringify(outgoing), "utf8");
  const data = sealPrivate({ key: keyBeside(heldDesk().box, FOLDER), content, place: PLACE });
  await writeFileWhole({ file, data, secrecy: "secret", overwrite: true });
}

async function readOutgoing(file: string): Promise<Outgoing[]> {
  const { box } = heldDesk();
  const content = openPrivate({ key: keyBeside(box, FOLDER), box: await readFileBytes(file), place: PLACE });
  const parsed = outgoingForm.safeParse(content === undefined ? undefined : JSON.parse(content.toString("utf8")));
  if (parsed.success) return parsed.data;
  throw new PsephosError("SEALED_FILE_MALFORMED", "Answers that wait for being posted are damaged. Issue them anew.");
}
