import { divideByCofactor, multiplyPublic } from "../crypto/babyjubjub.ts";
import type { RegisteredIssuerKey } from "../protocol/credential/issuer-key.ts";
import { ZeroAddress } from "ethers";
import { read, type Chain } from "./contracts.ts";
import { toPoint } from "./reading/words.ts";
import { eventOf, send, sentOf, type Sender, type Sent, type SentWithReceipt } from "./sending/transactions.ts";

/** State of a key's status lists. */
export interface StatusFacts {
  readonly statusRoot: bigint;
  /** keccak256(keccak256(revocation list file) ‖ keccak256(suspension list file)), 0x… */
  readonly listsHash: string;
}

export interface IssuerKeyRecord extends RegisteredIssuerKey {
  /** Place in the trust tree, from 0. */
  readonly keyIndex: number;
  readonly statusRoot: bigint;
  /** Of the status, unix seconds. */
  readonly publishedAt: number;
  readonly removed: boolean;
}

/** A call of the registry: sent by an account that is the governor, or proposed to the authority that is. */
export interface IssuerCall {
  readonly name:
    "registerDepartment" | "registerKey" | "removeKey" | "changeAccount" | "transferGovernor" | "acceptGovernor";
  readonly args: readonly unknown[];
  /** The contract takes it from every account, not from the governor alone. */
  readonly byAnyone?: boolean;
}

export function departmentCall({ did, account }: { did: string; account: string }): IssuerCall {
  return { name: "registerDepartment", args: [did, account] };
}

/** The eighth part of the key shows the contract that the key is of order l. */
export function keyCall({ key, status }: { key: RegisteredIssuerKey; status: StatusFacts }): IssuerCall {
  const eighth = multiplyPublic(key.publicKey, divideByCofactor(1n));
  return { name: "registerKey", args: [key, eighth, status.statusRoot, status.listsHash] };
}

/** `compromised`: every trust root from before is refused at once. */
export function removalCall({ keyIndex, compromised }: { keyIndex: number; compromised: boolean }): IssuerCall {
  return { name: "removeKey", args: [keyIndex, compromised] };
}

/** Target and calldata of a call, for the members of a governing authority to agree on. */
export function issuerCalldata(chain: Chain, { name, args }: IssuerCall): { target: string; data: string } {
  const { issuers } = chain.contracts;
  return { target: issuers.target as string, data: issuers.interface.encodeFunctionData(name, args) };
}

export async function sendIssuerCall({ chain, account, call }: Sender & { call: IssuerCall }): Promise<Sent> {
  return sentOf(await sendIssuers({ chain, account }, call));
}

export async function registerDepartment({
  chain,
  account,
  ...department
}: Sender & { did: string; departmentAccount: string }): Promise<Sent & { departmentId: bigint }> {
  const call = departmentCall({ did: department.did, account: department.departmentAccount });
  const sent = await sendIssuers({ chain, account }, call);
  const event = eventOf(sent, chain.contracts.issuers, "DepartmentRegistered");
  return { ...sentOf(sent), departmentId: event["departmentId"] as bigint };
}

export async function registerIssuerKey({
  chain,
  account,
  ...facts
}: Sender & { key: RegisteredIssuerKey; status: StatusFacts }): Promise<Sent & { keyIndex: number }> {
  const sent = await sendIssuers({ chain, account }, keyCall(facts));
  const event = eventOf(sent, chain.contracts.issuers, "IssuerKeyRegistered");
  return { ...sentOf(sent), keyIndex: Number(event["keyIndex"]) };
}

/** By the department's account, before the key ends. The same root again is a sign of life. */
export async function publishStatus({
  chain,
  account,
  keyIndex,
  statusRoot,
  listsHash,
}: Sender & StatusFacts & { keyIndex: number }): Promise<Sent & { trustRoot: bigint }> {
  const contract = chain.contracts.issuers;
  const args = [keyIndex, statusRoot, listsHash];
  const sent = await send({ connection: chain, account, contract, name: "publishStatus", args });
  return { ...sentOf(sent), trustRoot: eventOf(sent, contract, "StatusPublished")["trustRoot"] as bigint };
}

function sendIssuers({ chain, account }: Sender, { name, args }: IssuerCall): Promise<SentWithReceipt> {
  return send({ connection: chain, account, contract: chain.contracts.issuers, name, args });
}

/** Who acts for a department; undefined if the registry does not know it. */
export async function readDepartmentAccount(chain: Chain, departmentId: bigint): Promise<string | undefined> {
  const contract = chain.contracts.issuers;
  const account = await read<string>({ contract, name: "departmentAccount", args: [departmentId] });
  return account === ZeroAddress ? undefined : account;
}

type RawKey = readonly [
  key: Readonly<Record<"departmentId" | "schemaHash" | "epoch" | "endsAt", bigint>> & {
    readonly certificateHash: string;
    readonly publicKey: readonly bigint[];
  },
  statusRoot: bigint,
  publishedAt: bigint,
  removed: boolean,
];

export async function readIssuerKey(chain: Chain, keyIndex: number): Promise<IssuerKeyRecord> {
  const call = { contract: chain.contracts.issuers, name: "issuerKey", args: [keyIndex] };
  const [key, statusRoot, publishedAt, removed] = await read<RawKey>(call);
  return { ...toIssuerKey(key), keyIndex, statusRoot, publishedAt: Number(publishedAt), removed };
}

/** From the contract's struct, as a view or an event gives it. */
export function toIssuerKey(raw: RawKey[0]): RegisteredIssuerKey {
  return {
    departmentId: raw.departmentId,
    schemaHash: raw.schemaHash,
    epoch: Number(raw.epoch),
    endsAt: Number(raw.endsAt),
    certificateHash: raw.certificateHash,
    publicKey: toPoint(raw.publicKey),
  };
}

/** Root of the trust tree; 0 while it is empty. */
export function readTrustRoot(chain: Chain, options: { block?: number } = {}): Promise<bigint> {
  return read({ contract: chain.contracts.issuers, name: "trustRoot", ...options });
}

/** Seconds since another root took the place of this one; 0 for the present root. Unknown and cut-off roots are refused. */
export async function readTrustAge(chain: Chain, trustRoot: bigint): Promise<number> {
  return Number(await read<bigint>({ contract: chain.contracts.issuers, name: "ageOf", args: [trustRoot] }));
}

export function readGovernor(chain: Chain): Promise<string> {
  return read({ contract: chain.contracts.issuers, name: "governor" });
}

/** Who was offered the governor's place; undefined if nobody was. */
export async function readNextGovernor(chain: Chain): Promise<string | undefined> {
  const next = await read<string>({ contract: chain.contracts.issuers, name: "nextGovernor" });
  return next === ZeroAddress ? undefined : next;
}
