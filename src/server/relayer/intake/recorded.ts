import { readAttestation } from "../../../chain/attestations.ts";
import type { Chain } from "../../../chain/contracts.ts";
import { areCast } from "../../../chain/elections.ts";
import { isEnrolled } from "../../../chain/enrolments.ts";
import { PsephosError } from "../../../errors.ts";
import type { Candidate } from "./candidate.ts";

/** Why the chain would add nothing by a candidate, for each of a batch; undefined if it would. */
export async function refusalsByRecord(
  chain: Chain,
  candidates: readonly Candidate[],
): Promise<(PsephosError | undefined)[]> {
  const ballots = candidates.filter(({ kind }) => kind === "ballot");
  const questions = ballots.map(({ target, nullifier }) => ({ electionId: target, nullifier }));
  const [cast, others] = await Promise.all([
    areCast(chain, questions),
    Promise.all(candidates.map((candidate) => refusedPresentation(chain, candidate))),
  ]);
  const refusals = new Map(ballots.map((ballot, place) => [ballot, cast[place] === true ? alreadyCast() : undefined]));
  return candidates.map((candidate, place) => refusals.get(candidate) ?? others[place]);
}

function alreadyCast(): PsephosError {
  return new PsephosError("ALREADY_CAST", "A ballot of this voter is counted already. Look it up with the receipt.");
}

async function refusedPresentation(chain: Chain, candidate: Candidate): Promise<PsephosError | undefined> {
  const { kind, target, nullifier } = candidate;
  switch (kind) {
    case "ballot":
      return undefined;
    case "enrolment":
      if (!(await isEnrolled({ chain, enrolmentId: target, pseudonym: nullifier }))) return undefined;
      return new PsephosError("ALREADY_DONE", "This person is enrolled already: one person enrols once.");
    case "withdrawal":
      return refusedWithdrawal(chain, candidate);
    case "attestation":
      return (await isNews(chain, candidate)) ? undefined : nothingNew();
  }
}

/** A later presentation than the recorded one counts, unless the department ended the attestation. */
async function isNews(chain: Chain, { target, nullifier, proof }: Candidate): Promise<boolean> {
  const record = await readAttestation({ chain, policyId: target, pseudonym: nullifier });
  const provenAt = proof.signals[NOW]!;
  return record === undefined || (!record.revoked && provenAt > BigInt(record.provenAt));
}

/** It ends what is recorded now, and that still stands: whoever pays for it pays for something. */
async function refusedWithdrawal(
  chain: Chain,
  { target, nullifier, words }: Candidate,
): Promise<PsephosError | undefined> {
  const record = await readAttestation({ chain, policyId: target, pseudonym: nullifier });
  if (record === undefined) {
    return new PsephosError("ATTESTATION_MISSING", `Nothing is recorded of this number under policy ${target}.`);
  }
  if (record.withdrawn || record.revoked) {
    return new PsephosError("ALREADY_DONE", "This was taken back already, or the department ended it.");
  }
  if (words.at(-1) === BigInt(record.provenAt)) return undefined;
  const message = "Another proof was recorded since, which this does not end. Take that one back: prove anew.";
  return new PsephosError("PRESENTATION_STALE", message);
}

/** Place of `now` among a presentation's signals. */
const NOW = 3;

function nothingNew(): PsephosError {
  const message = "This is recorded already, or was revoked: a presentation counts once. Make a new one if it ends.";
  return new PsephosError("ALREADY_DONE", message);
}
