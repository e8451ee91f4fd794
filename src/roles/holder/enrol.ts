import { readEnrolment } from "../../chain/enrolments.ts";
import { latestTime } from "../../chain/time.ts";
import { PsephosError } from "../../errors.ts";
import type { PresentationContext } from "../../protocol/credential/context.ts";
import { enrolmentIdentity } from "../../protocol/credential/enrolment-identity.ts";
import type { Presentation } from "../../protocol/credential/presentation-file.ts";
import type { Identity } from "../../protocol/identity.ts";
import { openPublishedPolicy } from "../published-policy.ts";
import { present, type PresentRequest } from "./present.ts";

export interface EnrolmentPrepared {
  readonly presentation: Presentation;
  /** Under which to vote: derived from the holder's identity, not linkable to it. */
  readonly votingIdentity: Identity;
}

/**
 * Proves that the holder may enter an open electorate, and binds the proof to the commitment of a fresh identity. It is sent like
 * an attestation, best by a relayer: an account of the holder's own would tie the vote's commitment to it.
 */
export async function prepareEnrolment(
  request: Omit<PresentRequest, "asked" | "context" | "identity"> & { enrolmentId: bigint; identity: Identity },
): Promise<EnrolmentPrepared> {
  const { chain, enrolmentId, identity } = request;
  const [{ policyId, opensAt, closesAt }, now] = await Promise.all([
    readEnrolment(chain, enrolmentId),
    latestTime(chain),
  ]);
  if (now < opensAt || now >= closesAt) {
    throw new PsephosError("PHASE_WRONG", `Enrolment ${enrolmentId} is ${now < opensAt ? "not open yet" : "closed"}.`);
  }
  const place = { chainId: BigInt(chain.chainId), contract: chain.deployment.addresses.enrolments, enrolmentId };
  const votingIdentity = enrolmentIdentity(identity, place);
  const context: PresentationContext = { kind: "enrolment", ...place, commitment: votingIdentity.commitment };
  const asked = await openPublishedPolicy({ chain, policyId });
  return { presentation: await present({ ...request, asked, context }), votingIdentity };
}
