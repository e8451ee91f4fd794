import type { DepartmentAddress } from "../../../protocol/letters/department-address.ts";
import { openDepartmentAddress } from "../../../roles/department-address.ts";
import { isPsephosError } from "../../../errors.ts";
import { addressOf, withAddress } from "../../../roles/holder/notes.ts";
import { heldChain } from "../session.ts";
import { heldNotes, saveNotes } from "./purse.ts";

/** Opens an office's address, and remembers it: letters to that office go there from now on. */
export async function meetDepartment(text: string): Promise<DepartmentAddress> {
  const address = await openDepartmentAddress({ chain: await heldChain(), text });
  const { department } = address;
  await saveNotes((notes) => withAddress(notes, { department, text }));
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
