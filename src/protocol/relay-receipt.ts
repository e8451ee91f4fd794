import { AbiCoder, getAddress, keccak256, verifyTypedData } from "ethers";
import { z } from "zod";
import { PsephosError } from "../errors.ts";
import { presentationSignals, type PresentationSignals } from "./credential/presentation.ts";
import { address, bytes32, decimal, fieldElement, firstIssue, unixSeconds, withDecimals } from "./json.ts";

/** What a relayer took to send on, and its signature that it did. */
export const RELAY_KINDS = ["ballot", "attestation", "enrolment"] as const;
export type RelayKind = (typeof RELAY_KINDS)[number];

/** What a receipt names: one ballot or presentation, wherever it goes. */
export interface RelayContent {
  readonly chainId: bigint;
  /** Of the contract that it goes to; lower case. */
  readonly contract: string;
  readonly kind: RelayKind;
  /** Id of the election, policy or enrolment. */
  readonly target: bigint;
  /** Of a presentation its pseudonym. */
  readonly nullifier: bigint;
  /** `0x` hash of what it says, without the proof: a relayer could make another proof of the same. */
  readonly contentHash: string;
}

export interface RelayPromise extends RelayContent {
  /** By which the relayer knows it: random. */
  readonly ticket: string;
  /** Chain time by which it is sent at the latest; unix seconds. */
  readonly submitBy: number;
}

/** EIP-712 signature over all of it. It proves what the relayer promised, not that it kept the promise: the chain shows that. */
export interface RelayReceipt extends RelayPromise {
  readonly format: typeof RELAY_RECEIPT_FORMAT;
  /** 65 bytes, 0x…; lower case. */
  readonly signature: string;
}

export const RELAY_RECEIPT_FORMAT = "psephos.relay-receipt/1";

export const TICKET_FORM = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SIGNATURE_FORM = /^0x[0-9a-f]{130}$/;

const receiptSchema = z.strictObject({
  format: z.literal(RELAY_RECEIPT_FORMAT),
  chainId: decimal,
  contract: address,
  kind: z.enum(RELAY_KINDS),
  target: decimal,
  nullifier: fieldElement,
  contentHash: bytes32,
  ticket: z.string().regex(TICKET_FORM, "must be a lower-case UUID"),
  submitBy: unixSeconds,
  signature: z.string().regex(SIGNATURE_FORM, "must be 65 bytes"),
});

const TYPES = {
  RelayReceipt: [
    { name: "kind", type: "string" },
    { name: "target", type: "uint256" },
    { name: "nullifier", type: "uint256" },
    { name: "contentHash", type: "bytes32" },
    { name: "ticket", type: "string" },
    { name: "submitBy", type: "uint64" },
  ],
};

/** What an account signs: domain, types and message of EIP-712. */
export function relayTypedData({ chainId, contract, ...message }: RelayPromise) {
  const { kind, target, nullifier, contentHash, ticket, submitBy } = message;
  return {
    domain: { name: "Psephos relay", version: "1", chainId, verifyingContract: contract },
    types: TYPES,
    message: { kind, target, nullifier, contentHash, ticket, submitBy },
  };
}

/** Signs typed data, as accounts of ethers do. */
export interface RelaySigner {
  signTypedData(domain: object, types: typeof TYPES, message: object): Promise<string>;
}

export async function signRelayReceipt(signer: RelaySigner, promise: RelayPromise): Promise<RelayReceipt> {
  const { domain, types, message } = relayTypedData(promise);
  const signature = await signer.signTypedData(domain, types, message);
  const { chainId, contract } = promise;
  const { kind, target, nullifier, contentHash, ticket, submitBy } = message;
  const fields = { chainId, contract, kind, target, nullifier, contentHash, ticket, submitBy };
  return { format: RELAY_RECEIPT_FORMAT, ...fields, signature: signature.toLowerCase() };
}

/** Address of whoever signed it, lower case; undefined if nobody can have. */
export function relayReceiptSigner(receipt: RelayReceipt): string | undefined {
  const { domain, types, message } = relayTypedData(receipt);
  try {
    return verifyTypedData(domain, types, message, receipt.signature).toLowerCase();
  } catch (error) {
    // Every field has its form, so that it is the signature that no account can have made.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** Whether the receipt was signed by that relayer, for exactly that content. */
export function relayReceiptFits({
  receipt,
  content,
  relayer,
}: {
  receipt: RelayReceipt;
  content: RelayContent;
  relayer: string;
}): boolean {
  const isSame =
    receipt.chainId === content.chainId &&
    receipt.contract === content.contract.toLowerCase() &&
    receipt.kind === content.kind &&
    receipt.target === content.target &&
    receipt.nullifier === content.nullifier &&
    receipt.contentHash === content.contentHash;
  return isSame && relayReceiptSigner(receipt) === getAddress(relayer).toLowerCase();
}

/** `0x` keccak256 of the presentation's public signals. */
export function presentationHash(signals: PresentationSignals): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(["uint256[]"], [presentationSignals(signals)]));
}

export function relayReceiptText(receipt: RelayReceipt): string {
  return `${JSON.stringify(receipt, withDecimals, 2)}\n`;
}

export function parseRelayReceipt(text: string): RelayReceipt {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw malformed("it is not JSON", cause);
  }
  const parsed = receiptSchema.safeParse(json);
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  return parsed.data;
}

function malformed(reason: string, cause?: unknown): PsephosError {
  const message = `This is not a whole relayer's receipt: ${reason}. Use the file that was written when it was given.`;
  return new PsephosError("RECEIPT_MALFORMED", message, { cause });
}
