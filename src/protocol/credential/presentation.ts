import { requireArgument } from "../../errors.ts";
import type { ContextHash } from "./context.ts";
import { disclosureHash, ephemeralDigits, sealValues, type Disclosure, type DisclosureHash } from "./disclosure.ts";
import {
  clearValues,
  meetPolicy,
  type CircuitInputs,
  type FilledSlot,
  type HeldCredential,
  type Circumstances,
} from "./meet-policy.ts";
import type { PolicyHash } from "./policy-hash.ts";
import { pseudonymOf, type Pseudonym } from "./pseudonym.ts";
import type { TrustRoot } from "./trust-tree.ts";

export type { CircuitInputs };

/** Public signals by name, in the circuit's order. */
export interface PresentationSignals {
  readonly policyHash: PolicyHash;
  readonly contextHash: ContextHash;
  readonly trustRoot: TrustRoot;
  /** Unix seconds. */
  readonly now: bigint;
  readonly pseudonym: Pseudonym;
  readonly disclosureHash: DisclosureHash;
}

export interface PresentationInput extends HeldCredential, Circumstances {
  readonly contextHash: ContextHash;
  /** At least 128 random bits: 0 < salt < r. */
  readonly disclosureSalt: bigint;
  /** For a policy that seals a value: fresh, 0 < ephemeral < l. */
  readonly ephemeral?: bigint | undefined;
}

export type PresentationCircuit = "presentation" | "presentation-plain" | "presentation-pair";

export interface PreparedPresentation {
  /** Of the two for one credential the larger one only where a value is sealed. */
  readonly circuit: PresentationCircuit;
  readonly signals: PresentationSignals;
  /** For the verifier, beside the proof. */
  readonly disclosure: Disclosure;
  readonly inputs: CircuitInputs;
}

/** Everything that the circuit needs, or a reason why this holder cannot meet the policy. */
export function preparePresentation(input: PresentationInput): PreparedPresentation {
  const { secret, now, trust, contextHash } = input;
  const met = meetPolicy(input, input);
  const { verifierId, scopeId } = met.fields;
  const disclosure = disclose(met.slots, input);
  const signals: PresentationSignals = {
    policyHash: met.policyHash,
    contextHash,
    trustRoot: trust.root as TrustRoot,
    now,
    pseudonym: pseudonymOf({ secret, verifierId, scopeId }),
    disclosureHash: disclosureHash(disclosure),
  };
  const inputs = {
    ...signals,
    ...met.fields,
    ...met.inputs,
    secret,
    disclosureSalt: disclosure.salt,
    ephemeral: disclosure.sealed === undefined ? 0n : ephemeralDigits(input.ephemeral!),
  };
  return { circuit: disclosure.sealed ? "presentation" : "presentation-plain", signals, disclosure, inputs };
}

/** Public signals in the order of the verifying key. */
export function presentationSignals(signals: PresentationSignals): bigint[] {
  const { policyHash: policy, contextHash, trustRoot, now, pseudonym, disclosureHash: disclosed } = signals;
  return [policy, contextHash, trustRoot, now, pseudonym, disclosed];
}

function disclose(slots: readonly FilledSlot[], input: PresentationInput): Disclosure {
  const { policy, disclosureSalt: salt, ephemeral } = input;
  requireArgument(salt > 0n, "disclosureSalt", "random and above 0");
  const clear = clearValues(slots);
  const { verifierKey } = policy;
  if (verifierKey === undefined) return { salt, clear };
  requireArgument(ephemeral !== undefined && ephemeral > 0n, "ephemeral", "given for a policy that seals a value");
  const values = slots.map(({ show, value }) => (show === "sealed" ? value : undefined));
  return { salt, clear, sealed: sealValues({ values, verifierKey, ephemeral }) };
}
