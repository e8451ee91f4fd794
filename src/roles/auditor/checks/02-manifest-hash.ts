import type { Check, Subject } from "../check.ts";
import { Faults } from "../findings.ts";
import { hex32, keccakOfText } from "../recompute/encoding.ts";
import { readManifestFacts, type ManifestFacts } from "../recompute/manifest-facts.ts";
import { readRules } from "../recompute/rules.ts";

export const manifestHash: Check = {
  id: 2,
  name: "manifest-hash",
  claim: {
    en: "The question, the options and the rules are those that were fixed when the election was made.",
    zh: "题目、选项与规则正是选举创建时所确定的。",
  },
  run({ archive }: Subject) {
    const { manifest, election } = archive;
    const faults = new Faults();
    const hash = hex32(keccakOfText(manifest));
    faults.unless(
      hash === election.manifestHash,
      "the manifest is not the one whose hash was fixed",
      "公示文件与确定的哈希不符",
    );
    const facts = readManifestFacts(manifest);
    if (facts === undefined) faults.add("the manifest cannot be read", "公示文件无法读取");
    else judgeFacts({ facts, archive, faults });
    const title = facts?.title ?? { en: "", zh: "" };
    return faults.finding(
      {
        en: `“${title.en}”, ${facts?.options.length ?? 0} options`,
        zh: `“${title.zh}”，${facts?.options.length ?? 0} 个选项`,
      },
      { hash },
    );
  },
};

/** What people were told and what the contract enforces must be one thing. */
function judgeFacts(input: { facts: ManifestFacts; archive: Subject["archive"]; faults: Faults }): void {
  const { facts, archive, faults } = input;
  const { election, roll } = archive;
  const { excess: _, ...enforced } = readRules(election.rules);
  const told = Object.entries(enforced).every(([name, value]) => String(facts.rules[name]) === String(value));
  faults.unless(
    told && facts.options.length === enforced.optionCount,
    "the manifest tells other rules than the contract enforces",
    "公示的规则与合约执行的不同",
  );
  faults.unless(
    facts.opensAt === election.opensAt &&
      facts.closesAt === election.closesAt &&
      facts.resultBy === election.resultBy &&
      facts.minimumTurnout === election.minimumTurnout,
    "the manifest tells other times or another minimum turnout",
    "公示的时间或最低投票数不同",
  );
  faults.unless(
    facts.roll.id === String(election.rollId) &&
      facts.roll.fileHash === roll.fileHash &&
      facts.ceremony.id === String(election.ceremonyId),
    "the manifest names another list of voters or another key",
    "公示的名册或密钥不同",
  );
}
