import { isPsephosError } from "../../errors.ts";
import {
  LETTER_KINDS,
  letterText,
  parseLetter,
  type Letter,
  type LetterContent,
} from "../../protocol/letters/letter.ts";
import { parseBoxAddress } from "../../roles/letters/box-address.ts";
import { restoreBox, type LetterBox } from "../../roles/letters/letter-box.ts";
import { openLetter } from "../../roles/letters/open-letter.ts";
import { sealLetter } from "../../roles/letters/seal-letter.ts";
import { dropLetter, postLetter as postSealed, readLetters } from "../../server/client/letters.ts";
import { services } from "./session.ts";

/** A letter in a box of one's own. */
export interface ReceivedLetter {
  readonly id: string;
  /** Undefined for what does not open, or says nothing that is understood: whoever knows the address can post anything. */
  readonly letter: Letter | undefined;
  /** Hour of arrival, unix seconds. */
  readonly arrivedAt: number;
}

/** Ids of letters that were tried once: whoever floods a box should cost its owner one try a letter, and not one a look. */
const unreadable = new Set<string>();

/** Seals a letter to a box and posts it through the portal's server, which learns the box and nothing else. */
export async function postLetter(address: string, content: LetterContent): Promise<void> {
  parseBoxAddress(address);
  const { boxId, sealed } = await sealLetter({ address, kind: content.kind, content: letterText(content) });
  await postSealed(services, { boxId, sealed });
}

/** All letters of a box, the first to come first; `secret` as `createBox` drew it. */
export async function readLetterBox(secret: string): Promise<ReceivedLetter[]> {
  const box = await restoreBox(secret);
  const received: ReceivedLetter[] = [];
  for (const { id, sealed, arrivedAt } of await readLetters(services, box)) {
    received.push({ id, arrivedAt, letter: unreadable.has(id) ? undefined : await opened(box, sealed) });
    if (received.at(-1)?.letter === undefined) unreadable.add(id);
  }
  return received;
}

/** Deletes letters of a box; all of them unless told. */
export async function dropLetters(secret: string, ids?: readonly string[]): Promise<void> {
  const box = await restoreBox(secret);
  const all = ids ?? (await readLetters(services, box)).map(({ id }) => id);
  for (const id of all) await dropLetter(services, { ...box, id });
}

async function opened(box: LetterBox, sealed: Uint8Array): Promise<Letter | undefined> {
  try {
    const { kind, content } = await openLetter({ box, sealed, kinds: LETTER_KINDS });
    const letter = parseLetter(content);
    return letter.kind === kind ? letter : undefined;
  } catch (error) {
    if (isPsephosError(error) && ["input", "refused"].includes(error.exitClass)) return undefined;
    throw error;
  }
}
