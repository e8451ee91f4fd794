import type { BatchKind } from "../../../chain/sending/batch-calls.ts";

/** Of a batch: what it costs by itself, and what each item adds. */
interface Shape {
  readonly base: number;
  readonly perItem: number;
}

/**
 * Lines through the figures of snapshots/gas.json; a test derives them again. A ballot's depend on how many options it has room for:
 * its words are 9 + 4 for each. Presentations may name different trust roots, and the first under a policy stores its digest.
 */
function shapeOf(kind: BatchKind, words: number): Shape {
  if (kind === "attestation") return { base: 300_000, perItem: 88_500 };
  // One item a transaction; the first of a pseudonym's slot costs what all do.
  if (kind === "withdrawal") return { base: 273_000, perItem: 0 };
  if (kind === "enrolment") return { base: 235_000, perItem: 113_000 };
  const capacity = (words - 9) / 4;
  return { base: 212_000 + 47_000 * capacity, perItem: 80_500 + 4_900 * capacity };
}

export interface BatchSize {
  readonly kind: BatchKind;
  /** Words of each item. */
  readonly words: number;
  readonly count: number;
}

/** On the chain whose gas was measured; others differ by a factor, which `GasModel` learns. */
export function pinnedGas({ kind, words, count }: BatchSize): number {
  const { base, perItem } = shapeOf(kind, words);
  return base + perItem * count;
}

/** Storage that others change in between costs a little more or less. */
const MARGIN = 1.25;
/** EIP-7825: no transaction may have more. */
const TRANSACTION_GAS_LIMIT = 1n << 24n;

export interface GasModel {
  /** Whether this chain's factor is known; else the node is asked for an estimate. */
  isKnown(kind: BatchKind): boolean;
  /** Of a transaction with such a batch. */
  limitFor(size: BatchSize): bigint;
  learn(size: BatchSize, used: bigint): void;
  /** After a transaction that reverted: asks the node again. */
  forget(kind: BatchKind): void;
  /** Items that fit in one block's gas. 0: not even one. */
  mostItems(size: Omit<BatchSize, "count">, blockGasLimit: bigint): number;
}

export function gasModel(): GasModel {
  const factors = new Map<BatchKind, number>();
  const limitFor = (size: BatchSize): bigint =>
    BigInt(Math.ceil(pinnedGas(size) * (factors.get(size.kind) ?? 1) * MARGIN));
  return {
    isKnown: (kind) => factors.has(kind),
    limitFor,
    learn: (size, used) => {
      // Never below the measured figures: a batch whose ballots were skipped used less than the next one will.
      factors.set(size.kind, Math.max(1, Number(used) / pinnedGas(size)));
    },
    forget: (kind) => void factors.delete(kind),
    mostItems: (size, blockGasLimit) => {
      const most = blockGasLimit < TRANSACTION_GAS_LIMIT ? blockGasLimit : TRANSACTION_GAS_LIMIT;
      const empty = Number(limitFor({ ...size, count: 0 }));
      const each = Number(limitFor({ ...size, count: 1 })) - empty;
      return Math.max(0, Math.floor((Number(most) - empty) / each));
    },
  };
}
