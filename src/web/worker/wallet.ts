import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { PsephosError } from "../../errors.ts";
import { walletContent } from "../../roles/holder/wallet.ts";
import { restoreWallet } from "../../roles/holder/wallet-backup.ts";
import { deleteWallet, newWallet, openWalletFile } from "../../roles/holder/wallet-file.ts";
import { withFileLock } from "../../roles/file-lock.ts";
import { fileExists, readFileText } from "../../roles/read-file.ts";
import { checkNewPassphrase, sealFile } from "../../roles/sealed-file.ts";
import { writeFileWhole } from "../../roles/write-file.ts";
import { heldWallet, holdWallet, lockWallet, openedWallet, tellOtherTabs } from "./held-wallet.ts";
import { WALLET_NAME, watchWallet } from "./held-wallet.ts";
import { drawPassphrase, isDrawn, keepPasskey, openPasskey, readPasskey } from "./passkey.ts";
import type { AnsweredPasskey, KeptPasskey } from "./passkey.ts";
import { readEach } from "./read-each.ts";
import { workspace } from "./session.ts";

/** What the page may know of the wallet. */
export type WalletStatus =
  | { readonly kind: "none" }
  | {
      readonly kind: "locked" | "open";
      /** How it opens: with a passphrase, a passkey, or either. */
      readonly hasPassphrase: boolean;
      readonly passkey: KeptPasskey | undefined;
      /** What is kept for the passkey cannot be read: it opens nothing any more. */
      readonly isPasskeyDamaged: boolean;
      /** What stands for the holder on lists of voters; known while it is open. */
      readonly commitment: bigint | undefined;
    };

const walletFile = workspace.identityFile(WALLET_NAME);
const passkeyFile = join(workspace.folder, "passkeys", `${WALLET_NAME}.json`);
/** A copy on its way in or out; of a name of its own, since another tab may make one too. */
const newPassingFile = (): string => join(workspace.folder, "passing", `wallet-${randomUUID()}.json`);

/** What opens the wallet: a passphrase, or the bytes that a passkey answered with. */
export type WalletOpener = { readonly passphrase: string } | { readonly passkeySecret: Uint8Array };

/** Makes, opens and keeps the holder's wallet. Secrets come in, and never go out. */
export const wallet = {
  async status(): Promise<WalletStatus> {
    if (!(await fileExists(walletFile))) return { kind: "none" };
    const passkey = await keptPasskey();
    const opened = openedWallet();
    return {
      kind: opened === undefined ? "locked" : "open",
      hasPassphrase: !(await isPasskeyOnlyWay()),
      passkey: passkey === "damaged" ? undefined : passkey,
      isPasskeyDamaged: passkey === "damaged",
      commitment: opened?.wallet.identity.commitment,
    };
  },

  /** Draws a new identity and opens it. FILE_EXISTS where there is one; a passphrase has 10 characters or more. */
  async create(by: { readonly passphrase: string } | { readonly passkey: AnsweredPasskey }): Promise<void> {
    const passphrase = "passphrase" in by ? by.passphrase : drawPassphrase();
    checkNewPassphrase(passphrase);
    await withFileLock(walletFile, async () => {
      if (await fileExists(walletFile)) throw alreadyThere();
      // The passkey first: a wallet under a passphrase that nobody has would be lost.
      if ("passkey" in by) await keepPasskey({ file: passkeyFile, passkey: by.passkey, passphrase, isOnlyWay: true });
      // Left by a making that broke off: it would stand in the way of the passphrase.
      else await rm(passkeyFile, { force: true });
      const given = { workspace, name: WALLET_NAME, passphrase: () => Promise.resolve(passphrase) };
      holdWallet({ wallet: (await newWallet(given)).wallet, passphrase });
    });
    tellOtherTabs();
  },

  async unlock(by: WalletOpener): Promise<void> {
    const passphrase =
      "passphrase" in by ? by.passphrase : await openPasskey({ file: passkeyFile, secret: by.passkeySecret });
    if (!(await fileExists(walletFile))) throw missing();
    const opened = await openWalletFile({ file: walletFile, passphrase });
    const passkey = await keptPasskey();
    // Nobody knows what such a passkey seals: a change to this passphrase broke off before its last step.
    const isStale = passkey !== "damaged" && passkey?.isOnlyWay === true;
    if ("passphrase" in by && isStale) await rm(passkeyFile, { force: true });
    holdWallet({ wallet: opened, passphrase });
  },

  lock(): void {
    lockWallet();
  },

  /** Seals the open wallet under a new passphrase. A passkey has to be added anew, since it opens the old one. */
  async changePassphrase(passphrase: string): Promise<void> {
    checkNewPassphrase(passphrase);
    const { passphrase: before } = heldWallet();
    await withFileLock(walletFile, async () => {
      const current = await openWalletFile({ file: walletFile, passphrase: before });
      await sealFile({
        file: walletFile,
        kind: "wallet",
        content: walletContent(current),
        passphrase,
        overwrite: true,
      });
      await rm(passkeyFile, { force: true });
      holdWallet({ wallet: current, passphrase });
    });
    tellOtherTabs();
  },

  /** From now on the passkey opens the wallet as well as the passphrase does. */
  async addPasskey(passkey: AnsweredPasskey): Promise<void> {
    const isOnlyWay = await isPasskeyOnlyWay();
    await keepPasskey({ file: passkeyFile, passkey, passphrase: heldWallet().passphrase, isOnlyWay });
    tellOtherTabs();
  },

  /** CONFIRMATION_MISSING where nothing else opens the wallet: set a passphrase first. */
  async removePasskey(): Promise<void> {
    if (await isPasskeyOnlyWay()) {
      throw new PsephosError("CONFIRMATION_MISSING", "This passkey is the only way in. Set a passphrase first.");
    }
    await rm(passkeyFile, { force: true });
    tellOtherTabs();
  },

  /**
   * The sealed file, after seeing that it opens. A wallet that a passkey alone opens needs a passphrase for its copy: the passkey stays
   * on this device.
   */
  async backUp(options: { readonly passphrase?: string } = {}): Promise<{ fileName: string; text: string }> {
    const { passphrase: own, wallet: current } = heldWallet();
    const passphrase = options.passphrase ?? own;
    if (options.passphrase === undefined && (await isPasskeyOnlyWay())) {
      throw new PsephosError("PASSPHRASE_MISSING", "A copy of this identity needs a passphrase. Choose one.");
    }
    const content = walletContent(current);
    const passingFile = newPassingFile();
    try {
      await sealFile({ file: passingFile, kind: "wallet", content, passphrase });
      await openWalletFile({ file: passingFile, passphrase });
      return { fileName: "psephos-identity.json", text: await readFileText(passingFile) };
    } finally {
      await rm(passingFile, { force: true });
    }
  },

  /** Brings a backup in, and opens it. */
  async restore({ text, passphrase }: { readonly text: string; readonly passphrase: string }): Promise<void> {
    await withFileLock(walletFile, async () => {
      if (await fileExists(walletFile)) throw alreadyThere();
      const passingFile = newPassingFile();
      try {
        await writeFileWhole({ file: passingFile, data: text, secrecy: "secret" });
        const given = { workspace, name: WALLET_NAME, from: passingFile };
        const restored = await restoreWallet({ ...given, passphrase: () => Promise.resolve(passphrase) });
        await rm(passkeyFile, { force: true });
        holdWallet({ wallet: restored.wallet, passphrase });
      } finally {
        await rm(passingFile, { force: true });
      }
    });
    tellOtherTabs();
  },

  /** Removes it from this device; backups stay, and whatever stands on chain. */
  async remove(): Promise<void> {
    await deleteWallet({ workspace, name: WALLET_NAME });
    await rm(passkeyFile, { force: true });
    lockWallet();
    tellOtherTabs();
  },

  /** Calls `listener` after each opening, change and locking. */
  watch(listener: () => void): void {
    watchWallet(listener);
  },
};

/** A damaged one keeps nobody from the passphrase. */
async function keptPasskey(): Promise<KeptPasskey | "damaged" | undefined> {
  if (!(await fileExists(passkeyFile))) return undefined;
  const { whole } = await readEach([passkeyFile], readPasskey);
  return whole[0] ?? "damaged";
}

/** Whether nobody knows the passphrase. Where the passkey's file says nothing any more, an open wallet's passphrase does. */
async function isPasskeyOnlyWay(): Promise<boolean> {
  const passkey = await keptPasskey();
  if (passkey !== "damaged") return passkey?.isOnlyWay ?? false;
  const opened = openedWallet();
  return opened !== undefined && isDrawn(opened.passphrase);
}

function alreadyThere(): PsephosError {
  return new PsephosError("FILE_EXISTS", "This device has an identity already. Remove that one first, or keep it.");
}

function missing(): PsephosError {
  return new PsephosError("IDENTITY_MISSING", "There is no identity on this device. Make one, or restore a backup.");
}
