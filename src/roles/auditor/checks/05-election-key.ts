import { equals, isIdentity, sum } from "../../../crypto/babyjubjub.ts";
import type { Check, Subject } from "../check.ts";
import { Faults, plural } from "../findings.ts";
import { cleared, shareKey } from "../recompute/dealings.ts";

export const electionKey: Check = {
  id: 5,
  name: "election-key",
  claim: {
    en: "The election key and each key keeper's part come from those dealings alone.",
    zh: "选举密钥与各保管人的份额只来自这些分发。",
  },
  run({ archive }: Subject) {
    const { ceremony, election } = archive;
    const faults = new Faults();
    const dealt = ceremony.dealings.map(({ commitments }) => cleared(commitments));
    const key = sum(dealt.flatMap((points) => points.slice(0, 1)));
    faults.unless(
      !isIdentity(key) && equals(key, ceremony.electionKey),
      "the election key is not the sum of the dealings",
      "选举密钥不是各次分发之和",
    );
    faults.unless(
      equals(ceremony.electionKey, election.electionKey) && election.ceremonyId === ceremony.ceremonyId,
      "the election uses another key than its ceremony made",
      "选举使用的密钥不是该仪式生成的",
    );
    const shares = ceremony.trustees.map((_, at) => sum(dealt.map((points) => shareKey(points, at + 1))));
    faults.unless(
      shares.length === ceremony.publicShares.length,
      "there is not one part for each key keeper",
      "份额数与保管人数不一致",
    );
    shares.forEach((share, at) => {
      const recorded = ceremony.publicShares[at];
      faults.unless(
        recorded !== undefined && equals(share, recorded),
        `the part of key keeper ${at + 1} does not come from the dealings`,
        `保管人 ${at + 1} 的份额并非来自这些分发`,
      );
    });
    return faults.finding({
      en: `Recomputed from ${plural(ceremony.dealings.length, "dealing")}; ${ceremony.threshold} of ${ceremony.trustees.length} key keepers can open the total`,
      zh: `由 ${ceremony.dealings.length} 次分发重新算出；${ceremony.trustees.length} 位保管人中任意 ${ceremony.threshold} 位可打开总数`,
    });
  },
};
