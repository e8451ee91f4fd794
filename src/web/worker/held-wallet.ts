import { PsephosError } from "../../errors.ts";
import type { Wallet } from "../../roles/holder/wallet.ts";
import { openWalletFile, updateWallet } from "../../roles/holder/wallet-file.ts";
import { workspace } from "./session.ts";

/** The one wallet of this browser. */
export const WALLET_NAME = "me";

/** Unattended, a wallet locks itself: a device left open should not vote. */
const IDLE_MS = 15 * 60 * 1000;

/** An opened wallet. Stays in the worker. */
export interface HeldWallet {
  readonly name: string;
  readonly wallet: Wallet;
  /** What the file is sealed with. Random and known to nobody where a passkey alone opens the wallet. */
  readonly passphrase: string;
}

type Listener = () => void;

let held: HeldWallet | undefined;
let usedAtMs = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<Listener>();

let channel: BroadcastChannel | undefined;

/** Between the tabs of this browser: the file was written, so what others hold may be old. */
function tabs(): BroadcastChannel {
  if (channel === undefined) {
    channel = new BroadcastChannel("psephos:wallet");
    channel.addEventListener("message", () => void readAgain());
  }
  return channel;
}

/** The open wallet; WALLET_LOCKED when it is closed, or there is none. Each use puts off the locking. */
export function heldWallet(): HeldWallet {
  const opened = openedWallet();
  if (opened === undefined) {
    throw new PsephosError("WALLET_LOCKED", "Your identity is locked. Open it, then go on where you were.");
  }
  touchWallet();
  return opened;
}

/** The open wallet if there is one; looking puts nothing off. */
export function openedWallet(): HeldWallet | undefined {
  // A device that slept has run no timers.
  if (held !== undefined && Date.now() - usedAtMs >= IDLE_MS) lockWallet();
  return held;
}

/**
 * Reads, changes and replaces the wallet in one go: of two tabs neither undoes the other, and a change that throws leaves it as it was.
 * Use it for every change; `heldWallet` gives the new one afterwards.
 */
export async function saveWallet(change: (wallet: Wallet) => Wallet | Promise<Wallet>): Promise<Wallet> {
  const { name, passphrase } = heldWallet();
  const { wallet } = await updateWallet({ workspace, name, passphrase: () => Promise.resolve(passphrase), change });
  holdWallet({ wallet, passphrase });
  tellOtherTabs();
  return wallet;
}

export function holdWallet({ wallet, passphrase }: Pick<HeldWallet, "wallet" | "passphrase">): void {
  held = { name: WALLET_NAME, wallet, passphrase };
  tabs();
  touchWallet();
  tell();
}

/** Puts off the locking; nothing happens to a locked wallet. */
export function touchWallet(): void {
  if (held === undefined) return;
  usedAtMs = Date.now();
  clearTimeout(timer);
  timer = setTimeout(lockWallet, IDLE_MS);
}

export function lockWallet(): void {
  held = undefined;
  clearTimeout(timer);
  tell();
}

export function tellOtherTabs(): void {
  tabs().postMessage("written");
}

/** Calls `listener` after each opening, change and locking. */
export function watchWallet(listener: Listener): void {
  listeners.add(listener);
  tabs();
}

function tell(): void {
  for (const listener of listeners) listener();
}

/** Another tab wrote or removed the file. What does not open any more is not ours any more. */
async function readAgain(): Promise<void> {
  const before = held;
  if (before === undefined) return tell();
  try {
    const wallet = await openWalletFile({
      file: workspace.identityFile(before.name),
      passphrase: before.passphrase,
    });
    if (held === before) holdWallet({ ...before, wallet });
  } catch {
    // Removed, or under another passphrase: whoever did that knows it.
    if (held === before) lockWallet();
  }
}
