import { MAX_COUNT_BITS, OPTION_CAPACITIES } from "../../../protocol/params.ts";
import type { Check, Subject } from "../check.ts";
import { capacityOf } from "../circuits-of.ts";
import { Faults, plural } from "../findings.ts";
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
    if (result !== null) judgeResult({ rules, archive, counts: result.counts, faults });
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

interface ResultInput {
  readonly rules: PackedRules;
  readonly archive: Archive;
  readonly counts: readonly bigint[];
  readonly faults: Faults;
}

function judgeResult({ rules, archive, counts, faults }: ResultInput): void {
  const { fewest, most } = votingWeight(archive, rules);
  const highest = most * rules.maxValue;
  counts.forEach((count, option) => {
    const limit = option < rules.optionCount ? highest : 0n;
    faults.unless(
      count <= limit,
      `option ${option + 1} has ${count}, but the ballots cannot give more than ${limit}`,
      `选项 ${option + 1} 得 ${count}，但这些选票最多只能给出 ${limit}`,
    );
  });
  const total = counts.reduce((sum, count) => sum + count, 0n);
  const lowestTotal = fewest * leastOfBallot(rules);
  const highestTotal = most * mostOfBallot(rules);
  faults.unless(
    total >= lowestTotal && total <= highestTotal,
    `the counts add up to ${total}, but the ballots give ${lowestTotal} to ${highestTotal}`,
    `票数合计 ${total}，但这些选票应给出 ${lowestTotal} 至 ${highestTotal}`,
  );
}

/** Least and most weight that this many different voters can have together; nobody knows which of them voted. */
function votingWeight(archive: Archive, rules: PackedRules): { fewest: bigint; most: bigint } {
  const count = archive.election.ballots.length;
  if (!rules.weighted) return { fewest: BigInt(count), most: BigInt(count) };
  const rows = readRollRows(archive.roll.file);
  // An unreadable list is the fault of check 1; then the bounds that need no list must do.
  if (rows === undefined) return { fewest: BigInt(count), most: archive.roll.totalWeight };
  const weights = rows.map(({ weight }) => weight).sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  const total = (part: readonly bigint[]) => part.reduce((sum, weight) => sum + weight, 0n);
  return { fewest: total(weights.slice(0, count)), most: total(weights.slice(Math.max(0, weights.length - count))) };
}

/** Most that the values of one ballot add up to. Whole numbers cost at least themselves, so the cost bounds the sum. */
function mostOfBallot({ maxTotal, maxValue, optionCount }: PackedRules): bigint {
  const all = maxValue * BigInt(optionCount);
  return maxTotal < all ? maxTotal : all;
}

/** Least that they add up to: with squared costs, each value costs at most maxValue times itself. */
function leastOfBallot({ blank, minTotal, maxValue, quadratic }: PackedRules): bigint {
  if (blank) return 0n;
  return quadratic ? (minTotal + maxValue - 1n) / maxValue : minTotal;
}
