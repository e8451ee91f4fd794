import type { PolicyRecord } from "../../../chain/policies.ts";
import { PsephosError } from "../../../errors.ts";
import type { AttestationPlace, EnrolmentPlace } from "../../../protocol/credential/context.ts";
import { attestItem, enrolItem, type Presentation } from "../../../protocol/credential/presentation-file.ts";
import { presentationSignals } from "../../../protocol/credential/presentation.ts";
import { presentationHash } from "../../../protocol/relay-receipt.ts";
import { boundedTime } from "../../times.ts";
import type { Candidate } from "./candidate.ts";
import { requireProofPoints } from "./curve-points.ts";
import { schedule, type DelaySettings } from "./schedule.ts";
import type { Targets } from "./targets.ts";

interface Surroundings {
  readonly targets: Targets;
  readonly settings: DelaySettings;
}

/** What differs between the two contracts that take presentations. */
interface Destination {
  readonly kind: "attestation" | "enrolment";
  readonly place: AttestationPlace | EnrolmentPlace;
  readonly target: bigint;
  readonly policy: PolicyRecord;
  /** Infinity where the target has no close of its own. */
  readonly closesAt: number;
  readonly words: readonly bigint[];
  readonly commitment: bigint | undefined;
}

/** All checks but pseudonym, trust root and proof, the cheapest first. */
export async function checkPresentation(presentation: Presentation, surroundings: Surroundings): Promise<Candidate> {
  const { targets, settings } = surroundings;
  const { kind, place, policy, ...rest } = await destinationOf(presentation, targets);
  const { signals, proof } = presentation;
  if (policy.retired) throw new PsephosError("PHASE_WRONG", `Policy ${policy.policyId} is retired: it takes nothing.`);
  if (policy.terms.policyHash !== signals.policyHash || policy.terms.circuit !== presentation.circuit) {
    const message = `This presentation does not answer policy ${policy.policyId}. Prove anew.`;
    throw new PsephosError("PRESENTATION_OTHER_POLICY", message);
  }
  const now = await targets.nowFrom(signals.now);
  const staleAt = staleFrom(presentation, { now, settings, policy });
  const closesAt = Math.min(rest.closesAt, staleAt);
  const times = schedule({ now, closesAt, settings });
  requireProofPoints(proof);
  return {
    ...rest,
    kind,
    chainId: place.chainId,
    contract: place.contract.toLowerCase(),
    nullifier: signals.pseudonym,
    contentHash: presentationHash(signals),
    circuit: presentation.circuit,
    proof: { words: proof, signals: presentationSignals(signals) },
    closesAt,
    ...times,
  };
}

async function destinationOf(presentation: Presentation, targets: Targets): Promise<Destination> {
  const { context } = presentation;
  if (context.kind === "attestation" && isHere(targets, context, "attestations")) {
    const policy = await targets.policy(context.policyId);
    const words = attestItem(presentation);
    return { kind: "attestation", place: context, target: context.policyId, policy, closesAt: Infinity, words, commitment: undefined }; // prettier-ignore
  }
  if (context.kind === "enrolment" && isHere(targets, context, "enrolments")) {
    const { enrolmentId, commitment } = context;
    if (commitment === 0n) throw new PsephosError("PRESENTATION_MALFORMED", "The commitment to enrol must not be 0.");
    const [{ policyId, opensAt, ...enrolment }, now] = await Promise.all([
      targets.enrolment(enrolmentId),
      targets.now(),
    ]);
    const closesAt = boundedTime(enrolment.closesAt);
    if (now < opensAt || now >= closesAt) {
      const state = now < opensAt ? "not open yet" : "closed";
      throw new PsephosError("PHASE_WRONG", `Enrolment ${enrolmentId} is ${state}.`);
    }
    const policy = await targets.policy(policyId);
    const words = enrolItem(presentation);
    return { kind: "enrolment", place: context, target: enrolmentId, policy, closesAt, words, commitment };
  }
  throw new PsephosError("PRESENTATION_OTHER_CONTEXT", "This presentation was not made for these contracts.");
}

function isHere(
  { chain }: Targets,
  context: { readonly chainId: bigint; readonly contract: string },
  key: "attestations" | "enrolments",
): boolean {
  const address = chain.deployment.addresses[key].toLowerCase();
  return context.chainId === BigInt(chain.chainId) && context.contract.toLowerCase() === address;
}

/** Chain time from which the contract finds it too old; refused if it would be that before it is mined. */
function staleFrom(
  { signals }: Presentation,
  { now, settings, policy }: { now: number; settings: DelaySettings; policy: PolicyRecord },
): number {
  const provenAt = Number(signals.now);
  const until = provenAt + policy.terms.maxClockSkew + 1;
  if (provenAt <= now && now + settings.closingMarginSeconds <= until) return until;
  const what = provenAt > now ? "in the chain's future" : "too long ago to be relayed";
  throw new PsephosError("PRESENTATION_STALE", `This presentation was made ${what}. Prove anew, by the chain's time.`, {
    detail: { now, provenAt },
  });
}
