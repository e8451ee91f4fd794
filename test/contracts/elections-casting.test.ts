import assert from "node:assert/strict";
import type { BaseContract } from "ethers";
import { add, type Point } from "../../src/crypto/babyjubjub.ts";
import { FIELD } from "../../src/crypto/field.ts";
import { as, events, mineAt, openChain, read, refuses, send, snapshot, type Chain } from "./support/chain.ts";
import { holdCeremony, secretOf, type CeremonyPlan } from "./support/ceremony.ts";
import {
  ballotWords,
  castBallots,
  ciphertexts,
  createElection,
  nullifierOf,
  openElection,
  packRules,
  passKeyTests,
  proveBallot,
  publishRoll,
  range,
  type BallotInput,
  type ElectionPlan,
} from "./support/election.ts";
import { deploySystem, keyOf, type System } from "./support/system.ts";
import { rerandomised, shiftedC } from "../../scripts/bench/simulated.ts";
import { compileTwin, type Edit } from "./support/twin.ts";

const yes = (voter: string): BallotInput => ({ voter, values: [1, 0, 0] });
const STRIDE = 25;

describe("Elections: casting", () => {
  let chain: Chain;
  let system: System;
  let elections: BaseContract;
  let ceremony: CeremonyPlan;
  let plan: ElectionPlan;
  let back: () => Promise<void>;

  before(async () => {
    chain = await openChain();
    system = await deploySystem({ chain });
    elections = system.elections;
    ceremony = await holdCeremony(system, { threshold: 2, trusteeCount: 3 });
    plan = await openElection(system, ceremony);
  });
  beforeEach(async () => {
    back = await snapshot(chain);
  });
  afterEach(() => back());

  const words = (...ballots: BallotInput[]): bigint[] => ballots.flatMap((ballot) => ballotWords(plan, ballot));
  const aggregate = async (of = elections, id = plan.id): Promise<bigint[]> => [
    ...(await read<bigint[]>(of, "aggregate", id)),
  ];
  const accepted = async (of = elections, id = plan.id): Promise<bigint> =>
    (await read<{ accepted: bigint }>(of, "election", id)).accepted;
  /** Point by point. */
  const plus = (sum: readonly bigint[], ciphertext: readonly bigint[]): bigint[] =>
    Array.from({ length: sum.length / 2 }, (_, i) => {
      const at = (list: readonly bigint[]): Point => [list[2 * i]!, list[2 * i + 1]!];
      return [...add(at(sum), at(ciphertext))];
    }).flat();

  it("adds each accepted ballot to the aggregate, marks its nullifier and tells it word for word", async () => {
    const ballots = ["a", "b", "c"].map(yes);
    const before = await aggregate();
    const receipt = await castBallots(system, plan, ballots);
    const told = events(elections, receipt, "BallotCast").map(([id, nullifier, index, ballot]) => [
      id,
      nullifier,
      index,
      [...(ballot as bigint[])],
    ]);
    const expected = ballots.map((ballot, i) => [
      plan.id,
      nullifierOf(plan, ballot.voter),
      BigInt(i),
      ballotWords(plan, ballot),
    ]);
    assert.deepEqual(told, expected);
    assert.deepEqual(
      await aggregate(),
      ballots.reduce((sum, ballot) => plus(sum, ciphertexts(plan, ballot)), before),
    );
    assert.equal(await accepted(), 3n);
    assert.equal(await read(elections, "isCast", plan.id, nullifierOf(plan, "a")), true);
    assert.equal(await read(elections, "isCast", plan.id, nullifierOf(plan, "d")), false);
    const next = await castBallots(system, plan, [yes("d")]);
    assert.equal(events(elections, next, "BallotCast")[0]![2], 3n);
  });

  it("T023: takes a voter's ballot once, directly or through a relayer, in one call, block or later", async () => {
    const relayer = as(elections, chain.signers[7]!);
    const again = { ...yes("a"), attempt: "again" };
    await send(relayer, "cast", plan.id, words(yes("a"), again));
    const sum = await aggregate();
    assert.equal(await accepted(), 1n);
    await refuses("NothingAccepted()", elections, "cast", plan.id, words(yes("a")));
    await refuses("NothingAccepted()", relayer, "cast", plan.id, words(again));
    await refuses("NothingAccepted()", relayer, "cast", plan.id, words(yes("a"), again));
    assert.deepEqual(await aggregate(), sum);

    // Two transactions of one block: the second finds the nullifier taken.
    await chain.request("evm_setAutomine", false);
    const options = { gasLimit: 3_000_000n };
    const pending = [
      await elections.getFunction("cast").send(plan.id, words(yes("b")), options),
      await relayer.getFunction("cast").send(plan.id, words({ ...yes("b"), attempt: "again" }), options),
    ];
    await chain.request("evm_mine");
    await chain.request("evm_setAutomine", true);
    const receipts = await Promise.all(
      pending.map(
        async ({ hash }) =>
          (await chain.request("eth_getTransactionReceipt", hash)) as { status: string; blockNumber: string },
      ),
    );
    assert.equal(receipts[0]!.blockNumber, receipts[1]!.blockNumber);
    assert.deepEqual(receipts.map(({ status }) => Number(status)).sort(), [0, 1]);
    assert.equal(await accepted(), 2n);
  });

  it("T023: is where a twin that marks nothing counts one voter twice", async () => {
    const marks: Edit = {
      file: "contracts/Elections.sol",
      find: "record.position[nullifier] = accepted + 1;",
      replace: "",
    };
    const chainOfTwin = await openChain();
    const twin = await deploySystem({
      chain: chainOfTwin,
      twins: { Elections: compileTwin({ contract: "Elections", edits: [marks] }) },
    });
    const there = await openElection(twin, await holdCeremony(twin, { threshold: 2, trusteeCount: 3 }));
    for (const attempt of ["1", "2"]) await castBallots(twin, there, [{ ...yes("a"), attempt }]);
    assert.equal(await accepted(twin.elections, there.id), 2n);
  });

  it("T024: skips ballots of used nullifiers wherever they stand and counts the others", async () => {
    const again = (voter: string): BallotInput => ({ ...yes(voter), attempt: "again" });
    await castBallots(system, plan, [yes("a")]);
    const before = await aggregate();
    const receipt = await castBallots(system, plan, [
      again("a"),
      yes("b"),
      yes("c"),
      again("b"),
      again("c"),
      again("a"),
    ]);
    const counted = events(elections, receipt, "BallotCast").map(([, nullifier, index]) => [nullifier, index]);
    assert.deepEqual(counted, [
      [nullifierOf(plan, "b"), 1n],
      [nullifierOf(plan, "c"), 2n],
    ]);
    const sum = [yes("b"), yes("c")].reduce((total, ballot) => plus(total, ciphertexts(plan, ballot)), before);
    assert.deepEqual(await aggregate(), sum);
    assert.equal(await read(elections, "electionCount"), plan.id);
  });

  it("T024: takes 1 to 128 ballots a call; none, 129, and parts of one are refused", async () => {
    await refuses("MalformedBatch()", elections, "cast", plan.id, []);
    await refuses("MalformedBatch()", elections, "cast", plan.id, words(yes("a")).slice(1));
    await refuses("MalformedBatch()", elections, "cast", plan.id, [...words(yes("a")), 0n]);
    const many = range(129).map((i) => yes(`many ${i}`));
    await refuses("MalformedBatch()", elections, "cast", plan.id, words(...many));
    await castBallots(system, plan, many.slice(0, 128));
    assert.equal(await accepted(), 128n);
  });

  it("T026: tells a re-randomised proof for the same vote: already cast", async () => {
    const ballot = words(yes("a"));
    await send(elections, "cast", plan.id, ballot);
    for (let i = 0; i < 100; i++) {
      const copy = [...rerandomised(ballot.slice(0, 8), `copy ${i}`), ...ballot.slice(8)];
      await refuses("NothingAccepted()", elections, "cast", plan.id, copy);
    }
    assert.equal(await accepted(), 1n);
  });

  it("refuses the whole batch for one wrong proof, and spends no nullifier", async () => {
    const batch = words(yes("a"), yes("b"), yes("c"));
    for (const i of [0, 1, 2]) {
      const at = i * STRIDE;
      const wrong = [...batch.slice(0, at), ...shiftedC(batch.slice(at, at + 8), 1n), ...batch.slice(at + 8)];
      await refuses("InvalidProof()", elections, "cast", plan.id, wrong);
    }
    for (const voter of ["a", "b", "c"]) {
      assert.equal(await read(elections, "isCast", plan.id, nullifierOf(plan, voter)), false);
    }
    assert.equal(await accepted(), 0n);
  });

  it("T022: refuses a ballot of which any word was changed on the way", async () => {
    const ballot = words(yes("a"));
    for (let i = 8; i < STRIDE; i++) {
      await refuses("InvalidProof()", elections, "cast", plan.id, ballot.with(i, (ballot[i]! + 1n) % FIELD));
    }
  });

  it("T006: refuses a nullifier's other encodings, so one proof cannot vote twice", async () => {
    const ballot = words(yes("a"));
    await send(elections, "cast", plan.id, ballot);
    for (let alias = ballot[8]! + FIELD; alias < 1n << 256n; alias += FIELD) {
      await refuses("SignalOutOfRange(0, 5)", elections, "cast", plan.id, ballot.with(8, alias));
    }
    for (let i = 9; i < STRIDE; i++) {
      const alias = ballot.with(i, ballot[i]! + FIELD);
      await refuses(`SignalOutOfRange(0, ${i - 3})`, elections, "cast", plan.id, alias);
    }
    assert.equal(await accepted(), 1n);
  });

  it("T006: refuses an alias as storage key even if the verifier let it pass; a twin counts it", async () => {
    const lax = compileTwin({
      contract: "Groth16Verifier",
      edits: [
        { file: "contracts/lib/BatchProof.sol", find: "inRange := and(inRange, lt(signal, prime))", replace: "" },
      ],
    });
    const unchecked = compileTwin({
      contract: "Elections",
      edits: [
        {
          file: "contracts/Elections.sol",
          find: "if (nullifier >= BabyJubJub.P) revert NullifierOutOfRange(nullifier);",
          replace: "",
        },
      ],
    });
    for (const Elections of [undefined, unchecked]) {
      const there = await deploySystem({ chain: await openChain(), twins: { Groth16Verifier: lax, Elections } });
      const election = await openElection(there, await holdCeremony(there, { threshold: 2, trusteeCount: 3 }));
      const ballot = ballotWords(election, yes("a"));
      const alias = ballot.with(8, ballot[8]! + FIELD);
      await send(there.elections, "cast", election.id, ballot);
      if (Elections === undefined) {
        await refuses(`NullifierOutOfRange(${alias[8]})`, there.elections, "cast", election.id, alias);
      } else {
        await send(there.elections, "cast", election.id, alias);
        assert.equal(await accepted(there.elections, election.id), 2n);
      }
    }
  });

  it("T004, T021, T064: refuses proofs about another scope, roll, key or rules than the election's own", async () => {
    const own = [nullifierOf(plan, "a"), ...ciphertexts(plan, yes("a"))];
    for (let i = 0; i < plan.common.length; i++) {
      const common = plan.common.with(i, secretOf(`own choice ${i}`));
      const proof = keyOf("ballot-4").prove({ signals: [...common, ...own], salt: "context" });
      await refuses("InvalidProof()", elections, "cast", plan.id, [...proof, ...own]);
    }
    // Weighted rules as a free credit.
    const weighted = plan.common.with(2, plan.common[2]! | (1n << 99n));
    const proof = keyOf("ballot-4").prove({ signals: [...weighted, ...own], salt: "weighted" });
    await refuses("InvalidProof()", elections, "cast", plan.id, [...proof, ...own]);
    assert.equal(await accepted(), 0n);
  });

  it("T020: takes the ballot's signals in the circuit's order alone", async () => {
    const ballot = words(yes("a"));
    for (const [i, j] of [
      [8, 9],
      [9, 10],
      [9, 11],
      [10, 12],
      [9, 13],
    ] as const) {
      await refuses("InvalidProof()", elections, "cast", plan.id, ballot.with(i, ballot[j]!).with(j, ballot[i]!));
    }
  });

  it("T025: refuses a ballot of another election, contract or chain", async () => {
    const other = await createElection(system, ceremony, { rollId: plan.config.rollId });
    await passKeyTests(system, other);
    await mineAt(chain, other.config.opensAt);
    await refuses("InvalidProof()", elections, "cast", other.id, words(yes("a")));
    // The same chain id with the contract at another address; then the same address on another chain.
    const sameChain = await openChain();
    await deploySystem({ chain: sameChain });
    const otherAddress = await deploySystem({ chain: sameChain });
    const otherChain = await deploySystem({ chain: await openChain({ chainId: 31338 }) });
    assert.equal(await otherChain.elections.getAddress(), await elections.getAddress());
    for (const moved of [otherAddress, otherChain]) {
      const election = await openElection(moved, await holdCeremony(moved, { threshold: 2, trusteeCount: 3 }));
      assert.deepEqual([election.id, election.key], [plan.id, plan.key]);
      await refuses("InvalidProof()", moved.elections, "cast", election.id, words(yes("a")));
      await castBallots(moved, election, [yes("a")]);
    }
  });

  it("T033, T034, T037: holds to the root of its roll, however many are published later", async () => {
    const before = await read<{ rollRoot: bigint }>(elections, "election", plan.id);
    for (let count = 0; count < 33; count++) await publishRoll(system, { size: 3n, totalWeight: 3n });
    await castBallots(system, plan, [yes("a")]);
    const after = await read<{ rollRoot: bigint }>(elections, "election", plan.id);
    assert.equal(after.rollRoot, before.rollRoot);
    assert.equal(after.rollRoot, plan.common[0]);
  });

  it("T068: refuses another voter's ciphertexts under one's own nullifier, and the negated pair", async () => {
    const victim = words(yes("victim"));
    const stolen = victim.with(8, nullifierOf(plan, "thief"));
    await refuses("InvalidProof()", elections, "cast", plan.id, stolen);
    const negated = victim.map((word, i) => (i >= 9 && i % 2 === 1 ? FIELD - word : word));
    await refuses("InvalidProof()", elections, "cast", plan.id, negated.with(8, nullifierOf(plan, "thief")));
  });

  it("T038: with any amount of gas, either all of a call happens or nothing", async () => {
    const batch = words(yes("a"), yes("b"));
    const cast = elections.getFunction("cast");
    const needed = await cast.estimateGas(plan.id, batch);
    const start = await aggregate();
    let refused = 0;
    for (let step = 1n; step <= 40n; step++) {
      const undo = await snapshot(chain);
      const gasLimit = 60_000n + ((needed - 60_000n) * step) / 39n;
      const done = await castWith(gasLimit);
      assert.equal(await accepted(), done ? 2n : 0n);
      assert.equal(await read(elections, "isCast", plan.id, nullifierOf(plan, "a")), done);
      if (!done) assert.deepEqual(await aggregate(), start);
      refused += done ? 0 : 1;
      await undo();
    }
    assert.ok(refused >= 30 && refused < 40);

    async function castWith(gasLimit: bigint): Promise<boolean> {
      try {
        await (await cast.send(plan.id, batch, { gasLimit })).wait();
        return true;
      } catch (error) {
        assert.match(String(error), /gas|revert/i);
        return false;
      }
    }
  });

  it("T036: counts a ballot from everyone on the roll", async () => {
    const rollId = await publishRoll(system, { size: 5n, totalWeight: 5n });
    const small = await openElection(system, ceremony, {
      rollId,
      minimumTurnout: 5n,
      rules: packRules({ optionCount: 2 }),
    });
    const ballots = range(5).map((i) => ({ voter: `v${i}`, values: [1, 0] }));
    await castBallots(system, small, ballots);
    await mineAt(chain, small.config.closesAt);
    assert.equal(await read(elections, "phase", small.id), 2n);
  });

  it("proves its ballots about exactly what the contract supplies", () => {
    const own = [nullifierOf(plan, "a"), ...ciphertexts(plan, yes("a"))];
    assert.deepEqual(words(yes("a")), [...proveBallot(plan, own, "a"), ...own]);
  });
});
