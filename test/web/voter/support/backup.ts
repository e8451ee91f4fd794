import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Identity } from "../../../../src/protocol/identity.ts";
import { emptyWallet, walletContent } from "../../../../src/roles/holder/wallet.ts";
import { sealFile } from "../../../../src/roles/sealed-file.ts";

export const PASSPHRASE = "four ordinary test words";

/** A backup of a voter's identity, as the command line writes it. */
export async function backupOf(identity: Identity): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "psephos-backup-"));
  try {
    const file = join(folder, "backup.json");
    await sealFile({ file, kind: "wallet", content: walletContent(emptyWallet(identity)), passphrase: PASSPHRASE });
    return await readFile(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
