import { randomBytes } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { PsephosError } from "../../../errors.ts";
import { findPublicFile, keepPublicFile } from "../../../roles/public-files.ts";
import { openRoll } from "../../../roles/registrar/roll-files.ts";
import { fileExists, parseJson, readFileJson } from "../../../roles/read-file.ts";
import { writeFileWhole } from "../../../roles/write-file.ts";
import { readEach, type ReadEach } from "../read-each.ts";
import { workspace } from "../session.ts";
import { draftText, emptyDraft, parseDraft, type ElectionDraft } from "./draft.ts";

const ID = /^[0-9a-f]{16}$/;
const folder = join(workspace.folder, "drafts");

/** More is no plan of an election with its list. */
const MAX_FILE_CHARACTERS = 256 * 1024 * 1024;

/** The damaged ones by their ids. */
export async function listDrafts(): Promise<ReadEach<ElectionDraft>> {
  const names = await readdir(folder).catch(() => []);
  const ids = names.filter((name) => ID.test(name.replace(/\.json$/, ""))).map((name) => name.replace(/\.json$/, ""));
  return readEach(ids, readDraft);
}

export async function newDraft(): Promise<ElectionDraft> {
  const draft = emptyDraft(randomBytes(8).toString("hex"));
  await saveDraft(draft);
  return draft;
}

export async function readDraft(id: string): Promise<ElectionDraft> {
  const file = fileOf(id);
  if (!(await fileExists(file))) {
    throw new PsephosError("DRAFT_MISSING", "This plan is not on this device. Load its file, or begin a new one.");
  }
  return parseDraft(await readFileJson(file));
}

export async function saveDraft(draft: ElectionDraft): Promise<void> {
  const text = draftText(draft);
  parseDraft(JSON.parse(text));
  await writeFileWhole({ file: fileOf(draft.id), data: text, secrecy: "secret", overwrite: true });
}

export async function removeDraft(id: string): Promise<void> {
  await rm(fileOf(id), { force: true });
}

const carried = z.strictObject({ draft: z.unknown(), rollFile: z.string().nullable() });

/** The plan with its list of voters, where that is not published. */
export async function exportDraft(id: string): Promise<{ fileName: string; text: string }> {
  const draft = await readDraft(id);
  const { voters } = draft;
  const rollFile =
    voters?.kind === "file"
      ? new TextDecoder().decode(await findPublicFile({ workspace, hash: voters.fileHash, kind: "list of voters" }))
      : null;
  const text = `${JSON.stringify({ draft: JSON.parse(draftText(draft)) as unknown, rollFile })}\n`;
  return { fileName: `psephos-election-plan-${id.slice(0, 6)}.json`, text };
}

/** Takes a plan in as a new one beside those that are here. */
export async function importDraft(text: string): Promise<ElectionDraft> {
  if (text.length > MAX_FILE_CHARACTERS) throw new PsephosError("DRAFT_MALFORMED", "The file is too large for a plan.");
  const parsed = carried.safeParse(parseJson({ text, source: "The file" }));
  if (!parsed.success) throw new PsephosError("DRAFT_MALFORMED", "This is no file of a planned election.");
  const given = parseDraft(parsed.data.draft);
  const { rollFile } = parsed.data;
  if (given.voters?.kind === "file") {
    const bytes = new TextEncoder().encode(rollFile ?? "");
    const { roll, record } = await openRoll(bytes);
    const { name, fileHash, size, totalWeight } = given.voters;
    const agrees = record.fileHash === fileHash && record.size === size && record.totalWeight === totalWeight;
    if (!agrees || roll.name !== name) {
      throw new PsephosError("DRAFT_MALFORMED", "The list of voters in this file is not the one that the plan names.");
    }
    await keepPublicFile({ workspace, bytes });
  }
  const draft = { ...given, id: randomBytes(8).toString("hex") };
  await saveDraft(draft);
  return draft;
}

function fileOf(id: string): string {
  if (!ID.test(id)) throw new PsephosError("ARGUMENT_INVALID", "A plan is named by 16 hexadecimal digits.");
  return join(folder, `${id}.json`);
}
