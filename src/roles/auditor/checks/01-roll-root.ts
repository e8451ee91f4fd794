import type { Check, Subject } from "../check.ts";
import { Faults, plural } from "../findings.ts";
import { hex32, keccakOfText } from "../recompute/encoding.ts";
import { rollRoot, type RollRow } from "../recompute/roll-root.ts";
import { readRollRows } from "../recompute/roll-rows.ts";

export const rollRootCheck: Check = {
  id: 1,
  name: "roll-root",
  claim: {
    en: "The published list of voters is the one that the election uses.",
    zh: "公布的选民名册就是本次选举所用的名册。",
  },
  async run({ archive }: Subject) {
    const { roll, election } = archive;
    const faults = new Faults();
    faults.unless(
      hex32(keccakOfText(roll.file)) === roll.fileHash.toLowerCase(),
      "the list's file is not the one whose hash was published",
      "名册文件与公布的哈希不符",
    );
    const rows = readRollRows(roll.file);
    if (rows === undefined) faults.add("the list's file cannot be read", "名册文件无法读取");
    else await judgeRows({ rows, archive, faults });
    faults.unless(
      election.rollRoot === roll.root && election.rollId === roll.rollId,
      "the election names another list of voters",
      "选举引用的是另一份名册",
    );
    return faults.finding(
      {
        en: `${plural(roll.size, "voter")}, total weight ${roll.totalWeight}; the fingerprint was computed again and agrees`,
        zh: `${roll.size} 位选民，总权重 ${roll.totalWeight}；重新计算的指纹一致`,
      },
      { voters: roll.size, root: hex32(roll.root) },
    );
  },
};

async function judgeRows(input: { rows: readonly RollRow[]; archive: Subject["archive"]; faults: Faults }) {
  const { rows, archive, faults } = input;
  const { roll } = archive;
  faults.unless(
    (await rollRoot(rows)) === roll.root,
    "the list's voters do not give the published fingerprint",
    "名册内容算不出公布的指纹",
  );
  const totalWeight = rows.reduce((sum, { weight }) => sum + weight, 0n);
  faults.unless(
    rows.length === roll.size && totalWeight === roll.totalWeight,
    `the list has ${plural(rows.length, "voter")} with weight ${totalWeight}, published were ${roll.size} with ${roll.totalWeight}`,
    `名册有 ${rows.length} 位选民、总权重 ${totalWeight}，而公布的是 ${roll.size} 位、${roll.totalWeight}`,
  );
  const distinct = new Set(rows.map(({ commitment }) => commitment)).size;
  faults.unless(
    distinct === rows.length,
    `${plural(rows.length - distinct, "voter")} stand on the list twice`,
    `名册中有 ${rows.length - distinct} 位选民重复`,
  );
}
