import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { buildPoseidon } from "circomlibjs";
import { toBeHex } from "ethers";
import fc from "fast-check";
import { FIELD } from "../../src/crypto/field.ts";
import { openChain, type Chain } from "./support/chain.ts";

/** Where a contract may hold no more code. EIP-170. */
const MAX_CODE_BYTES = 24_576;
const EDGES = [0n, 1n, FIELD - 1n];
const element = fc.oneof(
  { weight: 9, arbitrary: fc.bigInt({ min: 0n, max: FIELD - 1n }) },
  { weight: 1, arbitrary: fc.constantFrom(...EDGES) },
);

/** Gas of a hash itself: below what poseidon-solidity publishes, some 21,000 and 74,000. */
const MOST_GAS: Readonly<Record<number, bigint>> = { 2: 11_500n, 5: 29_000n };

describe("Poseidon on chain", () => {
  let chain: Chain;
  let reference: (inputs: readonly bigint[]) => bigint;

  before(async () => {
    chain = await openChain();
    const circom = await buildPoseidon();
    reference = (inputs) => circom.F.toObject(circom([...inputs]));
  });

  for (const arity of [2, 5]) {
    describe(`of ${arity} elements`, () => {
      let to: string;

      before(async () => {
        const contract = await chain.deployCode({ abi: [], bytecode: creationCode(arity) });
        to = await contract.getAddress();
      });

      const hash = async (inputs: readonly bigint[]): Promise<bigint> =>
        BigInt((await chain.request("eth_call", { to, data: words(inputs) }, "latest")) as string);

      it("T075: equals circomlibjs on 1,000 random inputs", async () => {
        const inputs = fc.array(element, { minLength: arity, maxLength: arity });
        await fc.assert(
          fc.asyncProperty(inputs, async (values) => (await hash(values)) === reference(values)),
          { numRuns: 1000 },
        );
      });

      it("T075: equals circomlibjs at 0, 1 and r − 1 in every place", async () => {
        for (const values of combinations(EDGES, arity)) assert.equal(await hash(values), reference(values));
      });

      it("T039: refuses an input that is not below r, in whatever place", async () => {
        for (let place = 0; place < arity; place++) {
          for (const alias of [FIELD, FIELD + 5n, (1n << 256n) - 1n]) {
            const values = Array.from({ length: arity }, (_, i) => (i === place ? alias : 5n));
            await assert.rejects(hash(values), /revert/);
          }
        }
      });

      it("takes the gas that is pinned for it, and fits one contract", async () => {
        const data = words(Array.from({ length: arity }, () => FIELD - 1n));
        const all = BigInt((await chain.request("eth_estimateGas", { to, data })) as string);
        const calldata = Buffer.from(data.slice(2), "hex").reduce((sum, byte) => sum + (byte === 0 ? 4n : 16n), 0n);
        const gas = all - 21_000n - calldata;
        assert.ok(gas <= MOST_GAS[arity]!, `${gas} gas`);
        const code = (await chain.request("eth_getCode", to, "latest")) as string;
        assert.ok((code.length - 2) / 2 <= MAX_CODE_BYTES);
      });
    });
  }
});

/** The code that the registry creates its hashers with, out of the generated library. */
function creationCode(arity: number): string {
  const file = resolve(import.meta.dirname, `../../contracts/generated/Poseidon${arity}Code.sol`);
  const literals = readFileSync(file, "utf8").matchAll(/hex"([0-9a-f]+)"/g);
  return `0x${[...literals].map(([, digits]) => digits).join("")}`;
}

function words(values: readonly bigint[]): string {
  return `0x${values.map((value) => toBeHex(value, 32).slice(2)).join("")}`;
}

function combinations(values: readonly bigint[], length: number): bigint[][] {
  if (length === 0) return [[]];
  return combinations(values, length - 1).flatMap((rest) => values.map((value) => [value, ...rest]));
}
