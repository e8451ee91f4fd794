import { keccak_256 } from "@noble/hashes/sha3.js";
import { concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { getAddress, verifyTypedData } from "ethers";
import { z } from "zod";
import { presentationSignals, type PresentationSignals } from "./credential/presentation.ts";
import { address, bytes32, decimal, fieldElement, unixSeconds, withDecimals } from "./json.ts";
import { parseReceiptText } from "./parse-receipt.ts";
import { hashOfWordList, wordBytes } from "./words-hash.ts";

/** What a relayer took to send on, and its signature that it did. */
export const RELAY_KINDS = ["ballot", "attestation", "enrolment", "withdrawal"] as const;
export type RelayKind = (typeof RELAY_KINDS)[number];

/** What a receipt names: one ballot, presentation or withdrawal, wherever it goes. */
export interface RelayContent {
  readonly chainId: bigint;
  /** Of the contract that it goes to; lower case. */
  readonly contract: string;
  readonly kind: RelayKind;
  /** Id of the election, policy or enrolment. */
  readonly target: bigint;
  /** Of a presentation or withdrawal its pseudonym. */
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

const DOMAIN = { name: "Psephos relay", version: "1" };
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
    domain: { ...DOMAIN, chainId, verifyingContract: contract },
    types: TYPES,
    message: { kind, target, nullifier, contentHash, ticket, submitBy },
  };
}

/** Signs a digest of 32 bytes, as accounts of ethers do. */
export interface RelaySigner {
  readonly signingKey: { sign(digest: Uint8Array): { readonly serialized: string } };
}

export function signRelayReceipt({ signingKey }: RelaySigner, promise: RelayPromise): RelayReceipt {
  const { chainId, contract, kind, target, nullifier, contentHash, ticket, submitBy } = promise;
  const fields = { chainId, contract, kind, target, nullifier, contentHash, ticket, submitBy };
  const { serialized } = signingKey.sign(typedDataDigest(promise));
  return { format: RELAY_RECEIPT_FORMAT, ...fields, signature: serialized.toLowerCase() };
}

const textHash = (text: string): Uint8Array => keccak_256(utf8ToBytes(text));

const DOMAIN_START = concatBytes(
  textHash("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
  textHash(DOMAIN.name),
  textHash(DOMAIN.version),
);
const TYPE_HASH = textHash(`RelayReceipt(${TYPES.RelayReceipt.map(({ type, name }) => `${type} ${name}`).join(",")})`);
const KIND_HASHES = Object.fromEntries(RELAY_KINDS.map((kind) => [kind, textHash(kind)])) as Record<
  RelayKind,
  Uint8Array
>;
/** EIP-191: before typed data. */
const PREFIX = Uint8Array.of(0x19, 0x01);

/** What EIP-712 makes of `relayTypedData`; written out, since a relayer signs hundreds a second. */
function typedDataDigest(promise: RelayPromise): Uint8Array {
  const { chainId, contract, kind, target, nullifier, contentHash, ticket, submitBy } = promise;
  const domain = keccak_256(concatBytes(DOMAIN_START, wordBytes([chainId, BigInt(contract)])));
  const message = concatBytes(
    TYPE_HASH,
    KIND_HASHES[kind],
    wordBytes([target, nullifier]),
    hexToBytes(contentHash.slice(2)),
    textHash(ticket),
    wordBytes([BigInt(submitBy)]),
  );
  return keccak_256(concatBytes(PREFIX, domain, keccak_256(message)));
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
  return hashOfWordList(presentationSignals(signals));
}

/** `0x` keccak256 of the public signals of a withdrawal's proof: they name registry, policy, pseudonym and what is ended. */
export function withdrawalHash(signals: readonly bigint[]): string {
  return hashOfWordList(signals);
}

export function relayReceiptText(receipt: RelayReceipt): string {
  return `${JSON.stringify(receipt, withDecimals, 2)}\n`;
}

export function parseRelayReceipt(text: string): RelayReceipt {
  return parseReceiptText(text, { schema: receiptSchema, what: "relayer's receipt", writtenWhen: "it was given" });
}
