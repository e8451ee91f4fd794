import assert from "node:assert/strict";
import hre from "hardhat";
import { ContractFactory, Interface, type BaseContract, type InterfaceAbi, type Result, type Signer } from "ethers";

type Connection = Awaited<ReturnType<typeof hre.network.create>>;

/** Gas for transactions that shall fail: given, so that nothing is estimated first. Below Osaka's limit for one transaction. */
const GAS_LIMIT = 16_000_000n;

export interface Receipt {
  readonly gasUsed: bigint;
  readonly blockNumber: number;
  readonly logs: readonly { readonly address: string; readonly topics: readonly string[]; readonly data: string }[];
}

/** An in-process chain: its own blocks, clock and accounts. */
export interface Chain {
  readonly signers: readonly Signer[];
  readonly chainId: bigint;
  request(method: string, ...params: unknown[]): Promise<unknown>;
  deploy(name: string, ...args: unknown[]): Promise<BaseContract>;
  deployCode(code: { abi: InterfaceAbi; bytecode: string }, ...args: unknown[]): Promise<BaseContract>;
}

export async function openChain({ chainId = 31337, blockGasLimit = 60_000_000n } = {}): Promise<Chain> {
  await buildContracts();
  const connection: Connection = await hre.network.create({
    override: { chainId, blockGasLimit, allowUnlimitedContractSize: false },
  });
  const signers = (await connection.ethers.getSigners()) as unknown as Signer[];
  const deployCode: Chain["deployCode"] = async ({ abi, bytecode }, ...args) => {
    const contract = await new ContractFactory(abi, bytecode, signers[0]).deploy(...args, { gasLimit: GAS_LIMIT });
    return contract.waitForDeployment();
  };
  return {
    signers,
    chainId: BigInt(chainId),
    request: (method, ...params) => connection.provider.request({ method, params }),
    deploy: async (name, ...args) => deployCode(await hre.artifacts.readArtifact(name), ...args),
    deployCode,
  };
}

let built: Promise<unknown> | undefined;

function buildContracts(): Promise<unknown> {
  built ??= hre.tasks.getTask("build").run({ quiet: true, noTests: true });
  return built;
}

/** Sets the time of the next block, in which the next transaction runs. */
export async function atTime(chain: Chain, seconds: bigint): Promise<void> {
  await chain.request("evm_setNextBlockTimestamp", `0x${seconds.toString(16)}`);
}

/** Mines an empty block at the given time, so that reads see it. */
export async function mineAt(chain: Chain, seconds: bigint): Promise<void> {
  await atTime(chain, seconds);
  await chain.request("evm_mine");
}

export async function now(chain: Chain): Promise<bigint> {
  const block = (await chain.request("eth_getBlockByNumber", "latest", false)) as { timestamp: string };
  return BigInt(block.timestamp);
}

/** Undoes all that happens between the two calls. */
export async function snapshot(chain: Chain): Promise<() => Promise<void>> {
  const id = await chain.request("evm_snapshot");
  return async () => {
    assert.equal(await chain.request("evm_revert", id), true);
  };
}

/** A view's answer. */
export async function read<Answer>(contract: BaseContract, name: string, ...args: unknown[]): Promise<Answer> {
  return contract.getFunction(name).staticCall(...args) as Promise<Answer>;
}

/** As `read`, for a struct: nested arrays of its fields. */
export async function readFields(contract: BaseContract, name: string, ...args: unknown[]): Promise<unknown[]> {
  return (await read<Result>(contract, name, ...args)).toArray(true) as unknown[];
}

/** Sends a transaction and takes its receipt. */
export async function send(contract: BaseContract, name: string, ...args: unknown[]): Promise<Receipt> {
  const response = await contract.getFunction(name).send(...args, { gasLimit: GAS_LIMIT });
  const receipt = await response.wait();
  assert.equal(receipt?.status, 1);
  return receipt;
}

export function as(contract: BaseContract, signer: Signer): BaseContract {
  return contract.connect(signer);
}

/** The events of one name in a receipt, arguments in order. */
export function events(contract: BaseContract, receipt: Receipt, name: string): unknown[][] {
  return receipt.logs
    .map((log) => contract.interface.parseLog(log))
    .filter((event) => event?.name === name)
    .map((event) => [...event!.args] as unknown[]);
}

/** A transaction that must revert with this error, given as `Name` or `Name(arg, …)`. */
export async function refuses(
  expected: string,
  contract: BaseContract,
  name: string,
  ...args: unknown[]
): Promise<void> {
  await assertReverts(expected, contract.interface, () =>
    contract.getFunction(name).send(...args, { gasLimit: GAS_LIMIT }),
  );
}

/** As `refuses`, for a view: its errors come through the same bytes. */
export async function refusesView(
  expected: string,
  contract: BaseContract,
  name: string,
  ...args: unknown[]
): Promise<void> {
  await assertReverts(expected, contract.interface, () => contract.getFunction(name).staticCall(...args));
}

export async function assertReverts(expected: string, abi: Interface, call: () => Promise<unknown>): Promise<void> {
  let reason: string;
  try {
    await call();
    reason = "no revert";
  } catch (error) {
    reason = await describeRevert(error, abi);
  }
  const shown = expected.includes("(") ? reason : reason.replace(/\(.*$/s, "");
  assert.equal(shown, expected);
}

const CALLED = [
  "Groth16Verifier",
  "KeyCeremony",
  "RollRegistry",
  "IIssuerRegistry",
  "PolicyRegistry",
  "AttestationRegistry",
];

/** Errors of the contracts that another contract calls come back through it. */
async function describeRevert(error: unknown, abi: Interface): Promise<string> {
  const data = revertData(error);
  if (data === undefined) throw error;
  if (data === "0x") return "no reason";
  const called = await Promise.all(CALLED.map((name) => hre.artifacts.readArtifact(name)));
  for (const candidate of [abi, ...called.map((artifact) => new Interface(artifact.abi as InterfaceAbi))]) {
    const parsed = candidate.parseError(data);
    if (parsed !== null) return `${parsed.name}(${parsed.args.map(String).join(", ")})`;
  }
  return data;
}

function revertData(error: unknown): string | undefined {
  for (let at: unknown = error; typeof at === "object" && at !== null; at = (at as { cause?: unknown }).cause) {
    const { data } = at as { data?: unknown };
    if (typeof data === "string") return data;
    if (typeof data === "object" && data !== null && typeof (data as { data?: unknown }).data === "string") {
      return (data as { data: string }).data;
    }
  }
  return undefined;
}
