import { isPsephosError, type ErrorCode } from "../../../errors.ts";
import type { LetterContent } from "../../../protocol/letters/letter.ts";
import { postLetter } from "../letters.ts";

/** How something for an office got on its way: as a letter, or as a file that the person hands over. */
export interface Handed {
  readonly way: "letter" | "file";
  readonly text: string;
  /** Why it is a file although the office takes letters; undefined too where it takes none. */
  readonly unsent: ErrorCode | undefined;
}

/** Posts it to the office's box; what cannot be posted, or has no box to go to, becomes a file. */
export async function handTo(
  box: string | undefined,
  { text, letter }: { text: string; letter: LetterContent },
): Promise<Handed> {
  if (box === undefined) return { way: "file", text, unsent: undefined };
  try {
    await postLetter(box, letter);
    return { way: "letter", text, unsent: undefined };
  } catch (error) {
    // Without the file nothing of it would ever get there. What arrives twice is known by the office as done.
    if (isPsephosError(error)) return { way: "file", text, unsent: error.code };
    throw error;
  }
}
