import { join } from "node:path";
import { PsephosError } from "../../../errors.ts";
import { openDesk, updateDesk, type Desk, type DeskAccess } from "../../../roles/issuer/desk.ts";
import type { LetterBox } from "../../../roles/letters/letter-box.ts";
import { Opened } from "../opened.ts";
import { workspace } from "../session.ts";
import { openBoxFile } from "./box.ts";

/** An open desk. Stays in the worker. */
export interface HeldDesk {
  readonly access: DeskAccess;
  /** As it was read or changed last. */
  readonly desk: Desk;
  readonly box: LetterBox;
}

const opened = new Opened<HeldDesk>();

/** ISSUER_MISSING for a desk that is not here, SEALED_FILE_REFUSED for another passphrase than its own. */
export async function holdDesk({ name, passphrase }: { name: string; passphrase: string }): Promise<void> {
  const access = { workspace, name, passphrase };
  const desk = await openDesk(access);
  const box = await openBoxFile({ file: deskFile(name, "letter-box.json"), passphrase });
  opened.open({ access, desk, box });
}

/** The desk that is open; DESK_LOCKED otherwise. */
export function heldDesk(): HeldDesk {
  const held = openedDesk();
  if (held !== undefined) return held;
  throw new PsephosError("DESK_LOCKED", "The desk is locked. Open it with its passphrase, then go on where you were.");
}

export function openedDesk(): HeldDesk | undefined {
  return opened.get();
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
  if (changed !== undefined) takeIn(before, changed);
  return result;
}

/** After a use case that changed the ledger by itself. */
export async function refreshDesk(): Promise<void> {
  const before = heldDesk();
  takeIn(before, await openDesk(before.access));
}

/** Another desk may have been opened meanwhile. */
function takeIn({ access }: HeldDesk, desk: Desk): void {
  opened.change((held) => (held.access === access ? { ...held, desk } : held));
}

export function lockDesk(): void {
  opened.lock();
}

/** Calls `listener` after each opening, change and locking. */
export function watchDesk(listener: () => void): void {
  opened.watch(listener);
}

/** A file of a desk's own, beside its key and ledger. */
export function deskFile(name: string, file: string): string {
  return join(workspace.issuersFolder, name, file);
}
