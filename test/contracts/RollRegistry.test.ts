import assert from "node:assert/strict";
import type { BaseContract } from "ethers";
import { FIELD } from "../../src/crypto/field.ts";
import { as, events, now, openChain, read, refuses, refusesView, send, type Chain } from "./support/chain.ts";

const HASH = `0x${"17".repeat(32)}`;
const MAX_SIZE = 1n << 20n;
const MAX_WEIGHT = (1n << 32n) - 1n;

describe("RollRegistry", () => {
  let chain: Chain;
  let rolls: BaseContract;

  before(async () => {
    chain = await openChain();
    rolls = await chain.deploy("RollRegistry");
  });

  it("numbers rolls from 1 and keeps what was published, by whom and when", async () => {
    const [first, second] = [chain.signers[1]!, chain.signers[2]!];
    const receipt = await send(as(rolls, first), "publishRoll", 5n, 3n, 7n, HASH);
    const firstAt = await now(chain);
    await send(as(rolls, second), "publishRoll", FIELD - 1n, 1n, 1n, HASH);
    assert.deepEqual(events(rolls, receipt, "RollPublished"), [[1n, await first.getAddress(), 5n, 3n, 7n, HASH]]);
    assert.deepEqual(
      [...(await read<unknown[]>(rolls, "roll", 1n))],
      [5n, 3n, 7n, HASH, await first.getAddress(), firstAt],
    );
    assert.equal((await read<{ registrar: string }>(rolls, "roll", 2n)).registrar, await second.getAddress());
  });

  it("refuses to show a roll that was never published", async () => {
    await refusesView("UnknownRoll(0)", rolls, "roll", 0n);
    await refusesView("UnknownRoll(3)", rolls, "roll", 3n);
  });

  it("T011: refuses the root 0", async () => {
    await refuses("RootOutOfRange(0)", rolls, "publishRoll", 0n, 1n, 1n, HASH);
  });

  it("T039: refuses a root that is not below r", async () => {
    await refuses(`RootOutOfRange(${FIELD})`, rolls, "publishRoll", FIELD, 1n, 1n, HASH);
    await refuses(`RootOutOfRange(${FIELD + 5n})`, rolls, "publishRoll", FIELD + 5n, 1n, 1n, HASH);
  });

  it("T036: refuses an empty roll and one larger than the tree", async () => {
    await refuses("SizeOutOfRange(0)", rolls, "publishRoll", 5n, 0n, 0n, HASH);
    await send(rolls, "publishRoll", 5n, MAX_SIZE, MAX_SIZE, HASH);
    await refuses(`SizeOutOfRange(${MAX_SIZE + 1n})`, rolls, "publishRoll", 5n, MAX_SIZE + 1n, MAX_SIZE + 1n, HASH);
  });

  it("T059: refuses a total weight that no weights of 1 to 2^32 − 1 add up to", async () => {
    await send(rolls, "publishRoll", 5n, MAX_SIZE, MAX_SIZE * MAX_WEIGHT, HASH);
    await refuses("WeightOutOfRange(2)", rolls, "publishRoll", 5n, 3n, 2n, HASH);
    const above = 3n * MAX_WEIGHT + 1n;
    await refuses(`WeightOutOfRange(${above})`, rolls, "publishRoll", 5n, 3n, above, HASH);
  });

  it("refuses a roll without the hash of its file", async () => {
    await refuses("EmptyFileHash()", rolls, "publishRoll", 5n, 1n, 1n, `0x${"00".repeat(32)}`);
  });
});
