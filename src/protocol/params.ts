/**
 * The protocol's numbers, each in this one place. `scripts/generate.ts` carries them into Circom and Solidity.
 * Widths are in bits; `max…` and `min…` are inclusive.
 */

/** Capacities of the ballot and decryption circuits: an election with n options uses the smallest that holds n. */
export const OPTION_CAPACITIES = [2, 4, 8] as const;
export type OptionCapacity = (typeof OPTION_CAPACITIES)[number];

/** Levels of the electoral roll's tree: at most 2^20 voters. */
export const ROLL_DEPTH = 20;

/** A voter's weight is 1 to 2^32 − 1. */
export const WEIGHT_BITS = 32;

/** Values of one option are 0 to 2^16 − 1. */
export const VALUE_BITS = 16;

/** Total cost of a ballot: at most 8 options · (2^16 − 1)^2 < 2^35; one spare bit. */
export const TOTAL_BITS = 36;

/** An election is refused unless total weight × highest value ≤ 2^40, so that every count can be found. */
export const MAX_COUNT_BITS = 40;

/** Width of one encrypted message (value × weight): holds 2^MAX_COUNT_BITS itself, and is even, as the circuits take bits in pairs. */
export const MESSAGE_BITS = 42;

/** Width of BabyJubJub scalars: 2^250 < l < 2^251. */
export const SCALAR_BITS = 251;

/** Most trustees of one key ceremony. */
export const MAX_TRUSTEES = 16;

/** Most ballots of one `cast` call. */
export const MAX_BATCH = 128;

/** Position of each field of the packed rules, as [lowest bit, width]. */
export const RULES_LAYOUT = {
  optionCount: [0, 8],
  maxValue: [8, VALUE_BITS],
  minTotal: [24, TOTAL_BITS],
  maxTotal: [60, TOTAL_BITS],
  quadratic: [96, 1],
  distinct: [97, 1],
  blank: [98, 1],
  weighted: [99, 1],
} as const;

/**
 * Preimages of the tags that fix the role of a hash: `keccak256(preimage) >> 8`. No two roles share a tag,
 * and no two roles share a Poseidon arity without one.
 */
export const TAGS = {
  ROLL: "psephos.roll.v1",
  DEALING: "psephos.dealing.v1",
  POSSESSION: "psephos.possession.v1",
  ELECTION: "psephos.election.v1",
  KEY_TEST: "psephos.key-test.v1",
  BATCH: "psephos.batch.v1",
  REGISTRATION: "psephos.registration.v1",
} as const;
