import { readAttestation } from "../../../chain/attestations.ts";
import type { Chain } from "../../../chain/contracts.ts";
import { isCast } from "../../../chain/elections.ts";
import { isEnrolled } from "../../../chain/enrolments.ts";
import { PsephosError } from "../../../errors.ts";
import type { Candidate } from "./candidate.ts";

/** Why the chain would add nothing by this candidate; undefined if it would. */
export async function refusedByRecord(chain: Chain, candidate: Candidate): Promise<PsephosError | undefined> {
  const { kind, target, nullifier } = candidate;
  switch (kind) {
    case "ballot":
      if (!(await isCast({ chain, electionId: target, nullifier }))) return undefined;
      return new PsephosError(
        "ALREADY_CAST",
        "A ballot of this voter is counted already. Look it up with the receipt.",
      );
    case "enrolment":
      if (!(await isEnrolled({ chain, enrolmentId: target, pseudonym: nullifier }))) return undefined;
      return new PsephosError("ALREADY_DONE", "This person is enrolled already: one person enrols once.");
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

/** Place of `now` among a presentation's signals. */
const NOW = 3;

function nothingNew(): PsephosError {
  const message = "This is recorded already, or was revoked: a presentation counts once. Make a new one if it ends.";
  return new PsephosError("ALREADY_DONE", message);
}
