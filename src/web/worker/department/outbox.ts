import { randomUUID } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { z } from "zod";
import { PsephosError } from "../../../errors.ts";
import { openPrivate, sealPrivate } from "../../../roles/record-keeper/private-box.ts";
import { readFileBytes } from "../../../roles/read-file.ts";
import { writeFileWhole } from "../../../roles/write-file.ts";
import { dropLetters, postLetter } from "../letters.ts";
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

const PLACE = "psephos.desk-outbox.v1";
const FOLDER = "outbox";

/**
 * Keeps, sealed, what is being issued, before the ledger is written: whatever breaks, no credential is lost that the ledger knows, and
 * none is posted that it does not.
 */
export async function keepOutgoing(outgoing: readonly Outgoing[]): Promise<string> {
  const { access, box } = heldDesk();
  const name = `${randomUUID()}.sealed`;
  const content = Buffer.from(JSON.stringify(outgoing), "utf8");
  const data = sealPrivate({ key: keyBeside(box, FOLDER), content, place: PLACE });
  await writeFileWhole({ file: deskFile(access.name, `${FOLDER}/${name}`), data, secrecy: "secret" });
  return name;
}

/** Posts what waits and is in the ledger, drops the letters that it answers, and forgets it. Posting twice changes nothing. */
export async function sendOutgoing(name: string): Promise<void> {
  const { access, desk, box } = heldDesk();
  const file = deskFile(access.name, `${FOLDER}/${name}`);
  for (const { letterId, replyTo, credential } of await readOutgoing(file)) {
    const id = credential["id"];
    if (typeof id !== "string" || desk.ledger.find(id) === undefined) continue;
    await postLetter(replyTo, { kind: "credential", credential });
    await dropLetters(box.secret, [letterId]);
  }
  await rm(file, { force: true });
}

/** What a closed tab or a lost connection left. */
export async function resumeSending(): Promise<void> {
  for (const name of await waiting()) await sendOutgoing(name);
}

/** How many rounds of answers wait for being posted. */
export async function waiting(): Promise<string[]> {
  const { access } = heldDesk();
  return readdir(deskFile(access.name, FOLDER)).catch(() => []);
}

async function readOutgoing(file: string): Promise<Outgoing[]> {
  const { box } = heldDesk();
  const content = openPrivate({ key: keyBeside(box, FOLDER), box: await readFileBytes(file), place: PLACE });
  const parsed = outgoingForm.safeParse(content === undefined ? undefined : JSON.parse(content.toString("utf8")));
  if (parsed.success) return parsed.data;
  throw new PsephosError("SEALED_FILE_MALFORMED", "Answers that wait for being posted are damaged. Issue them anew.");
}
