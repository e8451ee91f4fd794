import { join } from "node:path";
import { createHash } from "node:crypto";
import { PsephosError } from "../../../errors.ts";
import { departmentAddressText } from "../../../protocol/letters/department-address.ts";
import { signDepartmentAddress } from "../../../roles/department-address.ts";
import type { LetterBox } from "../../../roles/letters/letter-box.ts";
import { fileExists } from "../../../roles/read-file.ts";
import { heldAccount } from "../held-account.ts";
import { Opened } from "../opened.ts";
import { heldChain, workspace } from "../session.ts";
import { requireActing } from "./acting.ts";
import { openBoxFile } from "./box.ts";

/** Where an office takes answers to its requests: a letter box of its own, apart from any desk that issues. */
interface Counter {
  readonly did: string;
  readonly box: LetterBox;
}

const opened = new Opened<Counter>();

/** DESK_LOCKED until the counter of this department is open. */
export function heldCounter(did: string): Counter {
  const held = opened.get();
  if (held?.did === did) return held;
  throw new PsephosError("DESK_LOCKED", "The box for answers is locked. Open it with its passphrase.");
}

export const counter = {
  async status(did: string): Promise<"none" | "locked" | "open"> {
    if (opened.get()?.did === did) return "open";
    return (await fileExists(counterBoxFile(did))) ? "locked" : "none";
  },

  /** Draws the box the first time. */
  async open({ did, passphrase }: { did: string; passphrase: string }): Promise<void> {
    await requireActing(did);
    opened.open({ did, box: await openBoxFile({ file: counterBoxFile(did), passphrase }) });
  },

  lock(): void {
    opened.lock();
  },

  /** Calls `listener` after each opening and locking. */
  watch(listener: () => void): void {
    opened.watch(listener);
  },
};

/** Where answers go, signed by the department's account: text of a `psephos.department-address/1`. */
export async function signedAnswerAddress(did: string): Promise<string> {
  const { box } = heldCounter(did);
  await requireActing(did);
  const statement = { department: did, box: box.address };
  const address = await signDepartmentAddress({ chain: await heldChain(), account: heldAccount(), statement });
  return departmentAddressText(address);
}

/** Sealed; of a department's own, whether it is here or not. */
export function counterBoxFile(did: string): string {
  const name = createHash("sha256").update(did).digest("hex").slice(0, 16);
  return join(workspace.folder, "counters", name, "letter-box.json");
}
