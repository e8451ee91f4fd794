import { join } from "node:path";
import { PsephosError } from "../../../errors.ts";
import { openDesk, updateDesk, type Desk, type DeskAccess } from "../../../roles/issuer/desk.ts";
import type { LetterBox } from "../../../roles/letters/letter-box.ts";
import { workspace } from "../session.ts";
import { openBoxFile } from "./box.ts";

/** Unattended, a desk locks itself: whoever comes to the device should not issue. */
const IDLE_MS = 15 * 60 * 1000;

/** An open desk. Stays in the worker. */
export interface HeldDesk {
  readonly access: DeskAccess;
  /** As it was read or changed last. */
  readonly desk: Desk;
  readonly box: LetterBox;
}

let held: HeldDesk | undefined;
let usedAtMs = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** ISSUER_MISSING for a desk that is not here, SEALED_FILE_REFUSED for another passphrase than its own. */
export async function holdDesk({ name, passphrase }: { name: string; passphrase: string }): Promise<void> {
  const access = { workspace, name, passphrase };
  const desk = await openDesk(access);
  const box = await openBoxFile({ file: deskFile(name, "letter-box.json"), passphrase });
  held = { access, desk, box };
  touchDesk();
  tell();
}

/** The desk that is open; DESK_LOCKED otherwise. Each use puts off the locking. */
export function heldDesk(): HeldDesk {
  const opened = openedDesk();
  if (opened === undefined) {
    throw new PsephosError(
      "DESK_LOCKED",
      "The desk is locked. Open it with its passphrase, then go on where you were.",
    );
  }
  touchDesk();
  return opened;
}

/** Looking puts nothing off. */
export function openedDesk(): HeldDesk | undefined {
  // A device that slept has run no timers.
  if (held !== undefined && Date.now() - usedAtMs >= IDLE_MS) lockDesk();
  return held;
}

/** Changes the ledger in one go: it is written when `act` has succeeded, and not at all otherwise. */
export async function changeDesk<T>(act: (desk: Desk) => T | Promise<T>): Promise<T> {
  const before = heldDesk();
  let changed: Desk | undefined;
  const result = await updateDesk({
    ...before.access,
    act: (desk) => {
      changed = desk;
      return act(desk);
    },
  });
  if (changed !== undefined && held?.access === before.access) held = { ...held, desk: changed };
  tell();
  return result;
}

/** After a use case that changed the ledger by itself. */
export async function refreshDesk(): Promise<void> {
  const before = heldDesk();
  const desk = await openDesk(before.access);
  if (held?.access === before.access) held = { ...held, desk };
  tell();
}

export function touchDesk(): void {
  if (held === undefined) return;
  usedAtMs = Date.now();
  clearTimeout(timer);
  timer = setTimeout(lockDesk, IDLE_MS);
}

export function lockDesk(): void {
  held = undefined;
  clearTimeout(timer);
  tell();
}

/** Calls `listener` after each opening, change and locking. */
export function watchDesk(listener: () => void): void {
  listeners.add(listener);
}

/** A file of a desk's own, beside its key and ledger. */
export function deskFile(name: string, file: string): string {
  return join(workspace.issuersFolder, name, file);
}

function tell(): void {
  for (const listener of listeners) listener();
}
