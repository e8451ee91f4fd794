import { readTrustAge } from "../../chain/issuers.ts";
import { PsephosError } from "../../errors.ts";
import { loadVerifyingKey } from "../../proofs/artifacts.ts";
import { verifyProof } from "../../proofs/verify.ts";
import type { AskedPolicy } from "../../protocol/credential/asked-policy.ts";
import { contextHashOf, type PresentationContext } from "../../protocol/credential/context.ts";
import { checkDisclosure } from "../../protocol/credential/disclosure.ts";
import type { AttributeValue } from "../../protocol/credential/encoding.ts";
import type { Presentation, ShownDisclosure } from "../../protocol/credential/presentation-file.ts";
import { presentationSignals } from "../../protocol/credential/presentation.ts";
import type { Pseudonym } from "../../protocol/credential/pseudonym.ts";
import { checkShown } from "../../protocol/credential/shown-values.ts";
import type { Chain } from "../chain-session.ts";
import { openSealedValues, type OpenedValue } from "./sealed-values.ts";
import { trustedTime } from "./trusted-time.ts";

export interface CheckedPresentation {
  /** The same person's each time under this policy's scope, and nobody else's. */
  readonly pseudonym: Pseudonym;
  /** By attribute, in a pair after `first.` or `second.`: what the policy shows in the clear. */
  readonly shown: Readonly<Record<string, AttributeValue>>;
  /** By attribute: what was sealed, if the verifier's key was given. */
  readonly opened: Readonly<Record<string, OpenedValue>>;
  /** When it was proven, unix seconds. */
  readonly provenAt: number;
}

export interface PresentationCheck {
  readonly chain: Chain;
  readonly asked: AskedPolicy;
  readonly presentation: Presentation;
  /** What the verifier asked it for; whether that was asked for at all, and once, is for the caller to know. */
  readonly context: PresentationContext;
  /** Opens what the policy seals. */
  readonly verifierSecret?: bigint | undefined;
  /** Unix seconds; this machine's clock unless told. The node's time must not be far from it, see `trusted-time.ts`. */
  readonly clock?: (() => number) | undefined;
  /**
   * Seconds that it may have waited for this check beyond the policy's clock skew; none unless told. For what counts once in any case:
   * its status lists are no older than the policy says all the same.
   */
  readonly maxWaitSeconds?: number | undefined;
}

/**
 * Checks a presentation off chain, for log in and inspection: that it answers this policy in this context, that it is fresh, that the
 * registry trusts its issuers, that the proof holds, and that what is disclosed is what was proven.
 */
export async function checkPresentation(check: PresentationCheck): Promise<CheckedPresentation> {
  const { asked, presentation, verifierSecret } = check;
  checkStatement(check);
  await checkFreshness(check);
  await checkProof(check);
  const disclosure = disclosureOf(presentation);
  return {
    pseudonym: presentation.signals.pseudonym,
    shown: checkShown(disclosure, asked),
    opened: verifierSecret === undefined ? {} : openSealedValues({ disclosure, asked, verifierSecret }),
    provenAt: Number(presentation.signals.now),
  };
}

function checkStatement({ asked: { terms }, presentation, context }: PresentationCheck): void {
  const { signals, circuit } = presentation;
  if (signals.policyHash !== terms.policyHash || circuit !== terms.circuit) {
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

async function checkFreshness(check: PresentationCheck): Promise<void> {
  const { chain, asked, presentation, clock, maxWaitSeconds = 0 } = check;
  const { now, trustRoot } = presentation.signals;
  const { maxClockSkew, maxStatusAge } = asked.terms;
  const [time, age] = await Promise.all([
    trustedTime(chain, { maxClockSkew, maxStatusAge, clock }),
    readTrustAge(chain, trustRoot),
  ]);
  const skew = Math.abs(time - Number(now));
  const allowed = Number(now) > time ? maxClockSkew : maxClockSkew + maxWaitSeconds;
  if (skew > allowed) {
    const message = `This presentation is ${skew} seconds away from the chain's time; ${allowed} are allowed. Prove anew.`;
    throw new PsephosError("PRESENTATION_STALE", message, { detail: { skew } });
  }
  if (age > maxStatusAge) {
    const message = `The status lists behind this presentation were replaced ${age} seconds ago; the policy allows ${maxStatusAge}. Prove anew.`;
    throw new PsephosError("PRESENTATION_STALE", message, { detail: { age } });
  }
}

async function checkProof({ asked, presentation }: PresentationCheck): Promise<void> {
  const { proof, signals } = presentation;
  const { verifyingKey: key } = await loadVerifyingKey({ circuit: asked.terms.circuit });
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
