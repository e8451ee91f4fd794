/**
 * The numbers of credentials, policies and presentations, each in this one place. `scripts/generate.ts` carries them into
 * Circom. Widths are in bits.
 */

/** Attributes of one credential; a schema with fewer leaves the other places empty. */
export const ATTRIBUTE_COUNT = 16;
export const ATTRIBUTE_INDEX_BITS = 4;

/** Attributes that one policy can ask about. */
export const SLOT_COUNT = 4;

/** Values that one predicate can name: an `in` with more of them is refused. */
export const OPERAND_COUNT = 16;

/** Ordered predicates compare numbers of 64 bits, and times are as wide. */
export const NUMBER_BITS = 64;

/** A status list has 2^17 entries, the length that Bitstring Status List asks for at least. */
export const STATUS_INDEX_BITS = 17;

/** One word of the status tree: the revocation bits of 64 entries, then their suspension bits. */
export const STATUS_ENTRY_BITS = 6;
/** One leaf of the status tree: 4 words. */
export const STATUS_WORD_BITS = 2;
/** The status tree's nodes have 8 children, */
export const STATUS_CHILD_BITS = 3;
/** on 3 levels: 6 + 2 + 3·3 = 17. */
export const STATUS_DEPTH = 3;

/** Levels of the trust tree: at most 2^10 pairs of issuer key and schema, those that were removed among them. */
export const TRUST_DEPTH = 10;

/** What the circuit knows of predicates; the numbers are iden3's. The policy language has more, see `predicate.ts`. */
export const OPERATOR_NOOP = 0;
export const OPERATOR_IN = 4;
export const OPERATOR_NOT_IN = 5;
export const OPERATOR_BETWEEN = 9;
export const OPERATOR_NOT_BETWEEN = 10;
export const OPERATOR_EXISTS = 11;

/** A policy's four slots in one number, 6 bits each from the lowest up: operator, then whether to disclose, then to seal. */
export const SLOT_BITS = 6;
export const SLOT_OPERATOR_BITS = 4;

/** Preimages of tags, as in `../params.ts`: no role shares its tag with another one there or here. */
export const CREDENTIAL_TAGS = {
  ATTRIBUTE: "psephos.attribute.v1",
  ABSENT: "psephos.absent-attribute.v1",
  CREDENTIAL: "psephos.credential.v1",
  STATUS: "psephos.status.v1",
  STATUS_NODE: "psephos.status-node.v1",
  TRUST: "psephos.trust.v1",
  PSEUDONYM: "psephos.pseudonym.v1",
  POLICY: "psephos.policy.v1",
  OPERANDS: "psephos.operands.v1",
  DISCLOSURE: "psephos.disclosure.v1",
  SEAL: "psephos.seal.v1",
  CONTEXT: "psephos.context.v1",
  STRING: "psephos.string.v1",
  BYTES: "psephos.bytes.v1",
} as const;
