import { BASE, equals, isOnCurve, toAffine, toProjective, type Point } from "../../../crypto/babyjubjub.ts";
import { PROOF_WORD_COUNT } from "../../../proofs/proof.ts";
import type { Check, Subject } from "../check.ts";
import { capacityOf } from "../circuits-of.ts";
import { Faults, listed, plural } from "../findings.ts";

const FIRST_CIPHERTEXT_WORD = PROOF_WORD_COUNT + 1;

export const aggregate: Check = {
  id: 8,
  name: "aggregate",
  claim: {
    en: "The locked total is the sum of exactly these ballots.",
    zh: "加密总数恰好是这些选票之和。",
  },
  run({ archive }: Subject) {
    const { election } = archive;
    const faults = new Faults();
    const capacity = capacityOf(archive);
    const unreadable = election.ballots.filter(({ words }) => !holdsPoints(words, capacity)).map(({ index }) => index);
    faults.unless(
      unreadable.length === 0,
      `ballot ${listed(unreadable)} holds no points of the curve`,
      `选票 ${listed(unreadable)} 的内容不是曲线上的点`,
    );
    const readable = election.ballots.filter(({ words }) => holdsPoints(words, capacity));
    const rows = readable.map(({ words }) => words);
    // The contract starts from an encryption of zero that everyone can make: (B8, H), with randomness 1.
    const start = [BASE, election.electionKey];
    const sums = Array.from({ length: 2 * capacity }, (_, at) => sumOf({ rows, at, start: start[at % 2]! }));
    const recorded = election.aggregate.flatMap(({ c1, c2 }) => [c1, c2]);
    const wrong = sums.flatMap((point, at) => (recorded[at] && equals(point, recorded[at]) ? [] : [1 + (at >> 1)]));
    faults.unless(
      wrong.length === 0 && recorded.length === sums.length,
      `the locked total of option ${listed([...new Set(wrong)])} is not the sum of the ballots`,
      `选项 ${listed([...new Set(wrong)])} 的加密总数不等于选票之和`,
    );
    return faults.finding(
      {
        en: `Added ${plural(election.ballots.length, "ballot")} again; the totals agree`,
        zh: `重新相加 ${election.ballots.length} 张选票，总数一致`,
      },
      { ballots: election.ballots.length },
    );
  },
};

function pointAt(words: readonly bigint[], at: number): Point {
  const word = FIRST_CIPHERTEXT_WORD + 2 * at;
  return [words[word]!, words[word + 1]!];
}

function holdsPoints(words: readonly bigint[], capacity: number): boolean {
  if (words.length !== FIRST_CIPHERTEXT_WORD + 4 * capacity) return false;
  return Array.from({ length: 2 * capacity }, (_, at) => pointAt(words, at)).every(isOnCurve);
}

/** `at` counts points within a ballot: C1 and C2 of the first option, then of the second, and so on. */
function sumOf({ rows, at, start }: { rows: readonly (readonly bigint[])[]; at: number; start: Point }): Point {
  if (!isOnCurve(start)) return [0n, 0n];
  return toAffine(rows.reduce((sum, words) => sum.add(toProjective(pointAt(words, at))), toProjective(start)));
}
