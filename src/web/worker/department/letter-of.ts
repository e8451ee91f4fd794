import { isPsephosError } from "../../../errors.ts";
import { parseCredentialRequest } from "../../../protocol/credential/credential-request.ts";
import { requireOwnReply } from "../../../protocol/letters/reply-to.ts";
import type { ReceivedLetter } from "../letters.ts";

/** A whole request that came by letter, and is to be answered to the box that its author made for that. */
export interface LetterRequest {
  readonly letterId: string;
  readonly arrivedAt: number;
  readonly replyTo: string;
  readonly text: string;
  /** What the person says she is known by. */
  readonly reference: string;
}

/**
 * The requests that can be answered: signed by their holder, for an answer to the very box that the letter names. A stranger's letter may
 * name anybody's reference, or pass on somebody's request with a box of his own; it stands in nobody's way.
 */
export function answerable(letters: readonly ReceivedLetter[]): LetterRequest[] {
  return letters.flatMap(({ id: letterId, arrivedAt, letter }) => {
    if (letter?.kind !== "credential-request") return [];
    try {
      requireOwnReply(letter);
      const { replyTo, request: text } = letter;
      return [{ letterId, arrivedAt, replyTo, text, reference: parseCredentialRequest(text).reference }];
    } catch (error) {
      if (isPsephosError(error)) return [];
      throw error;
    }
  });
}

/** Which letter a round of issuing answers. Two whole requests of one reference are issued nothing, so neither has a letter here. */
export function lettersByReference(letters: readonly LetterRequest[]): ReadonlyMap<string, LetterRequest> {
  const found = Map.groupBy(letters, ({ reference }) => reference);
  return new Map(
    [...found].flatMap(([reference, [only, second]]) =>
      only === undefined || second !== undefined ? [] : [[reference, only] as const],
    ),
  );
}
