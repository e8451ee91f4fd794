import { AbiCoder, Contract, keccak256 } from "ethers";
import { ABI } from "../generated/abi.ts";
import { read, type Chain } from "./contracts.ts";
import { deployContract } from "./sending/contract-creation.ts";
import { eventOf, send, sentOf, type Sender, type Sent } from "./sending/transactions.ts";

/** An authority that acts when k of its members agree. It stands beside the deployment: any address may govern. */
export interface Authority {
  readonly address: string;
  readonly contract: Contract;
}

/** A call that members agree on. */
export interface AuthorityCall {
  readonly target: string;
  /** 0x… */
  readonly data: string;
}

export interface AuthorityProposal {
  readonly callHash: string;
  /** Unix seconds, exclusive. */
  readonly expiresAt: number;
  /** The proposer's among them. */
  readonly approvals: number;
  readonly executed: boolean;
  /** Of the members it was made under; their change voids it. */
  readonly generation: number;
}

/** Deploys an authority of 1 to 32 members, of whom `threshold` must agree. */
export async function deployAuthority(input: {
  connection: Parameters<typeof deployContract>[0]["connection"];
  account: Sender["account"];
  members: readonly string[];
  threshold: number;
}): Promise<string> {
  const { connection, account, members, threshold } = input;
  const args = [members, threshold];
  const { target } = await deployContract({ connection, account, name: "GoverningAuthority", args });
  return target as string;
}

export function authorityAt(chain: Chain, address: string): Authority {
  return { address, contract: new Contract(address, ABI.GoverningAuthority, chain.provider) };
}

/** Members approve the content, not the number, which could come to stand for another call. */
export function callHashOf({ target, data }: AuthorityCall): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(["address", "bytes"], [target, data]));
}

interface AuthoritySender extends Sender {
  readonly authority: Authority;
}

/** Proposes, and thereby approves. */
export async function proposeCall({
  chain,
  account,
  authority: { contract },
  call,
}: AuthoritySender & { call: AuthorityCall }): Promise<Sent & { proposalId: bigint }> {
  const args = [call.target, call.data];
  const sent = await send({ connection: chain, account, contract, name: "propose", args });
  return { ...sentOf(sent), proposalId: eventOf(sent, contract, "Proposed")["proposalId"] as bigint };
}

export async function approveCall({
  chain,
  account,
  authority: { contract },
  proposalId,
  call,
}: AuthoritySender & { proposalId: bigint; call: AuthorityCall }): Promise<Sent> {
  const args = [proposalId, callHashOf(call)];
  return sentOf(await send({ connection: chain, account, contract, name: "approve", args }));
}

export async function executeCall({
  chain,
  account,
  authority: { contract },
  proposalId,
  call,
}: AuthoritySender & { proposalId: bigint; call: AuthorityCall }): Promise<Sent> {
  const args = [proposalId, call.target, call.data];
  return sentOf(await send({ connection: chain, account, contract, name: "execute", args }));
}

type RawProposal = Pick<AuthorityProposal, "callHash" | "executed"> &
  Readonly<Record<"expiresAt" | "approvals" | "generation", bigint>>;

/** Refused for an id that was never proposed. */
export async function readProposal({ contract }: Authority, proposalId: bigint): Promise<AuthorityProposal> {
  const raw = await read<RawProposal>({ contract, name: "proposal", args: [proposalId] });
  const { callHash, executed } = raw;
  const [expiresAt, approvals, generation] = [Number(raw.expiresAt), Number(raw.approvals), Number(raw.generation)];
  return { callHash, expiresAt, approvals, executed, generation };
}

export async function readGeneration({ contract }: Authority): Promise<number> {
  return Number(await read<bigint>({ contract, name: "generation" }));
}

export async function readMembers({ contract }: Authority): Promise<{ members: string[]; threshold: number }> {
  const [members, threshold] = await Promise.all([
    read<readonly string[]>({ contract, name: "members" }),
    read<bigint>({ contract, name: "threshold" }),
  ]);
  return { members: [...members], threshold: Number(threshold) };
}
