import { rm } from "node:fs/promises";
import { join } from "node:path";
import { PsephosError } from "../../errors.ts";
import { withFileLock } from "../file-lock.ts";
import { readFileText } from "../read-file.ts";
import type { TrusteeSeat, Workspace } from "../workspace.ts";
import { writeFileWhole } from "../write-file.ts";
import { openTrusteeKey, trusteeKeyExists, type TrusteeKey } from "./key-file.ts";

/** The sealed file as it stands, for another device or a safe. */
export async function readTrusteeBackup(input: { workspace: Workspace; seat: TrusteeSeat }): Promise<string> {
  if (!(await trusteeKeyExists(input))) {
    throw new PsephosError(
      "TRUSTEE_KEY_MISSING",
      "There is no key file of this seat here. Register, or bring a backup.",
    );
  }
  return readFileText(input.workspace.trusteeFile(input.seat));
}

/**
 * Takes a seat's key file in, after opening it. One that is here already gives way only to what continues it: an older copy would forget
 * the polynomial that was committed to, or which sum was opened, and both must never happen twice.
 */
export async function restoreTrusteeKey(input: {
  workspace: Workspace;
  seat: TrusteeSeat;
  text: string;
  passphrase: string;
}): Promise<TrusteeKey> {
  const { workspace, seat, text, passphrase } = input;
  // Opened where it cannot be mistaken for the one in use.
  const passing: Workspace = { ...workspace, trusteeFile: () => join(workspace.folder, "passing", "trustee.json") };
  const file = workspace.trusteeFile(seat);
  return withFileLock(file, async () => {
    await writeFileWhole({ file: passing.trusteeFile(seat), data: text, secrecy: "secret", overwrite: true });
    try {
      const given = await openTrusteeKey({ workspace: passing, seat, passphrase });
      if (await trusteeKeyExists({ workspace, seat })) {
        const own = await openTrusteeKey({ workspace, seat, passphrase });
        if (!continues(given, own)) throw older();
      }
      await writeFileWhole({ file, data: text, secrecy: "secret", overwrite: true });
      return given;
    } finally {
      await rm(passing.trusteeFile(seat), { force: true });
    }
  });
}

/** Whether a key has everything that another one has. */
function continues(later: TrusteeKey, earlier: TrusteeKey): boolean {
  const isSameDealing =
    earlier.dealing === undefined ||
    (later.dealing !== undefined &&
      String(earlier.dealing.coefficients) === String(later.dealing.coefficients) &&
      String(earlier.dealing.ephemerals) === String(later.dealing.ephemerals));
  const remembers = Object.entries(earlier.opened).every(([election, hash]) => later.opened[election] === hash);
  return later.communicationSecret === earlier.communicationSecret && isSameDealing && remembers;
}

function older(): PsephosError {
  return new PsephosError(
    "TRUSTEE_KEY_STALE",
    "The key file on this device is newer than this one, or another. It was kept, and nothing was changed.",
  );
}
