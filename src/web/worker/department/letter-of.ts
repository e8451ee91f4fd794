import { isPsephosError } from "../../../errors.ts";
import { parseCredentialRequest } from "../../../protocol/credential/credential-request.ts";
import type { LetterRequest } from "./requests.ts";

/**
 * Which letter a round of issuing answers, by the reference of its request. Only whole requests that their holder signed: a stranger's letter
 * may name anybody's reference, with a box of his own for the answer. Two whole requests of one reference are issued nothing, so neither
 * has a letter here.
 */
export function lettersByReference(letters: readonly LetterRequest[]): ReadonlyMap<string, LetterRequest> {
  const found = Map.groupBy(letters.map(withReference), ({ reference }) => reference);
  return new Map(
    [...found].flatMap(([reference, [only, second]]) =>
      reference === undefined || only === undefined || second !== undefined ? [] : [[reference, only.letter] as const],
    ),
  );
}

function withReference(letter: LetterRequest): { letter: LetterRequest; reference: string | undefined } {
  try {
    return { letter, reference: parseCredentialRequest(letter.text).reference };
  } catch (error) {
    // What is no request was issued nothing.
    if (isPsephosError(error)) return { letter, reference: undefined };
    throw error;
  }
}
