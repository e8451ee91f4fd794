import { isDeepStrictEqual } from "node:util";
import { rm } from "node:fs/promises";
import { PsephosError } from "../../errors.ts";
import { fileExists } from "../read-file.ts";
import { sealFile } from "../sealed-file.ts";
import type { Workspace } from "../workspace.ts";
import { walletContent, type Wallet } from "./wallet.ts";
import { openWallet, openWalletFile, type NamedWallet, type WalletAccess } from "./wallet-file.ts";

/** Writes a second sealed copy, and reads it back: a backup that does not open is none. */
export async function backUpWallet(access: WalletAccess & { to: string }): Promise<NamedWallet> {
  const { to } = access;
  let passphrase = "";
  const remember = async (name: string): Promise<string> => (passphrase = await access.passphrase(name));
  const { wallet, name } = await openWallet({ ...access, passphrase: remember });
  await sealFile({ file: to, kind: "wallet", content: walletContent(wallet), passphrase });
  try {
    const copy = await openWalletFile({ file: to, passphrase });
    if (!isDeepStrictEqual(walletContent(copy), walletContent(wallet))) throw unequal(to);
  } catch (cause) {
    await rm(to, { force: true });
    throw unequal(to, cause);
  }
  return { name, wallet };
}

/** Brings a backup in under a name, under the passphrase that the backup has. */
export async function restoreWallet(input: {
  workspace: Workspace;
  name: string;
  from: string;
  passphrase: () => Promise<string>;
}): Promise<{ wallet: Wallet; file: string }> {
  const file = input.workspace.identityFile(input.name);
  if (await fileExists(file)) {
    throw new PsephosError("FILE_EXISTS", `The identity ${input.name} exists already. Restore under another name.`);
  }
  const passphrase = await input.passphrase();
  const wallet = await openWalletFile({ file: input.from, passphrase });
  await sealFile({ file, kind: "wallet", content: walletContent(wallet), passphrase });
  return { wallet, file };
}

function unequal(file: string, cause?: unknown): PsephosError {
  const message = `The copy in ${file} did not read back as it was written, and was removed. Use another disk.`;
  return new PsephosError("FILE_UNWRITABLE", message, { cause });
}
