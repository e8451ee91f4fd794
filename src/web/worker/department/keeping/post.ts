import { isPsephosError, PsephosError, type ErrorCode } from "../../../../errors.ts";
import { attended } from "../../attendance.ts";
import { dropLetters, readLetterBox, type ReceivedLetter } from "../../letters.ts";
import { heldCounter } from "../counter.ts";
import { openedDesk } from "../held-desk.ts";
import { actOnLetter, type LetterDeed } from "./act-on-letter.ts";
import { withKeeper } from "./held-keeping.ts";
import { isPost, tellLetter, type ToldLetter } from "./told-letter.ts";

/** What came of a letter: what was done on it, or why nothing was. */
export type LetterOutcome =
  { readonly kind: "done"; readonly deed: LetterDeed } | { readonly kind: "refused"; readonly code: ErrorCode };

/** What is for the office to mend: the letter stays as good as it is. */
const OF_THE_OFFICE: ReadonlySet<ErrorCode> = new Set(["ACCOUNT_LOCKED", "DESK_LOCKED", "FILE_BUSY", "LOG_REWRITTEN"]);

/** What people wrote to an office about their data, the first to come first. */
export const post = {
  /** A letter for another part of the office (an answer, a request for a credential) is read there. */
  async list(did: string): Promise<ToldLetter[]> {
    const found = (await boxesOf(did)).flatMap(({ letters, isShared }) =>
      letters.filter(({ letter }) => isPost(letter) || (letter === undefined && !isShared)),
    );
    return withKeeper(did, (keeper) => Promise.all(found.map((each) => tellLetter(each, { did, keeper }))));
  },

  /** Checks one letter and does what it asks. One that was done is dropped; one that is refused stays, and keeps no other one back. */
  act(given: LetterPlace): Promise<LetterOutcome> {
    return attended(() => act(given));
  },

  /** Without doing anything. */
  async drop({ did, letterIds }: { did: string; letterIds: readonly string[] }): Promise<void> {
    for (const { secret, letters } of await boxesOf(did)) {
      const here = letters.filter(({ id }) => letterIds.includes(id)).map(({ id }) => id);
      if (here.length > 0) await dropLetters(secret, here);
    }
  },
};

interface LetterPlace {
  readonly did: string;
  readonly letterId: string;
}

async function act({ did, letterId }: LetterPlace): Promise<LetterOutcome> {
  const { secret, letter } = await findLetter(did, letterId);
  if (!isPost(letter)) return { kind: "refused", code: "LETTER_MALFORMED" };
  try {
    const deed = await actOnLetter(did, letter);
    await dropLetters(secret, [letterId]);
    return { kind: "done", deed };
  } catch (error) {
    if (!isPsephosError(error) || (error.exitClass !== "refused" && error.exitClass !== "input")) throw error;
    // Nothing is wrong with the letter then.
    if (OF_THE_OFFICE.has(error.code)) throw error;
    return { kind: "refused", code: error.code };
  }
}

interface Box {
  readonly secret: string;
  readonly letters: readonly ReceivedLetter[];
  /** Another part of the office reads it, too, and tells what is unreadable. */
  readonly isShared: boolean;
}

/** People write where they met the office: at the address for answers, or at the desk that issued to them. */
async function boxesOf(did: string): Promise<Box[]> {
  const own = heldCounter(did).box.secret;
  const desk = openedDesk();
  const boxes: Box[] = [{ secret: own, isShared: false, letters: await readLetterBox(own) }];
  if (desk?.desk.key.did === did) {
    const { secret } = desk.box;
    boxes.push({ secret, isShared: true, letters: await readLetterBox(secret) });
  }
  return boxes;
}

async function findLetter(
  did: string,
  letterId: string,
): Promise<{ secret: string; letter: ReceivedLetter["letter"] }> {
  for (const { secret, letters } of await boxesOf(did)) {
    const found = letters.find(({ id }) => id === letterId);
    if (found !== undefined) return { secret, letter: found.letter };
  }
  throw new PsephosError("CREDENTIAL_MISSING", "This letter is not in the box any more.");
}
