import type { Contract } from "ethers";
import { ContractFactory, type InterfaceAbi } from "ethers";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Account } from "../../src/chain/accounts.ts";
import type { Connection } from "../../src/chain/provider.ts";

const require = createRequire(import.meta.url);
// Its ES modules import names from blakejs that Node does not find there, and it exports no types.
const { Group, Identity, generateProof } = require("@semaphore-protocol/core") as Semaphore;
const DEPTH = 20;

interface Semaphore {
  readonly Identity: new () => { readonly commitment: bigint };
  readonly Group: new (members: readonly bigint[]) => object;
  readonly generateProof: (
    identity: object,
    group: object,
    message: number,
    scope: number,
    depth: number,
    artifacts: { wasm: string; zkey: string },
  ) => Promise<object>;
}

/** Our compiler on Semaphore's own sources, unchanged, with the optimiser as its authors set it. */
const SETTINGS = {
  evmVersion: "cancun",
  optimizer: { enabled: true, runs: 200 },
  outputSelection: { "*": { "*": ["abi", "evm.bytecode.object", "evm.bytecode.linkReferences"] } },
};

/** A vote by Semaphore: its own package, its own ceremony's keys, a tree of depth 20. */
export class SemaphoreVoter {
  readonly #identity = new Identity();
  readonly group = new Group([this.#identity.commitment, 2n, 3n]);
  #scope = 0;

  get commitment(): bigint {
    return this.#identity.commitment;
  }

  prove(): Promise<object> {
    const folder = require.resolve("@zk-kit/semaphore-artifacts/package.json").replace(/package\.json$/, "");
    const artifacts = { wasm: `${folder}semaphore-${DEPTH}.wasm`, zkey: `${folder}semaphore-${DEPTH}.zkey` };
    return generateProof(this.#identity, this.group, 1, ++this.#scope, DEPTH, artifacts);
  }
}

/** Gas of `validateProof`, the median of a few votes after the first. */
export async function semaphoreGas(connection: Connection, account: Account): Promise<number> {
  const voter = new SemaphoreVoter();
  const contract = await deploySemaphore(connection, account);
  const send = async (name: string, ...args: unknown[]): Promise<bigint> => {
    const response = (await contract.getFunction(name).send(...args)) as { wait(): Promise<{ gasUsed: bigint }> };
    return (await response.wait()).gasUsed;
  };
  await send("createGroup()");
  await send("addMembers", 0, [voter.commitment, 2n, 3n]);
  const gas: number[] = [];
  for (let vote = 0; vote < 3; vote++) gas.push(Number(await send("validateProof", 0, await voter.prove())));
  return gas.sort((a, b) => a - b)[1]!;
}

interface Compiled {
  readonly abi: InterfaceAbi;
  readonly evm: { readonly bytecode: { readonly object: string; readonly linkReferences: LinkReferences } };
}
type LinkReferences = Record<string, Record<string, { readonly start: number; readonly length: number }[]>>;

async function deploySemaphore(connection: Connection, account: Account): Promise<Contract> {
  const compiled = compileSemaphore();
  const signer = account.connect(connection.provider);
  const deploy = async (file: string, name: string, libraries: Record<string, string>, args: unknown[]) => {
    const { abi, evm } = compiled[file]![name]!;
    const contract = await new ContractFactory(abi, link(evm.bytecode, libraries), signer).deploy(...args);
    await contract.waitForDeployment();
    return { address: await contract.getAddress(), contract };
  };
  const base = "@semaphore-protocol/contracts";
  const poseidon = await deploy("poseidon-solidity/PoseidonT3.sol", "PoseidonT3", {}, []);
  const verifier = await deploy(`${base}/base/SemaphoreVerifier.sol`, "SemaphoreVerifier", {}, []);
  const libraries = { PoseidonT3: poseidon.address };
  const { contract } = await deploy(`${base}/Semaphore.sol`, "Semaphore", libraries, [verifier.address]);
  return contract as Contract;
}

function link({ object, linkReferences }: Compiled["evm"]["bytecode"], libraries: Record<string, string>): string {
  let code = object;
  for (const [name, places] of Object.values(linkReferences).flatMap((file) => Object.entries(file))) {
    for (const { start, length } of places) {
      code = code.slice(0, 2 * start) + libraries[name]!.slice(2).toLowerCase() + code.slice(2 * (start + length));
    }
  }
  return `0x${code}`;
}

function compileSemaphore(): Record<string, Record<string, Compiled>> {
  const solc = require("solc") as {
    compile(input: string, callbacks: { import(path: string): { contents: string } }): string;
  };
  const read = (path: string): { contents: string } => ({ contents: readFileSync(resolveSource(path), "utf8") });
  const entries = [
    "@semaphore-protocol/contracts/Semaphore.sol",
    "@semaphore-protocol/contracts/base/SemaphoreVerifier.sol",
  ];
  const sources = Object.fromEntries(entries.map((path) => [path, { content: read(path).contents }]));
  const input = JSON.stringify({ language: "Solidity", sources, settings: SETTINGS });
  const output = JSON.parse(solc.compile(input, { import: read })) as {
    errors?: { severity: string; formattedMessage: string }[];
    contracts: Record<string, Record<string, Compiled>>;
  };
  const failure = output.errors?.find(({ severity }) => severity === "error");
  if (failure !== undefined) throw new Error(failure.formattedMessage);
  return output.contracts;
}

function resolveSource(path: string): string {
  return new URL(`../../node_modules/${path}`, import.meta.url).pathname;
}
