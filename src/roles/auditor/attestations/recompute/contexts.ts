import { CREDENTIAL_TAGS } from "../../../../protocol/credential/params.ts";
import { addressWord, keccakOfText, keccakOfWords } from "../../recompute/encoding.ts";

/** The contexts that contracts ask proofs for, from their definition in `docs/credentials.md`; written again for the auditor. */

export interface Contract {
  readonly chainId: number;
  readonly address: string;
}

export function attestationContext(contract: Contract, policyId: bigint): bigint {
  return contextOf("attestation", contract, [policyId]);
}

export function enrolmentContext(
  contract: Contract,
  { enrolmentId, commitment }: { enrolmentId: bigint; commitment: bigint },
): bigint {
  return contextOf("enrolment", contract, [enrolmentId, commitment]);
}

export function withdrawalContext(
  contract: Contract,
  { policyId, provenAt }: { policyId: bigint; provenAt: number },
): bigint {
  return contextOf("withdrawal", contract, [policyId, BigInt(provenAt)]);
}

/** keccak256(abi.encode(TAG_CONTEXT, kind, chain id, contract, …)) >> 8: the kind is a text and stands at the end. */
function contextOf(kind: string, { chainId, address }: Contract, rest: readonly bigint[]): bigint {
  const words = [BigInt(chainId), addressWord(address), ...rest];
  const offset = BigInt(32 * (2 + words.length));
  const text = BigInt(`0x${Buffer.from(kind).toString("hex").padEnd(64, "0")}`);
  const encoded = [credentialTag("CONTEXT"), offset, ...words, BigInt(kind.length), text];
  return keccakOfWords(encoded) >> 8n;
}

export function credentialTag(role: keyof typeof CREDENTIAL_TAGS): bigint {
  return keccakOfText(CREDENTIAL_TAGS[role]) >> 8n;
}
