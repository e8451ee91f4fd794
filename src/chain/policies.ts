import type { PolicyHash } from "../protocol/credential/policy-hash.ts";
import { PRESENTATION_CIRCUITS, type PolicyTerms } from "../protocol/credential/policy-terms.ts";
import { read, type Chain } from "./contracts.ts";
import { eventOf, send, sentOf, type Sender, type Sent } from "./sending/transactions.ts";

/** A published policy; only `retired` ever changes. */
export interface PolicyRecord {
  readonly policyId: bigint;
  readonly terms: PolicyTerms;
  /** keccak256 of the policy file, 0x… */
  readonly textHash: string;
  /** Unix seconds. */
  readonly publishedAt: number;
  /** Takes no new attestations or enrolments. */
  readonly retired: boolean;
}

/** As the contract's struct, an event or a view gives it. */
export interface RawTerms {
  readonly departmentId: bigint;
  readonly scopeId: bigint;
  readonly policyHash: bigint;
  readonly circuit: bigint;
  readonly maxStatusAge: bigint;
  readonly maxClockSkew: bigint;
  readonly validity: bigint;
  readonly lapses: boolean;
  readonly revocable: boolean;
}

interface RawPolicy {
  readonly terms: RawTerms;
  readonly textHash: string;
  readonly publishedAt: bigint;
  readonly retired: boolean;
}

export async function publishPolicy({
  chain,
  account,
  terms,
  text,
}: Sender & { terms: PolicyTerms; text: string }): Promise<Sent & { policyId: bigint }> {
  const contract = chain.contracts.policies;
  const args = [{ ...terms, circuit: PRESENTATION_CIRCUITS.indexOf(terms.circuit) }, text];
  const sent = await send({ connection: chain, account, contract, name: "publish", args });
  return { ...sentOf(sent), policyId: eventOf(sent, contract, "PolicyPublished")["policyId"] as bigint };
}

export async function retirePolicy({ chain, account, policyId }: Sender & { policyId: bigint }): Promise<Sent> {
  const contract = chain.contracts.policies;
  return sentOf(await send({ connection: chain, account, contract, name: "retire", args: [policyId] }));
}

export async function readPolicy(chain: Chain, policyId: bigint): Promise<PolicyRecord> {
  const raw = await read<RawPolicy>({ contract: chain.contracts.policies, name: "policy", args: [policyId] });
  return {
    policyId,
    terms: toTerms(raw.terms),
    textHash: raw.textHash,
    publishedAt: Number(raw.publishedAt),
    retired: raw.retired,
  };
}

export function readPolicyCount(chain: Chain): Promise<bigint> {
  return read({ contract: chain.contracts.policies, name: "policyCount" });
}

export function toTerms(raw: RawTerms): PolicyTerms {
  return {
    departmentId: raw.departmentId,
    scopeId: raw.scopeId,
    policyHash: raw.policyHash as PolicyHash,
    circuit: PRESENTATION_CIRCUITS[Number(raw.circuit)]!,
    maxStatusAge: Number(raw.maxStatusAge),
    maxClockSkew: Number(raw.maxClockSkew),
    validity: Number(raw.validity),
    lapses: raw.lapses,
    revocable: raw.revocable,
  };
}
