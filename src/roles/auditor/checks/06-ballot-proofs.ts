import { PROOF_WORD_COUNT, type Proof } from "../../../proofs/proof.ts";
import type { Check, Subject } from "../check.ts";
import { capacityOf, circuitsOf } from "../circuits-of.ts";
import { Faults, listed, plural } from "../findings.ts";
import { electionScope } from "../recompute/encoding.ts";

export const ballotProofs: Check = {
  id: 6,
  name: "ballot-proofs",
  claim: {
    en: "Every ballot proves that it comes from someone on the list and obeys the rules.",
    zh: "每张选票都证明投票人在名册上，且选票符合规则。",
  },
  async run(subject: Subject) {
    const { archive, onProgress } = subject;
    const { ballots } = archive.election;
    const faults = new Faults();
    const wordCount = PROOF_WORD_COUNT + 1 + 4 * capacityOf(archive);
    const misshapen = ballots.filter(({ words }) => words.length !== wordCount).map(({ index }) => index);
    faults.unless(
      misshapen.length === 0,
      `misshapen: ballot ${listed(misshapen)}`,
      `格式不符：选票 ${listed(misshapen)}`,
    );
    const whole = ballots.filter(({ words }) => words.length === wordCount);
    const context = contextSignals(subject);
    const proofs = whole.map(({ words }) => ballotProof(words, context));
    const refused = await subject.judgeProofs({ circuit: circuitsOf(archive).ballot, proofs, onProgress });
    const bad = refused.map((at) => whole[at]!.index);
    faults.unless(bad.length === 0, `not proved: ballot ${listed(bad)}`, `未被证明：选票 ${listed(bad)}`);
    return faults.finding(
      { en: `${plural(proofs.length, "proof")} checked, all hold`, zh: `检验了 ${proofs.length} 个证明，全部成立` },
      { proofs: proofs.length, bad: [...misshapen, ...bad] },
    );
  },
};

/** What the contract puts in front of a ballot's own signals: never the sender's word. */
function contextSignals({ archive }: Subject): bigint[] {
  const { chain, election } = archive;
  const scope = electionScope({ chainId: chain.chainId, contract: chain.elections, id: election.electionId });
  return [election.rollRoot, scope, election.rules, ...election.electionKey];
}

function ballotProof(words: readonly bigint[], context: readonly bigint[]): Proof {
  return { words: words.slice(0, PROOF_WORD_COUNT), signals: [...context, ...words.slice(PROOF_WORD_COUNT)] };
}
