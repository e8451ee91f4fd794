import { verifyTypedData } from "ethers";
import { z } from "zod";
import { address, bytes32, decimal } from "../json.ts";
import type { LogTree } from "../log/tree.ts";
import { leafHash, sameHash, type LogHash } from "../log/hash.ts";
import { verifyInclusion } from "../log/verify.ts";
import type { TypedData } from "./data-request.ts";
import { canonicalText, entryCount, parseCanonical } from "./forms.ts";
import { fromHex } from "./hex.ts";

/** A log's state: what is anchored on chain, and what a department answers for. */
export interface LogHead {
  readonly size: number;
  readonly root: LogHash;
}

/** Where a log is anchored. */
export interface LogPlace {
  readonly chainId: bigint;
  /** Address of LogAnchors. */
  readonly anchors: string;
  readonly logId: bigint;
}

export function headOf(tree: LogTree): LogHead {
  return { size: tree.size, root: tree.root() };
}

/** Whether the log, when it had that many entries, was the one of the head. */
export function hasHead(tree: LogTree, { size, root }: LogHead): boolean {
  return size <= tree.size && sameHash(tree.root(size), root);
}

/** What a log's operator signs (EIP-712): two heads of one size under one key that differ convict it. */
export function logHeadTypedData({ size, root }: LogHead, { chainId, anchors, logId }: LogPlace): TypedData {
  return {
    domain: { name: "Psephos", version: "1", chainId, verifyingContract: anchors },
    types: {
      LogHead: [
        { name: "logId", type: "uint256" },
        { name: "size", type: "uint64" },
        { name: "root", type: "bytes32" },
      ],
    },
    value: { logId, size, root },
  };
}

const receiptForm = z.strictObject({
  format: z.literal("psephos.log-receipt/1"),
  sequence: entryCount,
  size: entryCount,
  root: bytes32,
  proof: z.array(bytes32).max(64),
  /** Of the head, by the log's operator. */
  signed: z
    .strictObject({
      chainId: decimal,
      anchors: address,
      logId: decimal,
      signature: z.string().regex(/^0x[0-9a-f]{130}$/, "must be 0x and 130 lower-case hexadecimal digits"),
    })
    .optional(),
});

/** That an entry is in the log, from the moment it was written: its place, and its proof under the head of then. */
export type LogReceipt = z.output<typeof receiptForm>;

export const LOG_RECEIPT_FORMAT = "psephos.log-receipt/1";

export function receiptText(receipt: LogReceipt): string {
  return canonicalText(receipt);
}

export function parseReceipt(text: string): LogReceipt {
  return parseCanonical(receiptForm, text, "log receipt");
}

/** Whether the entry is where the receipt says, under the receipt's own head. */
export function receiptHolds(receipt: LogReceipt, entry: string): boolean {
  const { sequence: index, size, root, proof } = receipt;
  if (size === 0) return false;
  const leaf = leafHash(new TextEncoder().encode(entry));
  return verifyInclusion({ index, size, leaf, root: fromHex(root), proof: proof.map(fromHex) });
}

/** Who signed the receipt's head; undefined where nobody did. */
export function receiptSigner({ size, root, signed }: LogReceipt): string | undefined {
  if (signed === undefined) return undefined;
  const { domain, types, value } = logHeadTypedData({ size, root: fromHex(root) }, signed);
  try {
    return verifyTypedData(domain, types, value, signed.signature);
  } catch {
    // No public key fits these numbers.
    return undefined;
  }
}
