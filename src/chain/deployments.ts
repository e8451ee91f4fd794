import { Contract } from "ethers";
import { readFile, rename, writeFile } from "node:fs/promises";
import { z } from "zod";
import { PsephosError } from "../errors.ts";
import { ABI, type ContractName } from "../generated/abi.ts";
import { CIRCUIT_NAMES, type CircuitName } from "../generated/signals.ts";
import { CONTRACT_KEYS, type ContractKey } from "../protocol/contract-keys.ts";
import { PRESENTATION_CIRCUITS } from "../protocol/credential/policy-terms.ts";
import { OPTION_CAPACITIES } from "../protocol/params.ts";
import type { Account } from "./accounts.ts";
import { deployContract } from "./sending/contract-creation.ts";
import type { ContractVerifyingKey } from "./contracts.ts";
import { translating } from "./sending/errors.ts";
import type { Connection } from "./provider.ts";
import { eventOf, send } from "./sending/transactions.ts";

export const DEPLOYMENT_FORMAT = "psephos.deployment/2";

/** Which contracts on which chain people use. Public; hand it to everybody. */
export interface Deployment {
  readonly format: typeof DEPLOYMENT_FORMAT;
  readonly chainId: number;
  /** Of the keys: development keys are forgeable, and stay on local chains. */
  readonly phase: "development" | "ceremony";
  readonly addresses: Readonly<Record<ContractKey, string>>;
  /** keccak256 of each circuit's verifying key, as the verifier contract names it. */
  readonly keyIds: Readonly<Record<CircuitName, string>>;
  /** Block of the first deployment transaction: events are read from here. */
  readonly block: number;
}

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const bytes32 = z.string().regex(/^0x[0-9a-f]{64}$/);

const schema = z.strictObject({
  format: z.literal(DEPLOYMENT_FORMAT),
  chainId: z.int().positive(),
  phase: z.enum(["development", "ceremony"]),
  addresses: z.strictObject(
    Object.fromEntries(CONTRACT_KEYS.map((key) => [key, address])) as Record<ContractKey, typeof address>,
  ),
  keyIds: z.strictObject(
    Object.fromEntries(CIRCUIT_NAMES.map((name) => [name, bytes32])) as Record<CircuitName, typeof bytes32>,
  ),
  block: z.int().nonnegative(),
});

/** Written aside and moved into place: whoever looks sees the whole file. */
export async function writeDeployment(file: string, deployment: Deployment): Promise<void> {
  const aside = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(aside, `${JSON.stringify(deployment, null, 2)}\n`);
    await rename(aside, file);
  } catch (cause) {
    throw new PsephosError("FILE_UNWRITABLE", `${file} cannot be written. Look at the folder and the free space.`, {
      cause,
    });
  }
}

export async function readDeployment(file: string): Promise<Deployment> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new PsephosError(
      "DEPLOYMENT_MISSING",
      `${file} cannot be read. Deploy the contracts, or get the file from the organizer.`,
      { cause },
    );
  });
  return parseDeployment(text, file);
}

export function parseDeployment(text: string, file: string): Deployment {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new PsephosError("DEPLOYMENT_MALFORMED", `${file} is not a deployment file: it is no JSON. Get it again.`, {
      cause,
    });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? "the whole file" : issue.path.join(".");
  throw new PsephosError("DEPLOYMENT_MALFORMED", `${file} is not a deployment file: ${where} is wrong. Get it again.`, {
    detail: { path: where },
  });
}

export interface DeployOptions {
  readonly connection: Connection;
  readonly account: Account;
  readonly keys: Readonly<Record<CircuitName, ContractVerifyingKey>>;
  /** Of the keys. */
  readonly phase: "development" | "ceremony";
  /** Address that registers departments and issuer keys, an account's or an authority contract's; the account's own unless told. */
  readonly governor?: string | undefined;
  /** Called after each contract and each key. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/** Deploys the contracts and registers the keys. Development keys are refused off local chains: anyone can forge with them. */
export async function deployContracts(options: DeployOptions): Promise<Deployment> {
  const { connection, account, keys, phase, governor = account.address, onProgress } = options;
  if (phase === "development" && !connection.isLocal) {
    const message = `Anybody can forge proofs under development keys: they are refused on chain ${connection.chainId}. Hold a ceremony for the keys first.`;
    throw new PsephosError("DEVELOPMENT_KEYS_REFUSED", message, { detail: { chainId: connection.chainId } });
  }
  const total = CONTRACT_KEYS.length + CIRCUIT_NAMES.length;
  let done = 0;
  const step = <T>(result: T): T => (onProgress?.({ done: ++done, total }), result);
  const create = async (name: ContractName, ...args: unknown[]): Promise<string> => {
    const { target } = await deployContract({ connection, account, name, args });
    return step((target as string).toLowerCase());
  };

  const block = (await translating(connection.provider.getBlockNumber())) + 1;
  const verifier = await create("Groth16Verifier");
  const keyIds = {} as Record<CircuitName, string>;
  const contract = new Contract(verifier, ABI.Groth16Verifier, connection.provider);
  for (const name of CIRCUIT_NAMES) {
    keyIds[name] = step(await registerKey({ connection, account, verifier: contract, key: keys[name] }));
  }
  const addresses = {
    verifier,
    ...(await createElections({ create, verifier, keyIds })),
    ...(await createCredentials({ create, verifier, keyIds, governor })),
  };
  return { format: DEPLOYMENT_FORMAT, chainId: connection.chainId, phase, addresses, keyIds, block };
}

interface Stage {
  /** Deploys a contract and gives its address. */
  readonly create: (name: ContractName, ...args: unknown[]) => Promise<string>;
  readonly verifier: string;
  readonly keyIds: Readonly<Record<CircuitName, string>>;
}

async function createElections({
  create,
  verifier,
  keyIds,
}: Stage): Promise<Record<"rolls" | "ceremonies" | "elections", string>> {
  const rolls = await create("RollRegistry");
  const ceremonies = await create("KeyCeremony", verifier, keyIds.dealing);
  const ballots = OPTION_CAPACITIES.map((capacity) => keyIds[`ballot-${capacity}`]);
  const decryptions = OPTION_CAPACITIES.map((capacity) => keyIds[`decryption-${capacity}`]);
  const elections = await create("Elections", verifier, ceremonies, rolls, ballots, decryptions);
  return { rolls, ceremonies, elections };
}

async function createCredentials({
  create,
  verifier,
  keyIds,
  governor,
}: Stage & { governor: string }): Promise<
  Record<"issuers" | "policies" | "attestations" | "enrolments" | "logs", string>
> {
  const issuers = await create("IssuerRegistry", governor);
  const policies = await create("PolicyRegistry", issuers);
  const presentations = PRESENTATION_CIRCUITS.map((name) => keyIds[name]);
  const registries = [verifier, issuers, policies, presentations] as const;
  const attestations = await create("AttestationRegistry", ...registries, keyIds.pseudonym);
  const enrolments = await create("Enrolments", ...registries);
  const logs = await create("LogAnchors");
  return { issuers, policies, attestations, enrolments, logs };
}

interface KeyRegistration {
  readonly connection: Connection;
  readonly account: Account;
  readonly verifier: Contract;
  readonly key: ContractVerifyingKey;
}

/** A key's name is the hash of its content, so it does not matter who was first to register it. */
async function registerKey({ connection, account, verifier, key }: KeyRegistration): Promise<string> {
  try {
    const sent = await send({ connection, account, contract: verifier, name: "registerKey", args: [key] });
    return eventOf(sent, verifier, "KeyRegistered")["keyId"] as string;
  } catch (error) {
    const isThere = error instanceof PsephosError && error.detail["error"] === "KeyAlreadyRegistered";
    if (isThere && typeof error.detail["keyId"] === "string") return error.detail["keyId"];
    throw error;
  }
}
