import { requireArgument } from "../../errors.ts";
import type { ContextHash } from "./context.ts";
import { credentialHash } from "./credential.ts";
import { disclosureHash } from "./disclosure.ts";
import {
  clearValues,
  meetPolicy,
  notMet,
  type CircuitInputs,
  type HeldCredential,
  type Circumstances,
  type MetPolicy,
} from "./meet-policy.ts";
import { equalSlots, pairPolicyHash, type PairPolicy } from "./pair-policy.ts";
import type { PreparedPresentation, PresentationSignals } from "./presentation.ts";
import { pseudonymOf } from "./pseudonym.ts";
import type { TrustRoot } from "./trust-tree.ts";

export type PairMember = Omit<HeldCredential, "policy">;

export interface PairPresentationInput extends Circumstances {
  readonly policy: PairPolicy;
  /** For the first policy. */
  readonly first: PairMember;
  /** For the second. Another credential than the first, even of the same schema. */
  readonly second: PairMember;
  readonly contextHash: ContextHash;
  /** At least 128 random bits: 0 < salt < r. */
  readonly disclosureSalt: bigint;
}

/**
 * Everything that the circuit `presentation-pair` needs, or a reason why this holder cannot meet the policy. In the disclosure the
 * values of the first credential's slots come first, then the second's.
 */
export function preparePairPresentation(input: PairPresentationInput): PreparedPresentation {
  const { policy, secret, now, trust, contextHash, disclosureSalt: salt } = input;
  requireArgument(salt > 0n, "disclosureSalt", "random and above 0");
  if (credentialHash(input.first.credential) === credentialHash(input.second.credential)) {
    throw notMet("it takes two credentials, and one was given for both");
  }
  const first = meetPolicy({ ...input.first, policy: policy.first }, input);
  const second = meetPolicy({ ...input.second, policy: policy.second }, input);
  checkEqualities(policy, { first, second });
  const { verifierId, scopeId } = first.fields;
  const disclosure = { salt, clear: [...clearValues(first.slots), ...clearValues(second.slots)] };
  const signals: PresentationSignals = {
    policyHash: pairPolicyHash(policy, schemasOf(input)),
    contextHash,
    trustRoot: trust.root as TrustRoot,
    now,
    pseudonym: pseudonymOf({ secret, verifierId, scopeId }),
    disclosureHash: disclosureHash(disclosure),
  };
  const inputs = {
    ...signals,
    verifierId,
    scopeId,
    equal: equalSlots(policy),
    secret,
    ...inPairs(memberInputs(first), memberInputs(second)),
    disclosureSalt: salt,
  };
  return { circuit: "presentation-pair", signals, disclosure, inputs };
}

function checkEqualities(policy: PairPolicy, { first, second }: { first: MetPolicy; second: MetPolicy }): void {
  const valueOf = ({ slots }: MetPolicy, name: string): bigint | undefined =>
    slots.find(({ attribute }) => attribute?.name === name)?.value;
  const unequal = policy.equal.find((names) => valueOf(first, names.first) !== valueOf(second, names.second));
  if (unequal === undefined) return;
  const { first: one, second: other } = unequal;
  throw notMet(`${one} of the first credential is not the same as ${other} of the second`, one);
}

function schemasOf({ first, second }: PairPresentationInput): Map<string, typeof first.credential.schema> {
  return new Map([first, second].map(({ credential: { schema } }) => [schema.id, schema]));
}

/** What the circuit takes of each credential and its policy. */
function memberInputs({ fields, inputs }: MetPolicy): CircuitInputs {
  const { termsHash, schemaHash, attributeIds, operators, disclose, operands } = fields;
  return { termsHash, schemaHash, attributeIds, operators, disclose, operands, ...inputs };
}

function inPairs(first: CircuitInputs, second: CircuitInputs): CircuitInputs {
  return Object.fromEntries(Object.entries(first).map(([name, value]) => [name, [value, second[name]!]]));
}
