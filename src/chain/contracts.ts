import { Contract } from "ethers";
import { ABI, type ContractName } from "../generated/abi.ts";
import { PsephosError } from "../errors.ts";
import type { Deployment } from "./deployments.ts";
import { translating } from "./sending/errors.ts";
import type { Connection } from "./provider.ts";

/** A verifying key as the verifier contract takes it. */
export interface ContractVerifyingKey {
  /** 32 bytes, 0x… */
  readonly circuitHash: string;
  readonly alpha: readonly bigint[];
  readonly beta: readonly bigint[];
  readonly gamma: readonly bigint[];
  readonly delta: readonly bigint[];
  readonly ic: readonly bigint[];
}

/** ethers contracts; the views that have no reader of their own are typed here. */
export interface Contracts {
  readonly verifier: Contract & { verifyingKey(keyId: string): Promise<ContractVerifyingKey> };
  readonly rolls: Contract;
  readonly ceremonies: Contract & { dealingKeyId(): Promise<string> };
  readonly elections: Contract & {
    ballotKeyId(optionCapacity: number): Promise<string>;
    decryptionKeyId(optionCapacity: number): Promise<string>;
  };
  readonly issuers: Contract;
  readonly policies: Contract;
  readonly attestations: Contract;
  readonly enrolments: Contract;
  readonly logs: Contract;
}

/** A connection to a chain on which the contracts are deployed. */
export interface Chain extends Connection {
  readonly deployment: Deployment;
  readonly contracts: Contracts;
}

export const CONTRACT_NAMES = {
  verifier: "Groth16Verifier",
  rolls: "RollRegistry",
  ceremonies: "KeyCeremony",
  elections: "Elections",
  issuers: "IssuerRegistry",
  policies: "PolicyRegistry",
  attestations: "AttestationRegistry",
  enrolments: "Enrolments",
  logs: "LogAnchors",
} as const satisfies Record<keyof Contracts, ContractName>;

const NAMED_CONTRACTS = Object.entries(CONTRACT_NAMES) as [keyof Contracts, ContractName][];

/** Binds a deployment record to a chain: the ids must agree, and every address must hold code. */
export async function attach(connection: Connection, deployment: Deployment): Promise<Chain> {
  if (connection.chainId !== deployment.chainId) {
    const message = `These contracts are on chain ${deployment.chainId}, and this is chain ${connection.chainId}. Give the URL of the right chain.`;
    throw new PsephosError("CHAIN_ID_MISMATCH", message, {
      detail: { actual: connection.chainId, expected: deployment.chainId },
    });
  }
  const chain = attachUnasked(connection, deployment);
  await Promise.all(NAMED_CONTRACTS.map(([key]) => deployedCode(chain, key)));
  return chain;
}

/** The code at a contract's address, 0x…; DEPLOYMENT_MISSING where there is none. */
export async function deployedCode({ provider, deployment }: Chain, key: keyof Contracts): Promise<string> {
  const [address, name] = [deployment.addresses[key], CONTRACT_NAMES[key]];
  const code = await translating(provider.getCode(address));
  if (code !== "0x") return code;
  const message = `${name} is not at ${address} on this chain: it was started anew, or the deployment file is another's. Deploy again.`;
  throw new PsephosError("DEPLOYMENT_MISSING", message, { detail: { contract: name, address } });
}

/** As `attach`, of a node that does not answer now. */
export function attachUnasked(connection: Connection, deployment: Deployment): Chain {
  const contracts = NAMED_CONTRACTS.map(
    ([key, name]) => [key, new Contract(deployment.addresses[key], ABI[name], connection.provider)] as const,
  );
  // Object.fromEntries forgets the names: they are those of NAMED_CONTRACTS, all of them.
  return { ...connection, deployment, contracts: Object.fromEntries(contracts) as unknown as Contracts };
}

export interface ReadCall {
  readonly contract: Contract;
  readonly name: string;
  readonly args?: readonly unknown[];
  /** Block to read at; the latest unless told. */
  readonly block?: number;
}

/** Calls a view. The caller knows the type from the interface that it names. */
export function read<T>({ contract, name, args = [], block }: ReadCall): Promise<T> {
  const overrides = block === undefined ? [] : [{ blockTag: block }];
  return translating(contract.getFunction(name).staticCall(...args, ...overrides) as Promise<T>);
}
