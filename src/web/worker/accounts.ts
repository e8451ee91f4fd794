import { rm } from "node:fs/promises";
import { developmentAccount, openKeystore } from "../../chain/accounts.ts";
import { PsephosError } from "../../errors.ts";
import { createAccount, fundAccount, readAccountAddress, readBalance } from "../../roles/accounts.ts";
import { listAccounts } from "../../roles/chain-session.ts";
import { fileExists, readFileText } from "../../roles/read-file.ts";
import { writeFileWhole } from "../../roles/write-file.ts";
import { heldAccount, holdAccount, lockAccount, openedAccount, watchAccount } from "./held-account.ts";
import { readEach } from "./read-each.ts";
import { heldChain, workspace } from "./session.ts";

export interface KeptAccount {
  readonly name: string;
  readonly address: string;
}

/** Which accounts are on this device, and which one acts. */
export interface AccountsStatus {
  readonly kept: readonly KeptAccount[];
  /** Names of those whose files cannot be read. */
  readonly damaged: readonly string[];
  /** Undefined while all are locked; its name is undefined for a demonstration account. */
  readonly acting: { readonly name: string | undefined; readonly address: string } | undefined;
  /** On a chain for trying out: test coins and demonstration accounts are to be had. */
  readonly isLocal: boolean;
}

export interface AccountMeans {
  readonly wei: bigint;
  /** How many entries of usual size it can pay for at today's price. */
  readonly acts: number;
}

/** A key keeper's part of a key and an election's result cost more, most entries less. */
const GAS_OF_AN_ACT = 1_000_000n;
const MOST_ACTS_TOLD = 1_000_000n;

/** Known to everybody, on local chains alone. */
const DEMONSTRATION_ACCOUNTS = { first: 0, last: 19 } as const;

/** Accounts that sign and pay for entries. They are offices', not voters': whoever votes needs none. */
export const accounts = {
  async status(): Promise<AccountsStatus> {
    const { isLocal } = await heldChain();
    const names = (await listAccounts(workspace)).sort();
    const { whole: kept, damaged } = await readEach(names, async (name) => ({
      name,
      address: await readAccountAddress({ workspace, name }),
    }));
    const opened = openedAccount();
    return { kept, damaged, acting: opened && { name: opened.name, address: opened.account.address }, isLocal };
  },

  /** Draws a new account, sealed under the passphrase (10 characters or more), and opens it. Its address. */
  async make({ name, passphrase }: { name: string; passphrase: string }): Promise<string> {
    const { address } = await createAccount({ workspace, name, passphrase: () => Promise.resolve(passphrase) });
    await accounts.open({ name, passphrase });
    return address;
  },

  /** From now on this one acts. PASSPHRASE_REFUSED for another passphrase than its own. */
  async open({ name, passphrase }: { name: string; passphrase: string }): Promise<void> {
    const file = workspace.accountFile(name);
    if (!(await fileExists(file))) throw new PsephosError("ACCOUNT_MISSING", `There is no account ${name} here.`);
    const chain = await heldChain();
    holdAccount(chain, { name, account: await openKeystore({ file, password: passphrase }) });
  },

  lock(): void {
    lockAccount();
  },

  /** One of the accounts that everybody has on chains for trying out, with test coins; LOCAL_CHAIN_ONLY elsewhere. */
  async demonstrate(number: number): Promise<void> {
    const chain = await heldChain();
    if (!chain.isLocal) {
      throw new PsephosError(
        "LOCAL_CHAIN_ONLY",
        "Demonstration accounts are for chains for trying out. Make your own.",
      );
    }
    const { first, last } = DEMONSTRATION_ACCOUNTS;
    if (!Number.isInteger(number) || number < first || number > last) {
      throw new PsephosError("ARGUMENT_INVALID", `Demonstration accounts have the numbers ${first} to ${last}.`);
    }
    const account = developmentAccount(number);
    await fundAccount({ connection: chain, address: account.address });
    holdAccount(chain, { name: undefined, account });
  },

  /** What the account that acts can pay. */
  async means(): Promise<AccountMeans> {
    const chain = await heldChain();
    const { address } = heldAccount();
    const [wei, fees] = await Promise.all([readBalance({ connection: chain, address }), chain.provider.getFeeData()]);
    const price = fees.maxFeePerGas ?? fees.gasPrice ?? 1n;
    const acts = wei / (GAS_OF_AN_ACT * (price > 0n ? price : 1n));
    return { wei, acts: Number(acts < MOST_ACTS_TOLD ? acts : MOST_ACTS_TOLD) };
  },

  /** Test coins for the account that acts; CHAIN_UNSUPPORTED on real chains. */
  async fund(): Promise<void> {
    const { address } = heldAccount();
    await fundAccount({ connection: await heldChain(), address });
  },

  /** The sealed file, as the command line has it. */
  async backUp(name: string): Promise<{ fileName: string; text: string }> {
    await readAccountAddress({ workspace, name });
    return { fileName: `psephos-account-${name}.json`, text: await readFileText(workspace.accountFile(name)) };
  },

  /** Brings an account's file in, also one of the command line's, and opens it. FILE_EXISTS where the name is taken. */
  async restore(given: { name: string; text: string; passphrase: string }): Promise<void> {
    const { name, text, passphrase } = given;
    const file = workspace.accountFile(name);
    await writeFileWhole({ file, data: text, secrecy: "secret" });
    try {
      await readAccountAddress({ workspace, name });
      await accounts.open({ name, passphrase });
    } catch (error) {
      // What does not open is not kept.
      await rm(file, { force: true });
      throw error;
    }
  },

  /** Removes it from this device; a backup still opens it elsewhere. */
  async remove(name: string): Promise<void> {
    if (openedAccount()?.name === name) lockAccount();
    await rm(workspace.accountFile(name), { force: true });
  },

  /** Calls `listener` after each opening and locking. */
  watch(listener: () => void): void {
    watchAccount(listener);
  },
};
