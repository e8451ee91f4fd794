import { PsephosError, isPsephosError } from "../errors.ts";
import { read, type Chain } from "./contracts.ts";
import { eventOf, indexedOf, send, sentOf, type Sender, type Sent } from "./sending/transactions.ts";

/** Takes presentations from `opensAt` up to, not including, `closesAt`; unix seconds. */
export interface EnrolmentTerms {
  /** Whoever meets it may enrol. */
  readonly policyId: bigint;
  readonly opensAt: number;
  readonly closesAt: number;
}

export interface EnrolmentRecord extends EnrolmentTerms {
  readonly enrolmentId: bigint;
  /** Commitments enrolled. */
  readonly size: number;
}

/** By the account of the policy's department. `name`: 1 to 200 bytes of UTF-8. */
export async function openEnrolment({
  chain,
  account,
  name,
  policyId,
  opensAt,
  closesAt,
}: Sender & EnrolmentTerms & { name: string }): Promise<Sent & { enrolmentId: bigint }> {
  const contract = chain.contracts.enrolments;
  const args = [policyId, name, opensAt, closesAt];
  const sent = await send({ connection: chain, account, contract, name: "open", args });
  return { ...sentOf(sent), enrolmentId: eventOf(sent, contract, "EnrolmentOpened")["enrolmentId"] as bigint };
}

/** One commitment with its presentation: 8 proof words, context, trust root, now, pseudonym, disclosure hash. */
export interface EnrolmentItem {
  readonly commitment: bigint;
  readonly item: readonly bigint[];
}

export interface EnrolOutcome extends Sent {
  readonly accepted: number;
  /** Of the enrolled commitments, in order. */
  readonly pseudonyms: readonly bigint[];
}

/** Enrols in one transaction. Items whose pseudonym or commitment is enrolled already are skipped. Anyone may send it. */
export async function enrolMany({
  chain,
  account,
  enrolmentId,
  items,
}: Sender & { enrolmentId: bigint; items: readonly EnrolmentItem[] }): Promise<EnrolOutcome> {
  const contract = chain.contracts.enrolments;
  const args = [enrolmentId, items.flatMap(({ item }) => item), items.map(({ commitment }) => commitment)];
  const sent = await send({ connection: chain, account, contract, name: "enrol", args }).catch((error: unknown) => {
    throw nothingNew(error);
  });
  const pseudonyms = indexedOf(sent, { contract, name: "Enrolled", position: 2 });
  return { ...sentOf(sent), accepted: pseudonyms.length, pseudonyms };
}

function nothingNew(error: unknown): unknown {
  if (!isPsephosError(error) || error.detail["error"] !== "NothingAccepted") return error;
  return new PsephosError("ALREADY_DONE", "All of these are enrolled already: one person enrols once.", {
    detail: error.detail,
    cause: error,
  });
}

interface RawEnrolment {
  readonly policyId: bigint;
  readonly opensAt: bigint;
  readonly closesAt: bigint;
  readonly size: bigint;
}

export async function readEnrolment(
  chain: Chain,
  enrolmentId: bigint,
  options: { block?: number } = {},
): Promise<EnrolmentRecord> {
  const contract = chain.contracts.enrolments;
  const raw = await read<RawEnrolment>({ contract, name: "enrolment", args: [enrolmentId], ...options });
  return {
    enrolmentId,
    policyId: raw.policyId,
    opensAt: Number(raw.opensAt),
    closesAt: Number(raw.closesAt),
    size: Number(raw.size),
  };
}

export function isEnrolled({
  chain,
  enrolmentId,
  pseudonym,
}: {
  chain: Chain;
  enrolmentId: bigint;
  pseudonym: bigint;
}): Promise<boolean> {
  return read({ contract: chain.contracts.enrolments, name: "isEnrolled", args: [enrolmentId, pseudonym] });
}
