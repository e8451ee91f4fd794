import { MAX_COUNT_BITS, OPTION_CAPACITIES } from "../../../protocol/params.ts";
import type { Check, Subject } from "../check.ts";
import { capacityOf } from "../circuits-of.ts";
import { Faults, plural } from "../findings.ts";
import { impossibleCounts, weightRange, type WeightRange } from "../recompute/count-bounds.ts";
import { readRollRows } from "../recompute/roll-rows.ts";
import { readRules, type PackedRules } from "../recompute/rules.ts";

type Archive = Subject["archive"];

export const countsWithinRules: Check = {
  id: 12,
  name: "counts-within-rules",
  claim: {
    en: "The result is possible: no more than the rules allow this many ballots to give.",
    zh: "结果合理：没有超出规则允许这些选票给出的上限。",
  },
  run({ archive }: Subject) {
    const faults = new Faults();
    const rules = readRules(archive.election.rules);
    const { ballots, result } = archive.election;
    judgeRules({ rules, archive, faults });
    faults.unless(
      ballots.length <= archive.roll.size,
      `there are ${ballots.length} ballots but only ${archive.roll.size} voters`,
      `有 ${ballots.length} 张选票，但只有 ${archive.roll.size} 位选民`,
    );
    const weight = votingWeight(archive, rules);
    const impossible = result === null ? undefined : impossibleCounts({ rules, weight, counts: result.counts });
    if (impossible !== undefined) faults.add(impossible.en, impossible.zh);
    return faults.finding(
      {
        en: `${plural(ballots.length, "ballot")} of ${plural(archive.roll.size, "voter")}; the counts are within bounds`,
        zh: `${archive.roll.size} 位选民，${ballots.length} 张选票；票数在允许范围内`,
      },
      { ballots: ballots.length, voters: archive.roll.size },
    );
  },
};

function judgeRules({ rules, archive, faults }: { rules: PackedRules; archive: Archive; faults: Faults }): void {
  const { optionCount, maxValue, minTotal, maxTotal, excess } = rules;
  const { size, totalWeight } = archive.roll;
  const highest = rules.quadratic ? maxValue ** 2n : maxValue;
  const sound =
    excess === 0n &&
    optionCount >= 2 &&
    optionCount <= OPTION_CAPACITIES.at(-1)! &&
    maxValue >= 1n &&
    minTotal <= maxTotal &&
    minTotal <= BigInt(optionCount) * highest;
  faults.unless(sound, "the rules contradict themselves", "规则自相矛盾");
  faults.unless(
    archive.election.optionCapacity === capacityOf(archive),
    "the ballots are of another size than the rules need",
    "选票的容量与规则不符",
  );
  const largestCount = (rules.weighted ? totalWeight : BigInt(size)) * maxValue;
  faults.unless(
    largestCount <= 1n << BigInt(MAX_COUNT_BITS),
    "the list of voters is too large for these rules: counts could not be found with certainty",
    "名册对于该规则过大：票数无法可靠求出",
  );
}

/** Where rules are weighted, from the weights of as many voters; an unreadable list is the fault of check 1. */
function votingWeight(archive: Archive, rules: PackedRules): WeightRange {
  const accepted = archive.election.ballots.length;
  if (!rules.weighted) return { min: BigInt(accepted), max: BigInt(accepted) };
  const rows = readRollRows(archive.roll.file);
  if (rows === undefined) return { min: BigInt(accepted), max: archive.roll.totalWeight };
  return weightRange(
    rows.map(({ weight }) => weight),
    accepted,
  );
}
