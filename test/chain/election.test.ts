import assert from "node:assert/strict";
import {
  castBallots,
  areCast,
  isCast,
  publishResult,
  readAggregate,
  readElection,
  readElectionCount,
  readResult,
  submitPartialDecryption,
} from "../../src/chain/elections.ts";
import { readCeremony, readDealingCommitment, readHasDealt } from "../../src/chain/ceremonies.ts";
import {
  readCeremonyCreated,
  readCommitments,
  readDealings,
  readRegistrations,
} from "../../src/chain/ceremony-events.ts";
import {
  readBallots,
  readElectionCancelled,
  readElectionCreated,
  readKeyTests,
  readPartialDecryptions,
  readResultPublished,
} from "../../src/chain/election-events.ts";
import { advanceTo } from "../../src/chain/time.ts";
import { FIELD } from "../../src/crypto/field.ts";
import { openResult } from "../../src/protocol/decryption.ts";
import { ballotSignals } from "../../src/protocol/ballot.ts";
import { parseBallot } from "../../src/protocol/words.ts";
import { loadVerifyingKey } from "../../src/proofs/artifacts.ts";
import type { Proof } from "../../src/proofs/proof.ts";
import { openProver } from "../../src/proofs/prove.ts";
import type { Prover } from "../../src/proofs/prover.ts";
import { verifyProof } from "../../src/proofs/verify.ts";
import { rulesFor } from "../../src/protocol/rule-presets.ts";
import {
  holdCeremony,
  makeBallots,
  openElection,
  partialsOf,
  type Ceremony,
  type OpenElection,
} from "../../scripts/bench/stage.ts";
import { mutations } from "../proofs/mutations.ts";
import { startTestChain, type TestChain } from "./setup.ts";

describe("an election on a chain", () => {
  let test: TestChain;
  let prover: Prover;
  let ceremony: Ceremony;
  let election: OpenElection;
  let ballots: bigint[][];

  before(async () => {
    test = await startTestChain();
    prover = openProver();
    const setting = { ...test, prover };
    ceremony = await holdCeremony(setting, { trusteeCount: 3, threshold: 2 });
    const rules = rulesFor("single", { optionCount: 2 });
    election = await openElection(setting, { ceremony, rules, voterCount: 3 });
    const values = [[1, 0], [0, 1], [1, 0]]; // prettier-ignore
    const votes = election.voters.map((voter, index) => ({ voter, values: values[index]! }));
    ballots = await makeBallots(prover, { terms: election.terms, votes });
  });
  after(async () => {
    await prover.close();
    await test.end();
  });

  it("reads a ceremony's record and every message of it", async () => {
    const { chain } = test;
    const { ceremonyId } = ceremony;
    const record = await readCeremony(chain, ceremonyId);
    assert.deepEqual(
      { phase: record.phase, registered: record.registered, committed: record.committed, dealt: record.dealt },
      { phase: "finished", registered: 3, committed: 3, dealt: 3 },
    );
    const created = await readCeremonyCreated(chain, ceremonyId);
    assert.deepEqual([created.trustees, created.threshold, created.dealBy], [record.trustees, 2, record.dealBy]);
    const [registrations, commitments, dealings] = await Promise.all([
      readRegistrations(chain, ceremonyId),
      readCommitments(chain, ceremonyId),
      readDealings(chain, ceremonyId),
    ]);
    for (const events of [registrations, commitments, dealings]) {
      assert.deepEqual(events.map(({ index }) => index), [1, 2, 3]); // prettier-ignore
    }
    assert.deepEqual(registrations.map(({ trustee }) => trustee), record.trustees); // prettier-ignore
    assert.equal(commitments[1]!.dealingHash, await readDealingCommitment({ chain, ceremonyId, index: 2 }));
    assert.equal(await readHasDealt({ chain, ceremonyId, index: 3 }), true);
    assert.deepEqual([dealings[0]!.commitments.length, dealings[0]!.shares.length], [2, 3 * 11]);
    await assert.rejects(readCeremonyCreated(chain, 9n), { code: "CONTRACT_REFUSED", message: /no key ceremony 9/ });
  });

  it("T029: the contract gives the verdict of our verifier on every mutated proof", async () => {
    const { verifyingKey: key } = await loadVerifyingKey({ circuit: "ballot-2" });
    const words = ballots[0]!;
    const proof: Proof = { words: words.slice(0, 8), signals: ballotSignals(election.terms, parseBallot(words, 2)) };
    const verify = test.chain.contracts.verifier.getFunction("verify");
    for (const { name, proof: mutated } of mutations(key, proof)) {
      const onChain: unknown = await verify.staticCall(
        test.deployment.keyIds["ballot-2"],
        mutated.words,
        mutated.signals,
      );
      assert.equal(onChain, await verifyProof({ key, proof: mutated }), name);
    }
    for (const signals of [proof.signals.with(5, proof.signals[5]! + FIELD), proof.signals.slice(1)]) {
      await assert.rejects(verify.staticCall(test.deployment.keyIds["ballot-2"], proof.words, signals));
      await assert.rejects(verifyProof({ key, proof: { ...proof, signals } }), { code: "PROOF_MALFORMED" });
    }
  });

  it("T023: casts ballots, skips a used nullifier in a batch and refuses it alone", async () => {
    const { chain, organizer: account } = test;
    const { electionId } = election;
    const first = await castBallots({ chain, account, electionId, ballots: ballots.slice(0, 1) });
    assert.deepEqual([first.accepted, first.nullifiers], [1, [ballots[0]![8]]]);
    await assert.rejects(castBallots({ chain, account, electionId, ballots: ballots.slice(0, 1) }), {
      code: "ALREADY_CAST",
      detail: { error: "NothingAccepted" },
    });
    const rest = await castBallots({ chain, account, electionId, ballots });
    assert.deepEqual(rest.nullifiers, [ballots[1]![8], ballots[2]![8]]);
    assert.equal(await isCast({ chain, electionId, nullifier: ballots[2]![8]! }), true);
    assert.equal(await isCast({ chain, electionId, nullifier: 1n }), false);
    const questions = [1n, ballots[2]![8]!, 2n].map((nullifier) => ({ electionId, nullifier }));
    assert.deepEqual(await areCast(chain, questions), [false, true, false]);
    // A node that takes no batches.
    const refusing = Object.assign(Object.create(chain.provider) as typeof chain.provider, {
      _send: () => Promise.resolve([{ id: 1, error: { code: -32_600, message: "batches are not taken" } }]),
    });
    assert.deepEqual(await areCast({ ...chain, provider: refusing }, questions), [false, true, false]);
    assert.equal((await readElection(chain, electionId)).accepted, 3);
  });

  it("T104: reads the contract's ballots in order, and none that another contract pretends", async () => {
    const { chain, organizer } = test;
    const { electionId } = election;
    const topic = chain.contracts.elections.interface.getEvent("BallotCast")!.topicHash;
    const word = (value: bigint): string => value.toString(16).padStart(64, "0");
    // Contract creation code that logs the same topics: PUSH32 ×3, PUSH1 0 twice, LOG3.
    const data = `0x7f${word(7n)}7f${word(electionId)}7f${topic.slice(2)}60006000a3`;
    await (await organizer.connect(chain.provider).sendTransaction({ data })).wait();

    const progress: number[] = [];
    const read = await readBallots(chain, electionId, { onProgress: ({ done }) => progress.push(done) });
    assert.deepEqual(read.map(({ index, nullifier, words }) => ({ index, nullifier, words })), ballots.map((words, index) => ({ index, nullifier: words[8]!, words }))); // prettier-ignore
    assert.ok(read.every(({ time }) => time >= 1_600_000_000));
    assert.ok(progress.length > 0);
    assert.deepEqual(await readBallots(chain, electionId, { fromBlock: read[2]!.blockNumber + 1 }), []);
  });

  it("opens the sum, publishes it and reads all of it back", async () => {
    const { chain, organizer: account } = test;
    const { electionId, terms } = election;
    assert.equal((await readElection(chain, electionId)).phase, "voting");
    const cast = { chain, account, electionId, ballots };
    await advanceTo(chain, election.closesAt);
    assert.equal((await readElection(chain, electionId)).phase, "opening");
    await assert.rejects(castBallots(cast), { code: "PHASE_WRONG", message: /"opening".*"voting"/ });
    await assert.rejects(readResult(chain, electionId), {
      code: "PHASE_WRONG",
      detail: { electionId, error: "NoResult" },
    });
    assert.equal(await readResultPublished(chain, electionId), null);

    const aggregate = await readAggregate(chain, electionId);
    const setting = { ...test, prover };
    for (const trustee of [ceremony.trustees[0]!, ceremony.trustees[2]!]) {
      const call = await partialsOf(setting, { ceremony, trustee, c1: aggregate.map(({ c1 }) => c1) });
      await submitPartialDecryption({ chain, account, electionId, ...call });
      await assert.rejects(submitPartialDecryption({ chain, account, electionId, ...call }), { code: "ALREADY_DONE" });
    }
    const decryptions = await readPartialDecryptions(chain, electionId);
    assert.deepEqual((await readElection(chain, electionId)).partials, [1, 3]);
    const { counts, trusteeIndices } = openResult({ aggregate, threshold: 2, decryptions, maxCount: 3n });
    assert.deepEqual(counts, [2n, 1n]);
    const partials = trusteeIndices.map(
      (index) => decryptions.find(({ trusteeIndex }) => trusteeIndex === index)!.partials,
    );
    const result = { chain, account, electionId, trusteeIndices, partials };
    await assert.rejects(publishResult({ ...result, counts: [1n, 2n] }), { code: "CONTRACT_REFUSED", detail: { error: "WrongCount", option: 0n, count: 1n } }); // prettier-ignore
    await publishResult({ ...result, counts });

    assert.deepEqual(await readResult(chain, electionId), [2n, 1n]);
    const published = await readResultPublished(chain, electionId);
    assert.deepEqual(
      [published?.counts, published?.trusteeIndices],
      [
        [2n, 1n],
        [1, 3],
      ],
    );
    const record = await readElection(chain, electionId);
    const created = await readElectionCreated(chain, electionId);
    assert.deepEqual([record.phase, record.keyTests, record.optionCapacity], ["opened", [1, 2], 2]);
    assert.deepEqual([created.config, created.electionKey, created.rollRoot], [record.config, terms.electionKey, terms.rollRoot]); // prettier-ignore
    assert.equal((await readKeyTests(chain, electionId)).length, 2);
    assert.equal(await readElectionCancelled(chain, electionId), null);
    assert.equal(await readElectionCount(chain), 1n);
  });
});
