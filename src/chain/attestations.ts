import { PsephosError, isPsephosError } from "../errors.ts";
import { read, type Chain } from "./contracts.ts";
import { indexedOf, send, sentOf, type Sender, type Sent } from "./sending/transactions.ts";

/** What is recorded of a pseudonym under a policy; times are unix seconds. */
export interface AttestationRecord {
  /** `now` of the latest presentation, or the time of withdrawal: only a later presentation counts. */
  readonly provenAt: number;
  readonly attestedAt: number;
  /** Exclusive. */
  readonly expiresAt: number;
  /** By the holder; a later presentation lifts it. */
  readonly withdrawn: boolean;
  /** By the department; final. */
  readonly revoked: boolean;
}

/** A pseudonym under a policy. */
export interface Attested {
  readonly policyId: bigint;
  readonly pseudonym: bigint;
}

export interface AttestOutcome extends Sent {
  /** How many presentations were recorded; the others added nothing. */
  readonly accepted: number;
  /** Of the recorded presentations, in order. */
  readonly pseudonyms: readonly bigint[];
}

/** Records presentations of one policy in one transaction; each item is 8 proof words, trust root, now, pseudonym, disclosure hash. */
export async function attest({
  chain,
  account,
  policyId,
  items,
}: Sender & { policyId: bigint; items: readonly (readonly bigint[])[] }): Promise<AttestOutcome> {
  const contract = chain.contracts.attestations;
  const call = { connection: chain, account, contract, name: "attest", args: [policyId, items.flat()] };
  const sent = await send(call).catch((error: unknown) => {
    throw nothingNew(error);
  });
  const pseudonyms = indexedOf(sent, { contract, name: "Attested", position: 2 });
  return { ...sentOf(sent), accepted: pseudonyms.length, pseudonyms };
}

/** `NothingAccepted` means other things to voters than to holders. */
function nothingNew(error: unknown): unknown {
  if (!isPsephosError(error) || error.detail["error"] !== "NothingAccepted") return error;
  const message =
    "All of this is recorded already, or was revoked: a presentation counts once. Make a new one if the attestation ends.";
  return new PsephosError("ALREADY_DONE", message, { detail: error.detail, cause: error });
}

/** `proof`: 8 words of the circuit `pseudonym`, in the withdrawal context of the recorded `provenAt`. Anyone may send it. */
export function withdrawAttestation({
  chain,
  account,
  policyId,
  pseudonym,
  proof,
}: Sender & Attested & { proof: readonly bigint[] }): Promise<Sent> {
  return sendAttested({ chain, account }, "withdraw", [policyId, pseudonym, proof]);
}

/** `reason`: 0x and 64 digits, a code or a hash, never personal data. By the department's account. */
export function revokeAttestation({
  chain,
  account,
  policyId,
  pseudonym,
  reason,
}: Sender & Attested & { reason: string }): Promise<Sent> {
  return sendAttested({ chain, account }, "revoke", [policyId, pseudonym, reason]);
}

async function sendAttested({ chain, account }: Sender, name: string, args: unknown[]): Promise<Sent> {
  return sentOf(await send({ connection: chain, account, contract: chain.contracts.attestations, name, args }));
}

interface RawAttestation {
  readonly provenAt: bigint;
  readonly attestedAt: bigint;
  readonly expiresAt: bigint;
  readonly withdrawn: boolean;
  readonly revoked: boolean;
}

interface AttestationQuestion extends Attested {
  readonly chain: Chain;
  readonly block?: number;
}

/** Undefined if the pseudonym was never attested under this policy. */
export async function readAttestation(question: AttestationQuestion): Promise<AttestationRecord | undefined> {
  const raw = await ask<RawAttestation>(question, "attestation");
  if (raw.attestedAt === 0n) return undefined;
  return {
    provenAt: Number(raw.provenAt),
    attestedAt: Number(raw.attestedAt),
    expiresAt: Number(raw.expiresAt),
    withdrawn: raw.withdrawn,
    revoked: raw.revoked,
  };
}

/** The contract's own word: there is one, it has not expired, and nobody ended it. */
export function isAttested(question: AttestationQuestion): Promise<boolean> {
  return ask(question, "isValid");
}

function ask<T>({ chain, policyId, pseudonym, ...options }: AttestationQuestion, name: string): Promise<T> {
  return read({ contract: chain.contracts.attestations, name, args: [policyId, pseudonym], ...options });
}
