import { randomBytes } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { basename } from "node:path";
import { PsephosError } from "../../errors.ts";
import { createIdentity, PRIVATE_KEY_BYTES } from "../../protocol/identity.ts";
import { withFileLock } from "../file-lock.ts";
import { fileExists } from "../read-file.ts";
import { openSealedFile, sealFile } from "../sealed-file.ts";
import type { Workspace } from "../workspace.ts";
import { emptyWallet, parseWallet, walletContent, type Wallet } from "./wallet.ts";

export interface NamedWallet {
  readonly wallet: Wallet;
  readonly name: string;
}

export interface WalletAccess {
  readonly workspace: Workspace;
  /** Without it, the only wallet there is. */
  readonly name?: string | undefined;
  readonly passphrase: (name: string) => Promise<string>;
}

/** Draws a new identity and seals it. An existing one of this name is never replaced: its secret would be gone. */
export async function newWallet(input: {
  workspace: Workspace;
  name: string;
  passphrase: () => Promise<string>;
}): Promise<{ wallet: Wallet; file: string }> {
  const file = input.workspace.identityFile(input.name);
  if (await fileExists(file)) {
    throw new PsephosError("FILE_EXISTS", `The identity ${input.name} exists already. Choose another name.`);
  }
  const wallet = emptyWallet(createIdentity(randomBytes(PRIVATE_KEY_BYTES)));
  await sealFile({ file, kind: "wallet", content: walletContent(wallet), passphrase: await input.passphrase() });
  return { wallet, file };
}

export async function openWallet(access: WalletAccess): Promise<NamedWallet> {
  const { name, file } = await find(access);
  return { name, wallet: await openWalletFile({ file, passphrase: await access.passphrase(name) }) };
}

/**
 * Reads, changes and replaces a wallet in one go, so that of two commands at once neither undoes the other. A change that throws
 * leaves the file as it was. A file of the time before credentials is written in the present form.
 */
export async function updateWallet(
  access: WalletAccess & { change: (wallet: Wallet) => Wallet | Promise<Wallet> },
): Promise<NamedWallet> {
  const { name, file } = await find(access);
  // Asked before the lock is taken: people think long.
  const passphrase = await access.passphrase(name);
  return withFileLock(file, async () => {
    const changed = await access.change(await openWalletFile({ file, passphrase }));
    const content = walletContent(changed);
    // What could not be read back is never written over what can.
    const wallet = parseWallet(content);
    await sealFile({ file, kind: "wallet", content, passphrase, overwrite: true });
    return { name, wallet };
  });
}

/** Removes the file, which needs no passphrase. Backups stay, and whatever stands on chain. */
export async function deleteWallet({ workspace, name }: { workspace: Workspace; name: string }): Promise<void> {
  const { file } = await find({ workspace, name });
  await withFileLock(file, () => rm(file));
}

/** A wallet or a backup of one, also of the kind that held an identity alone. */
export async function openWalletFile({ file, passphrase }: { file: string; passphrase: string }): Promise<Wallet> {
  return parseWallet(await openSealedFile({ file, kind: ["wallet", "identity"], passphrase }));
}

async function find(access: Omit<WalletAccess, "passphrase">): Promise<{ name: string; file: string }> {
  const name = access.name ?? (await onlyWallet(access.workspace));
  const file = access.workspace.identityFile(name);
  if (!(await fileExists(file))) {
    throw new PsephosError(
      "IDENTITY_MISSING",
      `There is no identity ${name} here. Make it (psephos identity new ${name}), or restore your backup.`,
    );
  }
  return { name, file };
}

export async function onlyWallet(workspace: Workspace): Promise<string> {
  const files = await readdir(workspace.identitiesFolder).catch(() => []);
  const names = files
    .filter((file) => file.endsWith(".json") && !file.startsWith("."))
    .map((file) => basename(file, ".json"));
  const [only, second] = names;
  if (only === undefined) {
    throw new PsephosError("IDENTITY_MISSING", "There is no identity here. Make one: psephos identity new NAME");
  }
  if (second !== undefined) {
    throw new PsephosError(
      "IDENTITY_MISSING",
      `Several identities are here: ${names.join(", ")}. Name one with --identity.`,
    );
  }
  return only;
}
