import type { Check, Subject } from "../check.ts";
import { Faults } from "../findings.ts";
import { hex32, keccakOfText } from "../recompute/encoding.ts";

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
      hash === election.manifestHash.toLowerCase(),
      "the manifest is not the one whose hash was fixed",
      "公示文件与确定的哈希不符",
    );
    return faults.finding({ en: "The fixed fingerprint fits the manifest", zh: "公示文件与确定的指纹一致" }, { hash });
  },
};
