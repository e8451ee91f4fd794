import { PsephosError } from "../errors.ts";
import { readFileText } from "../roles/read-file.ts";
import { checkNewPassphrase } from "../roles/sealed-file.ts";
import { askHidden, type Terminal } from "./prompt.ts";

export interface PassphraseSource {
  /** From `--passphrase-file` or PSEPHOS_PASSPHRASE_FILE. */
  readonly file: string | undefined;
  /** Undefined when nobody sits at a terminal. */
  readonly terminal: Terminal | undefined;
}

export interface PassphraseQuestion {
  readonly question: string;
  /** Asked when a new file is sealed, against slips of the finger. */
  readonly repeat?: string;
}

/** A passphrase is never an argument: process lists and shell histories show those. */
export async function readPassphrase(source: PassphraseSource, ask: PassphraseQuestion): Promise<string> {
  if (source.file !== undefined) return readFirstLine(source.file);
  if (source.terminal === undefined) {
    throw new PsephosError(
      "PASSPHRASE_MISSING",
      "A passphrase is needed and there is no terminal to ask at. Name a file that holds it with --passphrase-file.",
    );
  }
  const passphrase = await askHidden(source.terminal, ask.question);
  if (ask.repeat === undefined) return passphrase;
  checkNewPassphrase(passphrase);
  if ((await askHidden(source.terminal, ask.repeat)) !== passphrase) {
    throw new PsephosError("PASSPHRASE_REFUSED", "The two passphrases differ. Run the command again.");
  }
  return passphrase;
}

async function readFirstLine(file: string): Promise<string> {
  const passphrase = (await readFileText(file)).split(/\r?\n/, 1)[0] ?? "";
  if (passphrase === "") {
    throw new PsephosError("PASSPHRASE_MISSING", `${file} has no passphrase in its first line.`);
  }
  return passphrase;
}
