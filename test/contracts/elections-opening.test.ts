import assert from "node:assert/strict";
import { keccak256, solidityPacked, type BaseContract } from "ethers";
import { IDENTITY, add, multiply, type Point } from "../../src/crypto/babyjubjub.ts";
import { FIELD, SUBGROUP_ORDER } from "../../src/crypto/field.ts";
import {
  as,
  events,
  mineAt,
  openChain,
  read,
  refuses,
  refusesView,
  send,
  snapshot,
  type Chain,
} from "./support/chain.ts";
import { holdCeremony, keyShare, type CeremonyPlan } from "./support/ceremony.ts";
import {
  aggregateC1,
  ballotWords,
  castBallots,
  createElection,
  decryptPartially,
  nullifierOf,
  openElection,
  packRules,
  partialDecryption,
  plainCount,
  proveBallot,
  proveDecryption,
  range,
  type BallotInput,
  type ElectionPlan,
} from "./support/election.ts";
import { deploySystem, type System } from "./support/system.ts";

const [OPENING, OPENED, FAILED] = [2, 3, 4];
const THRESHOLD = 3;
const TRUSTEES = 5;

const BALLOTS: readonly BallotInput[] = [
  { voter: "a", values: [2, 0, 1] },
  { voter: "b", values: [0, 2, 1] },
  { voter: "c", values: [2, 1, 0] },
  { voter: "d", values: [0, 0, 0] },
];
const COUNTS = [4n, 3n, 2n, 0n];

describe("Elections: opening", () => {
  let chain: Chain;
  let system: System;
  let elections: BaseContract;
  let ceremony: CeremonyPlan;
  /** Closed, with the ballots above. */
  let plan: ElectionPlan;
  let back: () => Promise<void>;

  before(async () => {
    chain = await openChain();
    system = await deploySystem({ chain });
    elections = system.elections;
    ceremony = await holdCeremony(system, { threshold: THRESHOLD, trusteeCount: TRUSTEES });
    const rules = packRules({ optionCount: 3, maxValue: 2, maxTotal: 6n });
    plan = await openElection(system, ceremony, { rules });
    await castBallots(system, plan, BALLOTS);
    await mineAt(chain, plan.config.closesAt);
  });
  beforeEach(async () => {
    back = await snapshot(chain);
  });
  afterEach(() => back());

  const publish = (...args: [readonly bigint[], readonly (number | bigint)[], readonly bigint[]]) =>
    send(elections, "publishResult", plan.id, ...args);
  const refusesResult = (
    expected: string,
    ...args: [readonly bigint[], readonly (number | bigint)[], readonly bigint[]]
  ): Promise<void> => refuses(expected, elections, "publishResult", plan.id, ...args);
  /** Partial decryption of trustee `index` of the aggregate. */
  const partialOf = async (index: number) =>
    partialDecryption(system, plan, { index, c1: await aggregateC1(system, plan) });

  describe("partial decryptions", () => {
    it("are taken from anyone, with the proof, kept by their hash and told word for word", async () => {
      const { partials, proof } = await partialOf(4);
      const stranger = as(elections, chain.signers[15]!);
      const receipt = await send(stranger, "submitPartialDecryption", plan.id, 4, partials, proof);
      const [id, index, told, toldProof] = events(elections, receipt, "PartialDecryptionAccepted")[0]!;
      assert.deepEqual(
        [id, index, [...(told as bigint[])], [...(toldProof as bigint[])]],
        [plan.id, 4n, partials, proof],
      );
      const hash = keccak256(solidityPacked(["uint256[]"], [partials]));
      assert.equal(await read(elections, "partialHash", plan.id, 4), hash);
      assert.equal(await read(elections, "partialHash", plan.id, 3), `0x${"00".repeat(32)}`);
      assert.equal((await read<{ partials: bigint }>(elections, "election", plan.id)).partials, 0b1000n);
      await refuses("AlreadySubmitted(4)", elections, "submitPartialDecryption", plan.id, 4, partials, proof);
    });

    it("T056: refuses trustee 0, n + 1 and aliases of an index", async () => {
      const { partials, proof } = await partialOf(1);
      for (const index of [0n, 6n, 17n, 1n + SUBGROUP_ORDER, 1n + (1n << 16n), 1n + (1n << 128n)]) {
        await refuses(
          `UnknownTrustee(${index})`,
          elections,
          "submitPartialDecryption",
          plan.id,
          index,
          partials,
          proof,
        );
      }
    });

    it("T058: refuses a wrong partial decryption by itself; enough right ones still open", async () => {
      const c1 = await aggregateC1(system, plan);
      const { partials, proof } = await partialOf(1);
      const wrong = [...multiply([partials[0]!, partials[1]!], 2n), ...partials.slice(2)];
      await refuses("InvalidProof()", elections, "submitPartialDecryption", plan.id, 1, wrong, proof);
      const other = await proveDecryption(system, plan, { index: 2, c1, partials });
      await refuses("InvalidProof()", elections, "submitPartialDecryption", plan.id, 1, partials, other);
      const good = await decryptPartially(system, plan, [2, 3, 5]);
      await publish(COUNTS, [2, 3, 5], good.partials);
    });

    it("T058, T112: does not open with one right partial decryption too few, and fails in the open", async () => {
      const { partials } = await decryptPartially(system, plan, [1, 2]);
      await refusesResult("WrongLength(2, 3)", COUNTS, [1, 2], partials);
      const third = await partialOf(3);
      await refusesResult("WrongPartials(3)", COUNTS, [1, 2, 3], [...partials, ...third.partials]);
      await mineAt(chain, plan.config.resultBy);
      assert.equal(await read(elections, "phase", plan.id), BigInt(FAILED));
      await refusesView(`NoResult(${plan.id})`, elections, "result", plan.id);
    });

    it("T021: refuses one made with another trustee's share, of another election or ciphertext", async () => {
      const { partials, proof } = await partialOf(2);
      await refuses("InvalidProof()", elections, "submitPartialDecryption", plan.id, 1, partials, proof);
      const twice = (await aggregateC1(system, plan)).map((_, i, c1) => {
        const point: Point = [c1[i - (i % 2)]!, c1[i - (i % 2) + 1]!];
        return add(point, point)[i % 2]!;
      });
      const oracle = await partialDecryption(system, plan, { index: 1, c1: twice });
      await refuses("InvalidProof()", elections, "submitPartialDecryption", plan.id, 1, oracle.partials, oracle.proof);
    });

    it("T057: takes partial decryptions of the aggregate alone, not of one ballot", async () => {
      const ballot = ballotWords(plan, BALLOTS[0]!).slice(9);
      const c1 = ballot.filter((_, i) => i % 4 < 2);
      const { partials, proof } = await partialDecryption(system, plan, { index: 1, c1 });
      await refuses("InvalidProof()", elections, "submitPartialDecryption", plan.id, 1, partials, proof);
    });

    it("refuses a wrong number of words, and words out of range", async () => {
      const { partials, proof } = await partialOf(1);
      await refuses("WrongLength(6, 8)", elections, "submitPartialDecryption", plan.id, 1, partials.slice(2), proof);
      const alias = partials.with(3, partials[3]! + FIELD);
      await refuses("SignalOutOfRange(0, 13)", elections, "submitPartialDecryption", plan.id, 1, alias, proof);
    });
  });

  describe("the result", () => {
    it("is what the ballots add up to, whichever threshold of trustees opens it", async () => {
      const all = await decryptPartially(system, plan, range(TRUSTEES));
      const width = all.partials.length / TRUSTEES;
      for (const indices of [
        [1, 2, 3],
        [1, 3, 5],
        [2, 4, 5],
        [3, 4, 5],
      ]) {
        const undo = await snapshot(chain);
        const partials = indices.flatMap((index) => all.partials.slice((index - 1) * width, index * width));
        const receipt = await publish(COUNTS, indices, partials);
        const [id, counts, told] = events(elections, receipt, "ResultPublished")[0]!;
        assert.deepEqual([id, [...(counts as bigint[])], (told as bigint[]).map(Number)], [plan.id, COUNTS, indices]);
        assert.deepEqual([...(await read<bigint[]>(elections, "result", plan.id))], COUNTS);
        assert.equal(await read(elections, "phase", plan.id), BigInt(OPENED));
        await undo();
      }
    });

    it("T070: is refused with any count off by one, options exchanged, or another aggregate's counts", async () => {
      const { partials } = await decryptPartially(system, plan, [1, 2, 4]);
      for (const k of [0, 1, 2]) {
        for (const count of [COUNTS[k]! - 1n, COUNTS[k]! + 1n]) {
          await refusesResult(`WrongCount(${k}, ${count})`, COUNTS.with(k, count), [1, 2, 4], partials);
        }
      }
      await refusesResult("WrongCount(0, 3)", [3n, 4n, 2n, 0n], [1, 2, 4], partials);
      await refusesResult("WrongCount(0, 0)", [0n, 0n, 0n, 0n], [1, 2, 4], partials);
    });

    it("T070: is refused while voting, and not shown before it is published", async () => {
      const early = await openElection(system, ceremony);
      const args = [COUNTS, [1, 2, 3], Array.from({ length: 24 }, () => 0n)];
      await refuses("WrongPhase(1, 2)", elections, "publishResult", early.id, ...args);
      await refusesView(`NoResult(${early.id})`, elections, "result", early.id);
    });

    it("T059: refuses counts above 2^40 and counts for options that do not exist", async () => {
      const { partials } = await decryptPartially(system, plan, [1, 2, 3]);
      const limit = 1n << 40n;
      await refusesResult(`WrongCount(0, ${limit})`, COUNTS.with(0, limit), [1, 2, 3], partials);
      await refusesResult(`CountOutOfRange(0, ${limit + 1n})`, COUNTS.with(0, limit + 1n), [1, 2, 3], partials);
      const alias = COUNTS[1]! + SUBGROUP_ORDER;
      await refusesResult(`CountOutOfRange(1, ${alias})`, COUNTS.with(1, alias), [1, 2, 3], partials);
      await refusesResult("CountOutOfRange(3, 1)", COUNTS.with(3, 1n), [1, 2, 3], partials);
    });

    it("refuses wrong numbers of counts, trustees and words", async () => {
      const { partials } = await decryptPartially(system, plan, range(4));
      const three = partials.slice(0, 24);
      await refusesResult("WrongLength(3, 4)", COUNTS.slice(1), [1, 2, 3], three);
      await refusesResult("WrongLength(5, 4)", [...COUNTS, 0n], [1, 2, 3], three);
      await refusesResult("WrongLength(4, 3)", COUNTS, [1, 2, 3, 4], partials);
      await refusesResult("WrongLength(0, 3)", COUNTS, [], []);
      await refusesResult("WrongLength(23, 24)", COUNTS, [1, 2, 3], three.slice(1));
    });

    it("T056: refuses the index 0, repeated, descending and aliased indices", async () => {
      const { partials } = await decryptPartially(system, plan, [1, 2, 3]);
      const twice = [...partials.slice(0, 8), ...partials.slice(0, 8), ...partials.slice(16)];
      await refusesResult("IndicesNotAscending()", COUNTS, [0, 1, 2], partials);
      await refusesResult("IndicesNotAscending()", COUNTS, [1, 1, 3], twice);
      const exchanged = [...partials.slice(8, 16), ...partials.slice(0, 8), ...partials.slice(16)];
      await refusesResult("IndicesNotAscending()", COUNTS, [2, 1, 3], exchanged);
      const alias = 2n + SUBGROUP_ORDER;
      const second = partials.slice(8, 16);
      const aliased = [...partials.slice(0, 8), ...second, ...second];
      await refusesResult(`WrongPartials(${alias})`, COUNTS, [1n, 2n, alias], aliased);
      await refusesResult("WrongPartials(6)", COUNTS, [1, 2, 6], partials);
    });

    it("refuses partial decryptions that are not word for word the accepted ones", async () => {
      const { partials } = await decryptPartially(system, plan, [1, 2, 3]);
      for (const i of [0, 8, 23]) {
        const changed = partials.with(i, partials[i]! ^ 1n);
        await refusesResult(`WrongPartials(${1 + Math.floor(i / 8)})`, COUNTS, [1, 2, 3], changed);
      }
      const exchanged = [...partials.slice(8, 16), ...partials.slice(0, 8), ...partials.slice(16)];
      await refusesResult("WrongPartials(1)", COUNTS, [1, 2, 3], exchanged);
    });
  });

  describe("edges", () => {
    const open = async (
      election: ElectionPlan,
      ballots: readonly BallotInput[],
      indices = [1, 2, 3],
    ): Promise<bigint[]> => {
      if (ballots.length > 0) await castBallots(system, election, ballots);
      await mineAt(chain, election.config.closesAt);
      const { partials } = await decryptPartially(system, election, indices);
      await send(elections, "publishResult", election.id, plainCount(election, ballots), indices, partials);
      return [...(await read<bigint[]>(elections, "result", election.id))];
    };

    it("T072: opens no ballot, one, all blank, ties, all for one, and a single count of 65,535", async () => {
      const voters = (values: readonly (readonly number[])[]): BallotInput[] =>
        values.map((list, i) => ({ voter: `edge ${i}`, values: list }));
      const table: [number, BallotInput[]][] = [
        [2, []],
        [2, voters([[1, 0]])],
        [2, voters([[0, 1]])],
        [
          3,
          voters([
            [0, 0, 0],
            [0, 0, 0],
          ]),
        ],
        [
          2,
          voters([
            [1, 0],
            [0, 1],
          ]),
        ],
        [
          4,
          voters([
            [1, 1, 1, 1],
            [1, 1, 1, 1],
            [0, 0, 0, 0],
          ]),
        ],
        [
          8,
          voters([
            [0, 0, 0, 0, 0, 0, 0, 1],
            [0, 0, 0, 0, 0, 0, 0, 1],
          ]),
        ],
        [5, voters([[65_535, 0, 3, 0, 65_535]])],
      ];
      for (const [optionCount, ballots] of table) {
        const rules = packRules({ optionCount, maxValue: 65_535, minTotal: 0n, maxTotal: 1n << 20n });
        const election = await openElection(system, ceremony, { rules });
        assert.deepEqual(await open(election, ballots), plainCount(election, ballots));
      }
    });

    it("T059: opens the largest count that an election can have, 2^40", async () => {
      const election = await openElection(system, ceremony, { rules: packRules({ optionCount: 2 }) });
      const ballots = [{ voter: "all", values: [2 ** 40, 0] }];
      assert.deepEqual(await open(election, ballots), [1n << 40n, 0n]);
    });

    it("opens an aggregate whose randomness cancels: all C1 are the identity", async () => {
      // Only a lone voter who knows that the aggregate starts with randomness 1 can choose −1.
      const election = await openElection(system, ceremony, { rules: packRules({ optionCount: 2 }) });
      const start = [...(await read<bigint[]>(elections, "aggregate", election.id))];
      const negated = start.map((word, i) => (i % 2 === 0 ? FIELD - word : word));
      const own = [nullifierOf(election, "alone"), ...negated];
      await send(elections, "cast", election.id, [...proveBallot(election, own, "alone"), ...own]);
      const aggregate = [...(await read<bigint[]>(elections, "aggregate", election.id))];
      assert.deepEqual(aggregate, [...IDENTITY, ...IDENTITY, ...IDENTITY, ...IDENTITY]);
      assert.deepEqual(await open(election, []), [0n, 0n]);
    });

    it("opens with all of 16 trustees", async () => {
      const many = await holdCeremony(system, { threshold: 16, trusteeCount: 16, label: "sixteen" });
      const election = await openElection(system, many, { rules: packRules({ optionCount: 8 }) });
      const ballots = range(3).map((i) => ({ voter: `v${i}`, values: [1, 0, 1, 0, 1, 0, 1, i] }));
      assert.deepEqual(await open(election, ballots, range(16)), [3n, 0n, 3n, 0n, 3n, 0n, 3n, 6n]);
    });

    it("closes without opening below the minimum turnout, and opens at it", async () => {
      for (const [cast, expected] of [
        [1, FAILED],
        [2, OPENING],
      ] as const) {
        const election = await openElection(system, ceremony, { minimumTurnout: 2n });
        await castBallots(system, election, BALLOTS.slice(0, cast));
        await mineAt(chain, election.config.closesAt);
        assert.equal(await read(elections, "phase", election.id), BigInt(expected));
      }
    });
  });

  describe("key tests", () => {
    it("pass with the share of the public share, once for each trustee, and are told", async () => {
      const election = await createElection(system, ceremony);
      const c1 = [...(await read<bigint[]>(elections, "keyTestCiphertext", election.id))];
      const { partials, proof } = await partialDecryption(system, election, { index: 5, c1 });
      const receipt = await send(elections, "submitKeyTest", election.id, 5, partials, proof);
      const [id, index, told, toldProof] = events(elections, receipt, "KeyTestPassed")[0]!;
      assert.deepEqual(
        [id, index, [...(told as bigint[])], [...(toldProof as bigint[])]],
        [election.id, 5n, partials, proof],
      );
      assert.equal((await read<{ keyTests: bigint }>(elections, "election", election.id)).keyTests, 0b10000n);
      await refuses("AlreadySubmitted(5)", elections, "submitKeyTest", election.id, 5, partials, proof);
    });

    it("refuse a wrong share, another trustee's, another election's test, and unknown trustees", async () => {
      const election = await createElection(system, ceremony);
      const c1 = [...(await read<bigint[]>(elections, "keyTestCiphertext", election.id))];
      const { partials, proof } = await partialDecryption(system, election, { index: 1, c1 });
      await refuses("InvalidProof()", elections, "submitKeyTest", election.id, 2, partials, proof);
      const other = await createElection(system, ceremony);
      await refuses("InvalidProof()", elections, "submitKeyTest", other.id, 1, partials, proof);
      const lost = partials.with(0, partials[2]!);
      await refuses("InvalidProof()", elections, "submitKeyTest", election.id, 1, lost, proof);
      for (const index of [0, 6, 257]) {
        await refuses(`UnknownTrustee(${index})`, elections, "submitKeyTest", election.id, index, partials, proof);
      }
      await refuses("WrongLength(4, 8)", elections, "submitKeyTest", election.id, 1, partials.slice(4), proof);
    });

    it("T057: test no ballot: the aggregate's points are refused as a test", async () => {
      const election = await createElection(system, ceremony);
      const c1 = await aggregateC1(system, election);
      const { partials, proof } = await partialDecryption(system, election, { index: 1, c1 });
      await refuses("InvalidProof()", elections, "submitKeyTest", election.id, 1, partials, proof);
      assert.notEqual(keyShare(ceremony, 1), 0n);
    });
  });
});
