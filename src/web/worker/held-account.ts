import { connectAccount, type Account } from "../../chain/accounts.ts";
import { PsephosError } from "../../errors.ts";
import type { Chain } from "../../roles/chain-session.ts";

/** Unattended, an account locks itself: whoever comes to the device should not act for an office. */
const IDLE_MS = 15 * 60 * 1000;

/** The account that acts, opened. Stays in the worker. */
interface Held {
  /** Of its file; undefined for a demonstration account, which has none. */
  readonly name: string | undefined;
  readonly account: Account;
}

let held: Held | undefined;
let usedAtMs = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** The account that signs and pays; ACCOUNT_LOCKED while none is open. Each use puts off the locking. */
export function heldAccount(): Account {
  const opened = openedAccount();
  if (opened === undefined) {
    throw new PsephosError("ACCOUNT_LOCKED", "No account is open that could pay. Open one, then go on where you were.");
  }
  touchAccount();
  return opened.account;
}

/** Looking puts nothing off. */
export function openedAccount(): Held | undefined {
  // A device that slept has run no timers.
  if (held !== undefined && Date.now() - usedAtMs >= IDLE_MS) lockAccount();
  return held;
}

export function holdAccount(chain: Chain, { name, account }: Held): void {
  held = { name, account: connectAccount(account, chain) };
  touchAccount();
  tell();
}

export function touchAccount(): void {
  if (held === undefined) return;
  usedAtMs = Date.now();
  clearTimeout(timer);
  timer = setTimeout(lockAccount, IDLE_MS);
}

export function lockAccount(): void {
  held = undefined;
  clearTimeout(timer);
  tell();
}

/** Calls `listener` after each opening and locking. */
export function watchAccount(listener: () => void): void {
  listeners.add(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}
