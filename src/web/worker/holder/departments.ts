import type { DepartmentAddress } from "../../../protocol/letters/department-address.ts";
import { openDepartmentAddress } from "../../../roles/department-address.ts";
import { isPsephosError } from "../../../errors.ts";
import { addressOf, withAddress } from "../../../roles/holder/notes.ts";
import { heldChain } from "../session.ts";
import { heldNotes, saveNotes } from "./purse.ts";

/**
 * Opens an office's address. The first one is remembered: addresses have no date, and one that comes by a link may be an older one. Another
 * takes its place where the person says so, or where the office does not stand by the first any more.
 */
export async function meetDepartment(
  text: string,
  { replaces = false }: { readonly replaces?: boolean } = {},
): Promise<DepartmentAddress> {
  const address = await openDepartmentAddress({ chain: await heldChain(), text });
  const { department } = address;
  if (replaces || (await boxOfDepartment(department)) === undefined) {
    await saveNotes((notes) => withAddress(notes, { department, text }));
  }
  return address;
}

/** Where an office takes letters, as far as this wallet knows; undefined too if its account does not stand by that any more. */
export async function boxOfDepartment(did: string): Promise<string | undefined> {
  const text = addressOf(await heldNotes(), did);
  if (text === undefined) return undefined;
  try {
    return (await openDepartmentAddress({ chain: await heldChain(), text })).box;
  } catch (error) {
    if (isPsephosError(error, "DEPARTMENT_ADDRESS_REFUSED")) return undefined;
    throw error;
  }
}
