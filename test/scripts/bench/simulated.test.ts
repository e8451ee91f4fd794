import assert from "node:assert/strict";
import { holdCeremony, openElection, type OpenElection } from "../../../scripts/bench/stage.ts";
import { simulatedBallots, type SimulatedBallot } from "../../../scripts/bench/simulated-ballots.ts";
import { shiftedC, simulatedKeys, simulatedKeyOf, simulatedProver } from "../../../scripts/bench/simulated.ts";
import { castBallots, isCast, readAggregate, readElection } from "../../../src/chain/elections.ts";
import { CIRCUIT_NAMES, SIGNALS } from "../../../src/generated/signals.ts";
import { rulesFor } from "../../../src/protocol/rule-presets.ts";
import { aggregateOf } from "../../../src/protocol/ballot.ts";
import { parseBallot } from "../../../src/protocol/words.ts";
import type { Proof } from "../../../src/proofs/proof.ts";
import { verifyBatch, verifyProof } from "../../../src/proofs/verify.ts";
import { startTestChain, type TestChain } from "../../chain/setup.ts";
import { sampleInputs } from "../../../scripts/bench/samples.ts";

describe("simulated proofs and ballots", () => {
  let test: TestChain;
  let election: OpenElection;
  let ballots: SimulatedBallot[];

  before(async () => {
    test = await startTestChain({ keys: simulatedKeys() });
    const setting = { ...test, prover: simulatedProver() };
    const ceremony = await holdCeremony(setting, { trusteeCount: 3, threshold: 2 });
    const rules = rulesFor("single", { optionCount: 3 });
    election = await openElection(setting, { ceremony, rules, voterCount: 1 });
    ballots = [...simulatedBallots({ terms: election.terms, count: 7 })];
  });
  after(() => test.end());

  const proofs = (): Proof[] => ballots.map(({ words, signals }) => ({ words: words.slice(0, 8), signals }));
  const onChain = (proof: Proof): Promise<boolean> =>
    test.chain.contracts.verifier
      .getFunction("verify")
      .staticCall(test.deployment.keyIds["ballot-4"], proof.words, proof.signals) as Promise<boolean>;

  it("are accepted by the batch verifier and the verifier contract, and refused by both once altered", async () => {
    const key = simulatedKeyOf("ballot-4").verifyingKey;
    assert.deepEqual(await verifyBatch({ key, proofs: proofs() }), { ok: true, bad: [] });
    const [right, other] = proofs() as [Proof, Proof];
    assert.equal(await onChain(right), true);
    const altered = [
      { ...right, words: shiftedC(right.words, 1n) },
      { ...right, signals: other.signals },
      { ...right, signals: right.signals.with(5, right.signals[5]! + 1n) },
    ];
    assert.deepEqual((await verifyBatch({ key, proofs: [right, ...altered] })).bad, [1, 2, 3]);
    for (const proof of altered) assert.equal(await onChain(proof), false);
  });

  it("are cast and added up like any other, with nullifiers that differ", async () => {
    const { chain, organizer: account } = test;
    const { electionId, terms } = election;
    const { accepted } = await castBallots({ chain, account, electionId, ballots: ballots.map(({ words }) => words) });
    assert.equal(accepted, 7);
    assert.equal((await readElection(chain, electionId)).accepted, 7);
    assert.equal(await isCast({ chain, electionId, nullifier: ballots[3]!.nullifier }), true);
    const parsed = ballots.map(({ words }) => parseBallot(words, 4).ciphertexts);
    const expected = aggregateOf({ electionKey: terms.electionKey, capacity: 4, ballots: parsed });
    assert.deepEqual(await readAggregate(chain, electionId), expected);
    assert.deepEqual(ballots.map(({ option }) => option), [0, 1, 2, 0, 1, 2, 0]); // prettier-ignore
  });

  it("speak for the public signals of any circuit's inputs", async () => {
    const prover = simulatedProver();
    for (const circuit of CIRCUIT_NAMES) {
      const proof = await prover.prove({ circuit, inputs: await sampleInputs(circuit) });
      assert.equal(proof.signals.length, SIGNALS[circuit].length);
      assert.equal(await verifyProof({ key: simulatedKeyOf(circuit).verifyingKey, proof }), true, circuit);
    }
  });
});
