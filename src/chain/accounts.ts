import { HDNodeWallet, Wallet, type HDNodeWallet as HDNode } from "ethers";
import { readFile, writeFile } from "node:fs/promises";
import { PsephosError } from "../errors.ts";
import type { Connection } from "./provider.ts";

/** Who signs and pays. Connected to a chain by `connectAccount`. */
export type Account = Wallet | HDNode;

/** Known to everybody: anvil and Hardhat give these accounts coins on their own chains. */
const DEVELOPMENT_MNEMONIC = "test test test test test test test test test test test junk";
const PRIVATE_KEY = /^(?:0x)?[0-9a-fA-F]{64}$/;
const derived = new Map<number, HDNode>();

/** The local chain's funded account of that index, from 0. */
export function developmentAccount(index: number): HDNode {
  let account = derived.get(index);
  if (account === undefined) {
    account = HDNodeWallet.fromPhrase(DEVELOPMENT_MNEMONIC, undefined, `m/44'/60'/0'/0/${index}`);
    derived.set(index, account);
  }
  return account;
}

export function accountFromPrivateKey(privateKey: string): Wallet {
  if (!PRIVATE_KEY.test(privateKey.trim())) {
    throw new PsephosError("ACCOUNT_REFUSED", "This is no private key: it must have 64 hexadecimal digits.");
  }
  return new Wallet(privateKey.trim());
}

export interface Keystore {
  readonly file: string;
  readonly password: string;
}

/** Writes a new encrypted account (Web3 Secret Storage, as wallets use) and returns its address. Never overwrites. */
export async function createKeystore({
  file,
  password,
  privateKey,
}: Keystore & { privateKey?: string }): Promise<string> {
  const wallet =
    privateKey === undefined ? new Wallet(Wallet.createRandom().privateKey) : accountFromPrivateKey(privateKey);
  const json = await wallet.encrypt(password);
  await writeFile(file, `${json}\n`, { flag: "wx", mode: 0o600 }).catch((cause: unknown) => {
    const exists = (cause as NodeJS.ErrnoException).code === "EEXIST";
    if (exists) throw new PsephosError("FILE_EXISTS", `${file} exists already. Choose another name.`, { cause });
    throw new PsephosError("FILE_UNWRITABLE", `${file} cannot be written. Look at the folder and the free space.`, {
      cause,
    });
  });
  return wallet.address;
}

export async function openKeystore({ file, password }: Keystore): Promise<Account> {
  const json = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new PsephosError("FILE_UNREADABLE", `${file} cannot be read. Give the account's file.`, { cause });
  });
  try {
    return await Wallet.fromEncryptedJson(json, password);
  } catch (cause) {
    // The library's messages quote their arguments, the passphrase among them: neither they nor the cause go on.
    const wrong = (cause as { shortMessage?: string }).shortMessage?.includes("password") ?? false;
    if (wrong) throw new PsephosError("PASSPHRASE_REFUSED", `This is not the passphrase of ${file}.`);
    throw new PsephosError(
      "ACCOUNT_REFUSED",
      `${file} is not an account's file, or is damaged. Restore it from a copy.`,
    );
  }
}

/** The account on that chain. Accounts that everybody knows are refused off local chains. */
export function connectAccount(account: Account, connection: Connection): Account {
  if (!connection.isLocal && isDevelopmentAccount(account.address)) {
    throw new PsephosError(
      "ACCOUNT_REFUSED",
      "Everybody knows this account's key: it is for local chains alone. Use another account.",
    );
  }
  return account.connect(connection.provider);
}

const DEVELOPMENT_ACCOUNTS = 20;

function isDevelopmentAccount(address: string): boolean {
  return Array.from({ length: DEVELOPMENT_ACCOUNTS }, (_, index) => developmentAccount(index).address).includes(
    address,
  );
}
