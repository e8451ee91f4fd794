import type { Point } from "../../crypto/babyjubjub.ts";
import { poseidon } from "../../crypto/poseidon.ts";
import type { Brand } from "../brand.ts";
import { SLOT_BITS, SLOT_COUNT, SLOT_OPERATOR_BITS } from "./params.ts";
import { policyText, type AttributeRequest, type Policy } from "./policy.ts";
import { NO_PREDICATE, toCircuit, type CircuitPredicate } from "./predicate.ts";
import { attributeNamed, type Attribute, type CredentialSchema } from "./schema.ts";
import { CREDENTIAL_TAG, hashText } from "./tags.ts";

/** Stands for all that is asked, by whom and for what. */
export type PolicyHash = Brand<bigint, "PolicyHash">;

/** One slot of the circuit; without an attribute it asks nothing. */
export interface Slot {
  readonly attribute: Attribute | undefined;
  readonly predicate: CircuitPredicate;
  readonly show: AttributeRequest["show"];
}

/** The policy's requests in order, then empty slots. */
export function policySlots({ requests }: Policy, schema: CredentialSchema): Slot[] {
  return Array.from({ length: SLOT_COUNT }, (_, index): Slot => {
    const request = requests[index];
    if (request === undefined) return { attribute: undefined, predicate: NO_PREDICATE, show: "nothing" };
    const attribute = attributeNamed(schema, request.attribute);
    return { attribute, predicate: toCircuit(attribute, request.predicate), show: request.show };
  });
}

/** The policy as the circuit takes it. */
export interface PolicyFields {
  readonly verifierId: bigint;
  readonly scopeId: bigint;
  readonly termsHash: bigint;
  readonly schemaHash: bigint;
  /** Zeros where nothing is sealed. */
  readonly verifierKey: Point;
  readonly attributeIds: readonly bigint[];
  readonly operators: readonly bigint[];
  readonly disclose: readonly bigint[];
  readonly seal: readonly bigint[];
  readonly operands: readonly (readonly bigint[])[];
}

export function policyFields(policy: Policy, schema: CredentialSchema): PolicyFields {
  const slots = policySlots(policy, schema);
  return {
    verifierId: verifierIdOf(policy),
    scopeId: scopeIdOf(policy),
    termsHash: hashText(policyText(policy)),
    schemaHash: schema.hash,
    verifierKey: policy.verifierKey ?? [0n, 0n],
    attributeIds: slots.map(({ attribute }) => attribute?.id ?? 0n),
    operators: slots.map(({ predicate }) => predicate.operator),
    disclose: slots.map(({ show }) => (show === "clear" ? 1n : 0n)),
    seal: slots.map(({ show }) => (show === "sealed" ? 1n : 0n)),
    operands: slots.map(({ predicate }) => predicate.operands),
  };
}

export function verifierIdOf({ verifier }: Pick<Policy, "verifier">): bigint {
  return hashText(verifier);
}

export function scopeIdOf({ verifier, scope }: Pick<Policy, "verifier" | "scope">): bigint {
  return hashText(`${verifier}#${scope}`);
}

/** Poseidon15 with TAG_POLICY over the fields, each slot's operands under one hash: what the circuit opens. */
export function policyHash(policy: Policy, schema: CredentialSchema): PolicyHash {
  const fields = policyFields(policy, schema);
  const slots = fields.operators.reduce((packed, operator, index) => {
    const shown = (fields.disclose[index]! + 2n * fields.seal[index]!) << BigInt(SLOT_OPERATOR_BITS);
    return packed + ((operator + shown) << BigInt(SLOT_BITS * index));
  }, 0n);
  const digests = fields.operands.map((operands) => poseidon(operands, CREDENTIAL_TAG.OPERANDS));
  const { verifierId, scopeId, termsHash, schemaHash, verifierKey, attributeIds } = fields;
  const inputs = [verifierId, scopeId, termsHash, schemaHash, ...verifierKey, slots, ...attributeIds, ...digests];
  return poseidon(inputs, CREDENTIAL_TAG.POLICY) as PolicyHash;
}
