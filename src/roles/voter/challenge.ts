import { z } from "zod";
import type { Ciphertext } from "../../crypto/elgamal.ts";
import { PsephosError } from "../../errors.ts";
import { opensTo, type BallotOpening, type BallotTerms } from "../../protocol/ballot.ts";
import { decimal, firstIssue, withDecimals } from "../../protocol/json.ts";
import { createReceipt, parseReceipt, receiptFits, receiptText, type Receipt } from "../../protocol/receipt.ts";
import { ciphertextsFrom, ciphertextWords } from "../../protocol/words.ts";
import { parseJson } from "../read-file.ts";

/**
 * Cast or challenge: a tested ballot is opened for everybody to recompute, and can no longer be cast. A device that would alter choices cannot
 * know which ballots will be tested.
 */
export interface Challenge {
  readonly receipt: Receipt;
  readonly ciphertexts: readonly Ciphertext[];
  readonly opening: BallotOpening;
}

const challengeSchema = z.strictObject({
  format: z.literal("psephos.challenge/1"),
  receipt: z.record(z.string(), z.unknown()),
  ciphertexts: z.array(decimal),
  opening: z.strictObject({ values: z.array(z.int()), weight: decimal, randomness: z.array(decimal) }),
});

export function challengeText({ receipt, ciphertexts, opening }: Challenge): string {
  const content = {
    format: "psephos.challenge/1",
    receipt: JSON.parse(receiptText(receipt)) as unknown,
    ciphertexts: ciphertextWords(ciphertexts),
    opening,
  };
  return `${JSON.stringify(content, withDecimals, 2)}\n`;
}

export function parseChallenge({ text, source }: { text: string; source: string }): Challenge {
  const parsed = challengeSchema.safeParse(parseJson({ text, source }));
  if (!parsed.success) {
    throw new PsephosError("BALLOT_MALFORMED", `${source} is not a tested ballot: ${firstIssue(parsed.error)}.`);
  }
  const { receipt, ciphertexts, opening } = parsed.data;
  return {
    receipt: parseReceipt(JSON.stringify(receipt)),
    ciphertexts: ciphertextsFrom(ciphertexts, "ciphertexts"),
    opening,
  };
}

export interface ChallengeVerdict {
  readonly ok: boolean;
  /** The fingerprint is that of these ciphertexts. */
  readonly fingerprintFits: boolean;
  /** The ciphertexts hold the values shown, under the key of the election on the chain. */
  readonly contentFits: boolean;
}

/** Recomputes a tested ballot with the election's own terms. Run it on another device than the one that made the ballot. */
export function checkChallenge(input: {
  challenge: Challenge;
  terms: Pick<BallotTerms, "rules" | "electionKey">;
  /** The fingerprint as the voter noted it before choosing to test. */
  noted: string | undefined;
}): ChallengeVerdict {
  const { challenge, terms, noted } = input;
  const { receipt, ciphertexts, opening } = challenge;
  const { chainId, contract, electionId, nullifier } = receipt;
  const own = createReceipt({ place: { chainId, contract, electionId }, ballot: { nullifier, ciphertexts } });
  const fingerprintFits =
    receiptFits({ receipt, ballot: { nullifier, ciphertexts } }) && (noted === undefined || noted === own.ballotHash);
  const contentFits = opensTo({ terms, ciphertexts, opening });
  return { ok: fingerprintFits && contentFits, fingerprintFits, contentFits };
}
