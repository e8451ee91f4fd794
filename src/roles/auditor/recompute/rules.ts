import { RULES_LAYOUT } from "../../../protocol/params.ts";

/** The rules as the auditor reads them out of the packed word that every ballot proof speaks for. */
export interface PackedRules {
  readonly optionCount: number;
  readonly maxValue: bigint;
  readonly minTotal: bigint;
  readonly maxTotal: bigint;
  readonly quadratic: boolean;
  readonly distinct: boolean;
  readonly blank: boolean;
  readonly weighted: boolean;
  /** Bits above the layout: must be none. */
  readonly excess: bigint;
}

export function readRules(packed: bigint): PackedRules {
  const field = (name: keyof typeof RULES_LAYOUT): bigint => {
    const [lowestBit, width] = RULES_LAYOUT[name];
    return (packed >> BigInt(lowestBit)) & ((1n << BigInt(width)) - 1n);
  };
  const [highestBit, highestWidth] = RULES_LAYOUT.weighted;
  return {
    optionCount: Number(field("optionCount")),
    maxValue: field("maxValue"),
    minTotal: field("minTotal"),
    maxTotal: field("maxTotal"),
    quadratic: field("quadratic") === 1n,
    distinct: field("distinct") === 1n,
    blank: field("blank") === 1n,
    weighted: field("weighted") === 1n,
    excess: packed >> BigInt(highestBit + highestWidth),
  };
}
