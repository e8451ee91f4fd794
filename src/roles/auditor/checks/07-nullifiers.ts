import { isFieldElement } from "../../../crypto/field.ts";
import { PROOF_WORD_COUNT } from "../../../proofs/proof.ts";
import type { Check, Subject } from "../check.ts";
import { Faults, listed, plural } from "../findings.ts";

export const nullifiers: Check = {
  id: 7,
  name: "one-ballot-each",
  claim: {
    en: "Nobody's ballot counts twice, and no ballot is missing from the row.",
    zh: "没有人的选票被计两次，选票序列也没有缺失。",
  },
  run({ archive }: Subject) {
    const { ballots } = archive.election;
    const faults = new Faults();
    const misplaced = ballots.filter(({ index }, at) => index !== at).map(({ index }) => index);
    faults.unless(
      misplaced.length === 0,
      `ballots are missing or out of order, from number ${misplaced[0]}`,
      `选票缺失或顺序错乱，从第 ${misplaced[0]} 张起`,
    );
    const seen = new Map<bigint, number>();
    for (const { index, nullifier, words } of ballots) {
      const first = seen.get(nullifier);
      faults.unless(
        first === undefined,
        `ballots ${first} and ${index} are of one voter`,
        `选票 ${first} 与 ${index} 出自同一选民`,
      );
      seen.set(nullifier, index);
      faults.unless(
        nullifier === words[PROOF_WORD_COUNT] && isFieldElement(nullifier),
        `ballot ${index} is recorded under another number than its own`,
        `选票 ${index} 的记录编号与其自身不符`,
      );
    }

    return faults.finding(
      {
        en: `${plural(ballots.length, "ballot")}, each from another voter, numbered without a gap`,
        zh: `${ballots.length} 张选票，各出自不同选民，编号连续`,
      },
      { ballots: ballots.length, misplaced: listed(misplaced) },
    );
  },
};
