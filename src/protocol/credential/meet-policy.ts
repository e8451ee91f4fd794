import { multiplyBase } from "../../crypto/babyjubjub.ts";
import type { MerkleTree } from "../../crypto/merkle.ts";
import { PsephosError, type ErrorDetail } from "../../errors.ts";
import { commitmentOf, type Secret } from "../identity.ts";
import { attributeLeaves, checkSignature, type SignedClaims } from "./credential.ts";
import { encodeValue } from "./encoding.ts";
import { policyFields, policyHash, policySlots, type PolicyFields, type PolicyHash, type Slot } from "./policy-hash.ts";
import type { Policy } from "./policy.ts";
import { meets } from "./predicate.ts";
import type { StatusTree } from "./status-tree.ts";
import { trustPath } from "./trust-tree.ts";

/** A credential and what it is to meet. */
export interface HeldCredential {
  readonly policy: Policy;
  readonly credential: SignedClaims;
  /** The issuer's status lists as the trust tree has them. */
  readonly status: StatusTree;
}

/** Who proves, and when. */
export interface Circumstances {
  readonly secret: Secret;
  /** Unix seconds, near the time at which the proof will be checked. */
  readonly now: bigint;
  /** Whom the registry trusts now. */
  readonly trust: MerkleTree;
}

export interface FilledSlot extends Slot {
  /** 0 in a slot that asks nothing. */
  readonly value: bigint;
}

export type CircuitInputs = Readonly<Record<string, CircuitInput>>;
export type CircuitInput = bigint | readonly CircuitInput[];

/** What one credential brings into a presentation. */
export interface MetPolicy {
  readonly policyHash: PolicyHash;
  readonly fields: PolicyFields;
  readonly slots: readonly FilledSlot[];
  /** The credential, its ways to the roots and its opened attributes. */
  readonly inputs: CircuitInputs;
}

/** Refuses with the reason why this holder cannot meet the policy with this credential. */
export function meetPolicy(held: HeldCredential, at: Circumstances): MetPolicy {
  const { policy, credential, status } = held;
  checkCredential(held, at);
  const { schema, issuerKey, statusIndex, salts } = credential;
  const slots = filledSlots(policySlots(policy, schema), credential);
  const path = trustPath(at.trust, { issuerKey, schemaHash: schema.hash, statusRoot: status.root });
  const { words, nodes } = status.way(statusIndex);
  return {
    policyHash: policyHash(policy, schema),
    fields: policyFields(policy, schema),
    slots,
    inputs: {
      ...credentialInputs(credential),
      ...path,
      statusRoot: status.root,
      statusWords: words,
      statusNodes: nodes,
      positions: slots.map(({ attribute }) => BigInt(attribute?.position ?? 0)),
      values: slots.map(({ value }) => value),
      salts: slots.map(({ attribute }) => (attribute === undefined ? 0n : salts[attribute.position]!)),
    },
  };
}

/** By slot; 0 where nothing is shown in the clear. */
export function clearValues(slots: readonly FilledSlot[]): bigint[] {
  return slots.map(({ show, value }) => (show === "clear" ? value : 0n));
}

export function notMet(reason: string, attribute?: string): PsephosError {
  const detail: ErrorDetail = attribute === undefined ? {} : { attribute };
  return new PsephosError("POLICY_NOT_MET", `This policy cannot be met: ${reason}.`, { detail });
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

function checkCredential({ policy, credential, status }: HeldCredential, { secret, now }: Circumstances): void {
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
