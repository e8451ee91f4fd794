import { randomUUID } from "node:crypto";
import { keccak256, toUtf8Bytes } from "ethers";
import type { Prover } from "../../proofs/prover.ts";
import type { PresentationContext } from "../../protocol/credential/context.ts";
import { presentationText, withoutDisclosure, type Presentation } from "../../protocol/credential/presentation-file.ts";
import { preparePseudonymProof, pseudonymSignals } from "../../protocol/credential/pseudonym-proof.ts";
import { verifierIdOf, scopeIdOf } from "../../protocol/credential/policy-hash.ts";
import type { Identity } from "../../protocol/identity.ts";
import {
  checkConsent,
  consentContextOf,
  createConsent,
  noticeHash,
  type Consent,
  type ConsentTerms,
} from "../../protocol/sharing/consent.ts";
import { viewingKeysOf } from "../../protocol/sharing/viewing-key.ts";
import { CONSENT_WITHDRAWAL_FORMAT, type ConsentWithdrawal } from "../../protocol/sharing/withdrawal.ts";
import { proveChecked } from "../prove-checked.ts";
import type { PublishedPolicy } from "../published-policy.ts";
import { present, type PresentRequest } from "./present.ts";

/** What a holder consents to, beside the policy: from when, until when, and how often. */
export type ConsentChoice = Pick<ConsentTerms, "startsAt" | "expiresAt" | "use">;

/** The terms of a consent under a published policy, to be shown before it is given. */
export function consentTerms({ policyId, terms, parts }: PublishedPolicy, choice: ConsentChoice): ConsentTerms {
  const { verifier, scope, purpose } = parts[0].policy;
  const of = { policyId, policyHash: terms.policyHash, controller: verifier, scope, purpose: purpose.id };
  return { ...of, startsAt: choice.startsAt, expiresAt: choice.expiresAt, use: choice.use };
}

/**
 * Consents to the sharing of data by a presentation that is bound to the notice and to the key under which the holder will find every
 * access. `proofHash` is that of the presentation's file without its disclosure.
 */
export async function giveConsent(
  request: Omit<PresentRequest, "asked" | "context"> & { asked: PublishedPolicy; choice: ConsentChoice },
): Promise<{ consent: Consent; presentation: Presentation }> {
  const { asked, identity, choice } = request;
  const terms = consentTerms(asked, choice);
  const { departmentId: verifierId, scopeId } = asked.terms;
  const { publicKey: viewingKey } = viewingKeysOf({ secret: identity.secret, verifierId, scopeId });
  const id = `urn:uuid:${randomUUID()}`;
  const context: PresentationContext = { kind: "consent", consentId: id, noticeHash: noticeHash(terms), viewingKey };
  const presentation = await present({ ...request, asked, context });
  const proofHash = keccak256(toUtf8Bytes(presentationText(withoutDisclosure(presentation))));
  const { pseudonym } = presentation.signals;
  const consent = createConsent({ id, ...terms, pseudonym, viewingKey, proofHash });
  return { consent: checkConsent(consent, presentation.signals), presentation };
}

/** Takes a consent back; needs the identity alone. The department's records of earlier accesses stay. */
export async function withdrawConsent(input: {
  prover: Prover;
  identity: Pick<Identity, "secret">;
  consent: Consent;
}): Promise<ConsentWithdrawal> {
  const { prover, identity, consent } = input;
  const verifier = { verifier: consent.controller, scope: consent.scope };
  const { inputs, signals } = preparePseudonymProof({
    secret: identity.secret,
    verifierId: verifierIdOf(verifier),
    scopeId: scopeIdOf(verifier),
    contextHash: consentContextOf(consent),
  });
  const statements = [{ circuit: "pseudonym", inputs, signals: pseudonymSignals(signals) }] as const;
  const [proof] = await proveChecked({ prover, statements });
  return { format: CONSENT_WITHDRAWAL_FORMAT, consentId: consent.id, proof: [...proof!.words] };
}
