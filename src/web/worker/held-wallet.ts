import { PsephosError } from "../../errors.ts";
import type { Wallet } from "../../roles/holder/wallet.ts";
import { openWalletFile, updateWallet } from "../../roles/holder/wallet-file.ts";
import { Opened } from "./opened.ts";
import { workspace } from "./session.ts";

/** The one wallet of this browser. */
export const WALLET_NAME = "me";

/** An opened wallet. Stays in the worker. */
export interface HeldWallet {
  readonly name: string;
  readonly wallet: Wallet;
  /** What the file is sealed with. Random and known to nobody where a passkey alone opens the wallet. */
  readonly passphrase: string;
}

const opened = new Opened<HeldWallet>();

let channel: BroadcastChannel | undefined;

/** Between the tabs of this browser: the file was written, so what others hold may be old. */
function tabs(): BroadcastChannel {
  if (channel === undefined) {
    channel = new BroadcastChannel("psephos:wallet");
    channel.addEventListener("message", () => void readAgain());
  }
  return channel;
}

/** The open wallet; WALLET_LOCKED when it is closed, or there is none. */
export function heldWallet(): HeldWallet {
  const held = openedWallet();
  if (held !== undefined) return held;
  throw new PsephosError("WALLET_LOCKED", "Your identity is locked. Open it, then go on where you were.");
}

/** The open wallet if there is one. */
export function openedWallet(): HeldWallet | undefined {
  return opened.get();
}

/**
 * Reads, changes and replaces the wallet in one go: of two tabs neither undoes the other, and a change that throws leaves it as it was.
 * Use it for every change; `heldWallet` gives the new one afterwards. It opens nothing that was locked meanwhile: pages save by themselves, too.
 */
export async function saveWallet(change: (wallet: Wallet) => Wallet | Promise<Wallet>): Promise<Wallet> {
  const { name, passphrase } = heldWallet();
  const { wallet } = await updateWallet({ workspace, name, passphrase: () => Promise.resolve(passphrase), change });
  opened.change((held) => ({ ...held, wallet }));
  tellOtherTabs();
  return wallet;
}

/** By the person, who is there. */
export function holdWallet({ wallet, passphrase }: Pick<HeldWallet, "wallet" | "passphrase">): void {
  tabs();
  opened.open({ name: WALLET_NAME, wallet, passphrase });
}

export function lockWallet(): void {
  opened.lock();
}

export function tellOtherTabs(): void {
  tabs().postMessage("written");
}

/** Calls `listener` after each opening, change and locking. */
export function watchWallet(listener: () => void): void {
  opened.watch(listener);
  tabs();
}

/** Another tab wrote or removed the file. What does not open any more is not ours any more. */
async function readAgain(): Promise<void> {
  const before = opened.get();
  if (before === undefined) return opened.tell();
  try {
    const wallet = await openWalletFile({
      file: workspace.identityFile(before.name),
      passphrase: before.passphrase,
    });
    opened.change((held) => (held === before ? { ...before, wallet } : held));
  } catch {
    // Removed, or under another passphrase: whoever did that knows it.
    if (opened.get() === before) lockWallet();
  }
}
