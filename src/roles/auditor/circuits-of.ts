import type { ElectionArchive } from "../../protocol/archive.ts";
import { OPTION_CAPACITIES } from "../../protocol/params.ts";
import type { CircuitName } from "../../generated/signals.ts";
import { readRules } from "./recompute/rules.ts";

/** Options that the election's circuits hold: the smallest capacity that fits its rules. */
export function capacityOf(archive: ElectionArchive): number {
  const { optionCount } = readRules(archive.election.rules);
  return OPTION_CAPACITIES.find((capacity) => capacity >= optionCount) ?? OPTION_CAPACITIES.at(-1)!;
}

/** The circuits whose proofs this election holds. */
export function circuitsOf(archive: ElectionArchive): Record<"dealing" | "ballot" | "decryption", CircuitName> {
  const capacity = capacityOf(archive) as 2 | 4 | 8;
  return { dealing: "dealing", ballot: `ballot-${capacity}`, decryption: `decryption-${capacity}` };
}
