import { enrolMany, readEnrolment } from "../../chain/enrolments.ts";
import { latestTime } from "../../chain/time.ts";
import { PsephosError } from "../../errors.ts";
import type { PresentationContext } from "../../protocol/credential/context.ts";
import { enrolmentIdentity } from "../../protocol/credential/enrolment-identity.ts";
import { enrolItem, type Presentation } from "../../protocol/credential/presentation-file.ts";
import type { Identity } from "../../protocol/identity.ts";
import type { Account, Chain } from "../chain-session.ts";
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

/** Enters the electorate from an account; whoever sees whose it is knows who enrolled. */
export async function enrol(input: {
  chain: Chain;
  account: Account;
  presentation: Presentation;
}): Promise<{ transactionHash: string }> {
  const { chain, account, presentation } = input;
  const { context } = presentation;
  if (context.kind !== "enrolment") {
    throw new PsephosError("PRESENTATION_OTHER_CONTEXT", "This presentation was not made to enrol. Prove anew.");
  }
  const items = [{ commitment: context.commitment, item: enrolItem(presentation) }];
  const { transactionHash } = await enrolMany({ chain, account, enrolmentId: context.enrolmentId, items });
  return { transactionHash };
}
