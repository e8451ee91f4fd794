import assert from "node:assert/strict";
import { AbiCoder, Interface, toBeHex } from "ethers";
import type { Chain } from "../../../src/chain/contracts.ts";
import { encodeBatch, readRecorded, recordedIn, type Batch } from "../../../src/chain/sending/batch-calls.ts";
import { randomScalar } from "../../../src/crypto/random.ts";
import { ABI } from "../../../src/generated/abi.ts";

const ELECTIONS = new Interface(ABI.Elections);
const words = (count: number): bigint[] => Array.from({ length: count }, randomScalar);
const items = (count: number, length: number) => Array.from({ length: count }, () => ({ words: words(length) }));

describe("calls that take a batch", () => {
  it("are encoded as ethers encodes them", () => {
    const target = randomScalar();
    const of = (batch: Pick<Batch, "kind" | "items">): string => encodeBatch({ ...batch, target });
    for (const count of [1, 2, 64]) {
      const ballots = items(count, 25);
      const flat = ballots.flatMap((item) => item.words);
      assert.equal(of({ kind: "ballot", items: ballots }), ELECTIONS.encodeFunctionData("cast", [target, flat]));
      const attested = new Interface(ABI.AttestationRegistry).encodeFunctionData("attest", [target, flat]);
      assert.equal(of({ kind: "attestation", items: ballots }), attested);
      const enrolled = items(count, 13).map((item) => ({ ...item, commitment: randomScalar() }));
      const args = [target, enrolled.flatMap((item) => item.words), enrolled.map((item) => item.commitment)];
      const expected = new Interface(ABI.Enrolments).encodeFunctionData("enrol", args);
      assert.equal(of({ kind: "enrolment", items: enrolled }), expected);
    }
  });

  describe("leave a record", () => {
    const address = `0x${"Ab".repeat(20)}`;
    const chain = { deployment: { addresses: { elections: address } } } as unknown as Chain;
    const ballot = words(25);
    const nullifier = ballot[8]!;
    const log = (changes: object = {}) => ({
      address: address.toLowerCase(),
      topics: [ELECTIONS.getEvent("BallotCast")!.topicHash, toBeHex(7n, 32), toBeHex(nullifier, 32)],
      data: AbiCoder.defaultAbiCoder().encode(["uint256", "uint256[]"], [3n, ballot]),
      transactionHash: "0x01",
      blockNumber: 5,
      ...changes,
    });
    const recorded = (changes: object = {}) => recordedIn(chain, { kind: "ballot", target: 7n, logs: [log(changes)] });

    it("that tells what was said, whatever the proof", () => {
      const [item] = recorded();
      assert.equal(item!.nullifier, nullifier);
      assert.ok(item!.says(ballot));
      assert.ok(item!.says([...words(8), ...ballot.slice(8)]));
      assert.ok(!item!.says([...ballot.slice(0, 24), ballot[24]! + 1n]));
      assert.ok(!item!.says([...ballot.slice(0, 9), ballot[9]! + 1n, ...ballot.slice(10)]));
    });

    it("in logs of the contract, the event and the target alone", () => {
      assert.deepEqual(recorded({ address: `0x${"cd".repeat(20)}` }), []);
      const [topic, target, own] = log().topics as [string, string, string];
      assert.deepEqual(recorded({ topics: [ELECTIONS.getEvent("ElectionCreated")!.topicHash, target, own] }), []);
      assert.deepEqual(recorded({ topics: [topic, toBeHex(8n, 32), own] }), []);
    });

    it("that is looked for from the newest block back, and of ballots no further than each was found", async () => {
      const asked: [from: number, to: number][] = [];
      const getLogs = ({ fromBlock, toBlock }: { fromBlock: number; toBlock: number }) => {
        asked.push([fromBlock, toBlock]);
        return Promise.resolve(fromBlock <= 24_000 && 24_000 <= toBlock ? [log({ blockNumber: 24_000 })] : []);
      };
      const provider = { getBlockNumber: () => Promise.resolve(40_000), getLogs };
      const { addresses } = chain.deployment;
      const long = { provider, deployment: { block: 1, addresses } } as unknown as Chain;
      const look = (nullifiers: bigint[]) => readRecorded({ chain: long, kind: "ballot", target: 7n, nullifiers });
      assert.deepEqual((await look([nullifier])).map(({ blockNumber }) => blockNumber), [24_000]); // prettier-ignore
      assert.deepEqual(asked, [[30_001, 40_000], [20_001, 30_000]]); // prettier-ignore
      asked.length = 0;
      assert.equal((await look([nullifier, nullifier + 1n])).length, 1);
      assert.deepEqual(asked.at(-1), [1, 10_000]);
    });
  });
});
