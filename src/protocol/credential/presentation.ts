import { multiplyBase } from "../../crypto/babyjubjub.ts";
import type { MerklePath, MerkleTree } from "../../crypto/merkle.ts";
import { PsephosError, requireArgument, type ErrorDetail } from "../../errors.ts";
import { commitmentOf, type Secret } from "../identity.ts";
import type { ContextHash } from "./context.ts";
import { attributeLeaves, checkSignature, type SignedClaims } from "./credential.ts";
import { disclosureHash, ephemeralDigits, sealValues, type Disclosure, type DisclosureHash } from "./disclosure.ts";
import { encodeValue } from "./encoding.ts";
import { policyFields, policyHash, policySlots, type PolicyHash, type Slot } from "./policy-hash.ts";
import type { Policy } from "./policy.ts";
import { meets } from "./predicate.ts";
import { pseudonymOf, type Pseudonym } from "./pseudonym.ts";
import type { StatusTree, StatusWay } from "./status-tree.ts";
import { trustPath, type TrustRoot } from "./trust-tree.ts";

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

export interface PresentationInput {
  readonly policy: Policy;
  readonly credential: SignedClaims;
  readonly secret: Secret;
  /** Unix seconds, near the time at which the proof will be checked. */
  readonly now: bigint;
  readonly contextHash: ContextHash;
  /** The issuer's status lists as the trust tree has them. */
  readonly status: StatusTree;
  readonly trust: MerkleTree;
  /** At least 128 random bits: 0 < salt < r. */
  readonly disclosureSalt: bigint;
  /** For a policy that seals a value: fresh, 0 < ephemeral < l. */
  readonly ephemeral?: bigint | undefined;
}

export type PresentationCircuit = "presentation" | "presentation-plain";

export interface PreparedPresentation {
  /** The larger circuit only where a value is sealed. */
  readonly circuit: PresentationCircuit;
  readonly signals: PresentationSignals;
  /** For the verifier, beside the proof. */
  readonly disclosure: Disclosure;
  readonly inputs: CircuitInputs;
}

export type CircuitInputs = Readonly<Record<string, bigint | readonly bigint[] | readonly (readonly bigint[])[]>>;

/** Everything that the circuit needs, or a reason why this holder cannot meet the policy. */
export function preparePresentation(input: PresentationInput): PreparedPresentation {
  const { policy, credential, secret, now, contextHash } = input;
  checkCredential(input);
  const { schema } = credential;
  const slots = filledSlots(policySlots(policy, schema), credential);
  const trustEntry = { issuerKey: credential.issuerKey, schemaHash: schema.hash, statusRoot: input.status.root };
  const path = trustPath(input.trust, trustEntry);
  const disclosure = disclose(slots, input);
  const fields = policyFields(policy, schema);
  const signals: PresentationSignals = {
    policyHash: policyHash(policy, schema),
    contextHash,
    trustRoot: input.trust.root as TrustRoot,
    now,
    pseudonym: pseudonymOf({ secret, verifierId: fields.verifierId, scopeId: fields.scopeId }),
    disclosureHash: disclosureHash(disclosure),
  };
  const inputs = {
    ...signals,
    ...fields,
    ...credentialInputs(credential),
    ...wayInputs({ path, status: input.status.way(credential.statusIndex), statusRoot: input.status.root }),
    secret,
    positions: slots.map(({ attribute }) => BigInt(attribute?.position ?? 0)),
    values: slots.map(({ value }) => value),
    salts: slots.map(({ attribute }) => (attribute === undefined ? 0n : credential.salts[attribute.position]!)),
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

interface FilledSlot extends Slot {
  /** 0 in a slot that asks nothing. */
  readonly value: bigint;
}

function filledSlots(slots: readonly Slot[], { subject }: SignedClaims): FilledSlot[] {
  return slots.map((slot) => {
    const { attribute, predicate } = slot;
    if (attribute === undefined) return { ...slot, value: 0n };
    const value = subject[attribute.name];
    if (value === undefined) throw notMet(`the credential has no ${attribute.name}`, attribute.name);
    const element = encodeValue(attribute, value);
    if (!meets(predicate, element)) throw notMet(`its ${attribute.name} is not as asked`, attribute.name);
    return { ...slot, value: element };
  });
}

function disclose(slots: readonly FilledSlot[], input: PresentationInput): Disclosure {
  const { policy, disclosureSalt: salt, ephemeral } = input;
  requireArgument(salt > 0n, "disclosureSalt", "random and above 0");
  const clear = slots.map(({ show, value }) => (show === "clear" ? value : 0n));
  const { verifierKey } = policy;
  if (verifierKey === undefined) return { salt, clear };
  requireArgument(ephemeral !== undefined && ephemeral > 0n, "ephemeral", "given for a policy that seals a value");
  const values = slots.map(({ show, value }) => (show === "sealed" ? value : undefined));
  return { salt, clear, sealed: sealValues({ values, verifierKey, ephemeral }) };
}

function checkCredential({ policy, credential, secret, now, status }: PresentationInput): void {
  const { schema, holder, validFrom, validUntil, statusIndex } = credential;
  if (schema.id !== policy.schema) throw notMet(`the policy asks for a credential of ${policy.schema}`);
  if (commitmentOf(multiplyBase(secret)) !== holder) throw notMet("the credential was issued to another identity");
  if (now < validFrom) throw notMet("the credential is not valid yet");
  if (now >= validUntil) throw notMet("the credential has expired; ask its issuer for a new one");
  const mark = status.markOf(statusIndex);
  if (mark !== undefined) throw notMet(`the credential is ${mark === "revocation" ? "revoked" : "suspended"}`);
  checkSignature(credential);
}

function credentialInputs(credential: SignedClaims): CircuitInputs {
  const { validFrom, validUntil, statusIndex, nonce, signature, issuerKey } = credential;
  return {
    leaves: attributeLeaves(credential),
    validFrom,
    validUntil,
    statusIndex: BigInt(statusIndex),
    nonce,
    r8: signature.r8,
    s: signature.s,
    issuerKey,
  };
}

function wayInputs(ways: { path: MerklePath; status: StatusWay; statusRoot: bigint }): CircuitInputs {
  const { path, status, statusRoot } = ways;
  return { ...path, statusRoot, statusWords: status.words, statusNodes: status.nodes };
}

function notMet(reason: string, attribute?: string): PsephosError {
  const detail: ErrorDetail = attribute === undefined ? {} : { attribute };
  return new PsephosError("POLICY_NOT_MET", `This policy cannot be met: ${reason}.`, { detail });
}
