import { add, equals, isInSubgroup, isOnCurve, multiplyBase, multiplyPublic, sum } from "../../../crypto/babyjubjub.ts";
import type { Check, Subject } from "../check.ts";
import { capacityOf } from "../circuits-of.ts";
import { Faults, listed } from "../findings.ts";
import { weightsAtZero } from "../recompute/interpolate.ts";

type Archive = Subject["archive"];
type Result = NonNullable<Archive["election"]["result"]>;

/** Every count is at most this: rolls with more weight than fits are refused when an election is made. */
const MAX_COUNT = 1n << 40n;

export const counts: Check = {
  id: 10,
  name: "counts",
  claim: {
    en: "The published result is what the locked total holds.",
    zh: "公布的结果就是加密总数中的内容。",
  },
  run({ archive }: Subject) {
    const faults = new Faults();
    const { result } = archive.election;
    if (result === null) return faults.finding(NOTHING_OPENED, { opened: false });
    if (judgeOpeners({ archive, result, faults })) judgeCounts({ archive, result, faults });
    return faults.finding(
      {
        en: `Opened by key keepers ${result.trusteeIndices.join(", ")}; every count fits`,
        zh: `由保管人 ${result.trusteeIndices.join("、")} 打开，各项票数均吻合`,
      },
      { opened: true, counts: result.counts.map(String) },
    );
  },
};

const NOTHING_OPENED = { en: "No result was published; there is nothing to compare", zh: "未公布结果，无可比对" };

/** Whether exactly `threshold` different key keepers opened, each with points on record. */
function judgeOpeners({ archive, result, faults }: { archive: Archive; result: Result; faults: Faults }): boolean {
  const { ceremony, election } = archive;
  const { trusteeIndices } = result;
  const rising = trusteeIndices.every((index, at) => at === 0 || index > trusteeIndices[at - 1]!);
  const enough = faults.unless(
    trusteeIndices.length === ceremony.threshold && rising,
    `opened by key keepers ${listed(trusteeIndices)}: exactly ${ceremony.threshold} different ones are needed`,
    `由保管人 ${listed(trusteeIndices)} 打开：需要恰好 ${ceremony.threshold} 位不同的保管人`,
  );
  const missing = trusteeIndices.filter((index) => partialsOf(election, index) === undefined);
  const recorded = faults.unless(
    missing.length === 0,
    `key keeper ${listed(missing)} is named, but gave nothing to open with`,
    `保管人 ${listed(missing)} 被列出，但没有提交部分解密`,
  );
  return enough && recorded;
}

function partialsOf(election: Archive["election"], trustee: number) {
  return election.partialDecryptions.find(({ trusteeIndex }) => trusteeIndex === trustee)?.partials;
}

/** count·B8 + Σ λ_j·D_j = C2, option by option, with λ modulo l: not the contract's form, the same statement. */
function judgeCounts({ archive, result, faults }: { archive: Archive; result: Result; faults: Faults }): void {
  const { election } = archive;
  const weights = weightsAtZero(result.trusteeIndices);
  const given = result.trusteeIndices.map((index) => partialsOf(election, index)!);
  const shaped = result.counts.length === capacityOf(archive);
  faults.unless(shaped, "there is not one count for each option", "并非每个选项恰有一个票数");
  result.counts.forEach((count, option) => {
    const points = given.map((partials) => partials[option]);
    const c2 = election.aggregate[option]?.c2;
    const readable = c2 !== undefined && isOnCurve(c2) && points.every((point) => point && isInSubgroup(point));
    const mask = readable ? sum(points.map((point, at) => multiplyPublic(point!, weights[at]!))) : undefined;
    const fits = mask !== undefined && count <= MAX_COUNT && equals(add(multiplyBase(count), mask), c2!);
    faults.unless(
      fits,
      `the count ${count} of option ${option + 1} is not what was locked`,
      `选项 ${option + 1} 的票数 ${count} 与加密内容不符`,
    );
  });
}
