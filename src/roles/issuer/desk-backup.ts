import { basename } from "node:path";
import { PsephosError } from "../../errors.ts";
import { parseJson } from "../read-file.ts";

const FORMAT = "psephos.desk-backup/1";
/** What a desk's folder holds, and nothing else of it leaves the device. */
const BACKED_UP = /^(key-(0|[1-9][0-9]*)|ledger|letter-box)\.json$/;

/** A file of a desk's folder, sealed as it lies there. */
export interface DeskFile {
  readonly name: string;
  readonly text: string;
}

export interface DeskBackup {
  /** As the desk was called where it was backed up; undefined where nobody said. */
  readonly name: string | undefined;
  readonly files: readonly DeskFile[];
}

export function isBackedUp(name: string): boolean {
  return BACKED_UP.test(name);
}

/** A desk's sealed files as one: keys, ledger and letter box. */
export function deskBackupText({
  name,
  files,
}: {
  readonly name: string;
  readonly files: readonly DeskFile[];
}): string {
  const content = Object.fromEntries(files.map((file) => [file.name, file.text]));
  return `${JSON.stringify({ format: FORMAT, name, files: content }, null, 2)}\n`;
}

/** A backup, or the files of a desk's folder, several at once. ISSUER_MISSING unless they are keys and ledger. */
export function readDeskBackup(given: readonly DeskFile[]): DeskBackup {
  const [only, second] = given;
  const backup = only !== undefined && second === undefined ? openBackup(only) : { name: undefined, files: given };
  const files = backup.files.filter(({ name }) => isBackedUp(name));
  if (!files.some(({ name }) => name === "ledger.json") || !files.some(({ name }) => name.startsWith("key-"))) {
    throw new PsephosError(
      "ISSUER_MISSING",
      "A desk is its keys (key-….json) and its ledger (ledger.json). Choose all of them, or the backup that has them.",
    );
  }
  return { name: backup.name, files };
}

function openBackup(file: DeskFile): DeskBackup {
  const json = parseJson({ text: file.text, source: "The backup" });
  const backup = json as { format?: unknown; name?: unknown; files?: unknown } | null;
  if (backup?.format !== FORMAT || typeof backup.files !== "object" || backup.files === null) {
    return { name: undefined, files: [file] };
  }
  const files = Object.entries(backup.files).flatMap(([name, text]): DeskFile[] =>
    typeof text === "string" ? [{ name, text }] : [],
  );
  return { name: typeof backup.name === "string" ? basename(backup.name) : undefined, files };
}
