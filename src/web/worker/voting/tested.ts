import type { Manifest } from "../../../protocol/manifest.ts";
import { PsephosError } from "../../../errors.ts";
import { checkChallenge, parseChallenge, type ChallengeVerdict } from "../../../roles/voter/challenge.ts";
import { checkedElection } from "./elections.ts";

/** What this device finds in a ballot that was tested on another one. */
export interface TestedBallot {
  readonly verdict: ChallengeVerdict;
  readonly electionId: bigint;
  readonly ballotHash: string;
  readonly values: readonly number[];
  readonly manifest: Manifest;
}

/** `noted` is the receipt number as it was shown before the person chose to test; undefined if it was not written down. */
export async function checkTested(given: { text: string; noted: string | undefined }): Promise<TestedBallot> {
  const { text, noted } = given;
  if (noted !== undefined && !/^0x[0-9a-f]{64}$/.test(noted)) {
    throw new PsephosError("RECEIPT_MALFORMED", "A receipt number is 0x and 64 digits or letters a to f.");
  }
  const challenge = parseChallenge({ text, source: "The file" });
  const { electionId, ballotHash } = challenge.receipt;
  const { election, manifest } = await checkedElection(electionId);
  const verdict = checkChallenge({ challenge, terms: election.terms, noted });
  return { verdict, electionId, ballotHash, values: challenge.opening.values, manifest };
}
