import { rm } from "node:fs/promises";
import { join } from "node:path";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { PsephosError } from "../../errors.ts";
import type { Identity } from "../../protocol/identity.ts";
import { withFileLock } from "../file-lock.ts";
import { fileExists, readFileBytes } from "../read-file.ts";
import { openPrivate, PRIVATE_KEY_BYTES, sealPrivate } from "../record-keeper/private-box.ts";
import type { Workspace } from "../workspace.ts";
import { writeFileWhole } from "../write-file.ts";
import { EMPTY_NOTES, notesText, parseNotes, type Notes } from "./notes.ts";

/** Where an identity's notes lie: sealed under a key that follows from it, so that another passphrase changes nothing. */
export interface NotesAccess {
  readonly workspace: Workspace;
  readonly identity: Pick<Identity, "privateKey">;
}

const PLACE = "psephos.wallet-notes.v1";
const NAME_BYTES = 16;

/** Empty where nothing was noted yet. */
export async function readNotes(access: NotesAccess): Promise<Notes> {
  const file = notesFile(access);
  if (!(await fileExists(file))) return EMPTY_NOTES;
  const content = openPrivate({ key: sealingKey(access), box: await readFileBytes(file), place: PLACE });
  if (content === undefined) {
    throw new PsephosError("WALLET_MALFORMED", "The wallet's notes were altered. Your identity is whole.");
  }
  return parseNotes(content.toString("utf8"));
}

/** Reads, changes and replaces the notes in one go, so that of two tabs neither undoes the other. */
export async function updateNotes(access: NotesAccess, change: (notes: Notes) => Notes): Promise<Notes> {
  const file = notesFile(access);
  return withFileLock(file, async () => {
    const text = notesText(change(await readNotes(access)));
    const notes = parseNotes(text);
    const data = sealPrivate({ key: sealingKey(access), content: Buffer.from(text, "utf8"), place: PLACE });
    await writeFileWhole({ file, data, secrecy: "secret", overwrite: true });
    return notes;
  });
}

/** For notes that were altered: what they remembered can be asked for again. */
export async function forgetNotes(access: NotesAccess): Promise<void> {
  const file = notesFile(access);
  await withFileLock(file, () => rm(file, { force: true }));
}

/** The name tells nobody whose they are. */
export function notesFile({ workspace, identity }: NotesAccess): string {
  const name = bytesToHex(derive(identity, { info: `${PLACE}.name`, bytes: NAME_BYTES }));
  return join(workspace.folder, "notes", `${name}.sealed`);
}

function sealingKey({ identity }: NotesAccess): Uint8Array {
  return derive(identity, { info: `${PLACE}.key`, bytes: PRIVATE_KEY_BYTES });
}

function derive({ privateKey }: NotesAccess["identity"], { info, bytes }: { info: string; bytes: number }): Uint8Array {
  return hkdf(sha256, privateKey, undefined, utf8ToBytes(info), bytes);
}
