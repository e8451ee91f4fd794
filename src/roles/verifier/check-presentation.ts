import { readTrustAge } from "../../chain/issuers.ts";
import { latestTime } from "../../chain/time.ts";
import { PsephosError } from "../../errors.ts";
import { loadVerifyingKey } from "../../proofs/artifacts.ts";
import { verifyProof } from "../../proofs/verify.ts";
import { contextHashOf, type PresentationContext } from "../../protocol/credential/context.ts";
import { checkDisclosure } from "../../protocol/credential/disclosure.ts";
import type { AttributeValue } from "../../protocol/credential/encoding.ts";
import { policyHash } from "../../protocol/credential/policy-hash.ts";
import { circuitOf } from "../../protocol/credential/policy-terms.ts";
import { checkShown, type Presentation, type ShownDisclosure } from "../../protocol/credential/presentation-file.ts";
import { presentationSignals } from "../../protocol/credential/presentation.ts";
import type { Pseudonym } from "../../protocol/credential/pseudonym.ts";
import type { Chain } from "../chain-session.ts";
import type { KnownPolicy } from "../published-policy.ts";
import { openSealedValues, type OpenedValue } from "./sealed-values.ts";

export interface CheckedPresentation {
  /** The same person's each time under this policy's scope, and nobody else's. */
  readonly pseudonym: Pseudonym;
  /** By attribute: what the policy shows in the clear. */
  readonly shown: Readonly<Record<string, AttributeValue>>;
  /** By attribute: what was sealed, if the verifier's key was given. */
  readonly opened: Readonly<Record<string, OpenedValue>>;
  /** When it was proven, unix seconds. */
  readonly provenAt: number;
}

export interface PresentationCheck extends KnownPolicy {
  readonly chain: Chain;
  readonly presentation: Presentation;
  /** What the verifier asked it for; whether that was asked for at all, and once, is for the caller to know. */
  readonly context: PresentationContext;
  /** Opens what the policy seals. */
  readonly verifierSecret?: bigint | undefined;
}

/**
 * Checks a presentation off chain, for log in and inspection: that it answers this policy in this context, that it is fresh, that the
 * registry trusts its issuers, that the proof holds, and that what is disclosed is what was proven.
 */
export async function checkPresentation(check: PresentationCheck): Promise<CheckedPresentation> {
  const { policy, schema, presentation, verifierSecret } = check;
  checkStatement(check);
  await checkFreshness(check);
  await checkProof(check);
  const disclosure = disclosureOf(presentation);
  return {
    pseudonym: presentation.signals.pseudonym,
    shown: checkShown(disclosure, { policy, schema }),
    opened: verifierSecret === undefined ? {} : openSealedValues({ disclosure, policy, schema, verifierSecret }),
    provenAt: Number(presentation.signals.now),
  };
}

function checkStatement({ policy, schema, presentation, context }: PresentationCheck): void {
  const { signals, circuit } = presentation;
  if (signals.policyHash !== policyHash(policy, schema) || circuit !== circuitOf(policy)) {
    throw new PsephosError(
      "PRESENTATION_OTHER_POLICY",
      "This presentation answers another policy: another verifier, purpose, version or question. Ask for one under this policy.",
    );
  }
  if (signals.contextHash !== contextHashOf(context)) {
    throw new PsephosError(
      "PRESENTATION_OTHER_CONTEXT",
      "This presentation was made for another occasion. Ask for a new one.",
    );
  }
}

async function checkFreshness({ chain, policy, presentation }: PresentationCheck): Promise<void> {
  const { now, trustRoot } = presentation.signals;
  const [time, age] = await Promise.all([latestTime(chain), readTrustAge(chain, trustRoot)]);
  const skew = Math.abs(time - Number(now));
  if (skew > policy.maxClockSkewSeconds) {
    const message = `This presentation is ${skew} seconds away from the chain's time; the policy allows ${policy.maxClockSkewSeconds}. Prove anew.`;
    throw new PsephosError("PRESENTATION_STALE", message, { detail: { skew } });
  }
  if (age > policy.maxStatusAgeSeconds) {
    const message = `The status lists behind this presentation were replaced ${age} seconds ago; the policy allows ${policy.maxStatusAgeSeconds}. Prove anew.`;
    throw new PsephosError("PRESENTATION_STALE", message, { detail: { age } });
  }
}

async function checkProof({ policy, presentation }: PresentationCheck): Promise<void> {
  const { proof, signals } = presentation;
  const { verifyingKey: key } = await loadVerifyingKey({ circuit: circuitOf(policy) });
  if (!(await verifyProof({ key, proof: { words: proof, signals: presentationSignals(signals) } }))) {
    throw new PsephosError("PROOF_INVALID", "The proof of this presentation is false. Ask for a new one.");
  }
}

function disclosureOf({ disclosure, signals }: Presentation): ShownDisclosure {
  if (disclosure === undefined) {
    throw new PsephosError(
      "DISCLOSURE_INVALID",
      "This presentation came without its disclosure. Ask the holder for the whole file, not the relayer's.",
    );
  }
  checkDisclosure(disclosure, signals.disclosureHash);
  return disclosure;
}
