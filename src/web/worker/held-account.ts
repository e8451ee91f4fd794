import { connectAccount, type Account } from "../../chain/accounts.ts";
import { PsephosError } from "../../errors.ts";
import type { Chain } from "../../roles/chain-session.ts";
import { Opened } from "./opened.ts";

/** The account that acts, opened. Stays in the worker. */
interface Held {
  /** Of its file; undefined for a demonstration account, which has none. */
  readonly name: string | undefined;
  readonly account: Account;
}

const opened = new Opened<Held>();

/** The account that signs and pays; ACCOUNT_LOCKED while none is open. */
export function heldAccount(): Account {
  const held = openedAccount();
  if (held !== undefined) return held.account;
  throw new PsephosError("ACCOUNT_LOCKED", "No account is open that could pay. Open one, then go on where you were.");
}

export function openedAccount(): Held | undefined {
  return opened.get();
}

export function holdAccount(chain: Chain, { name, account }: Held): void {
  opened.open({ name, account: connectAccount(account, chain) });
}

export function lockAccount(): void {
  opened.lock();
}

/** Calls `listener` after each opening and locking. */
export function watchAccount(listener: () => void): void {
  opened.watch(listener);
}
