import type { Receipt } from "../../protocol/receipt.ts";
import type { AnswerOf } from "../api/endpoint.ts";
import { readReceiptBucket, readReceiptBuckets } from "../api/receipts.ts";
import { readBucketOf } from "./bucket-question.ts";
import type { Client } from "./client.ts";

type Entry = AnswerOf<typeof readReceiptBucket>["items"][number];

export interface ReceiptQuestion {
  readonly client: Client;
  readonly receipt: Receipt;
  /** Voters on the roll, from the roll file. */
  readonly rollSize: number;
  /** What the earlier answer about this receipt named; keep it with the receipt. */
  readonly bucket?: string | undefined;
}

export type FoundReceipt = {
  /** To be given with the next question about this receipt. */
  readonly bucket: string;
} & (
  | {
      /** In the list of accepted ballots, as it left the device; `isFinal` once the chain cannot take it back. */
      readonly kind: "counted";
      readonly isFinal: boolean;
      /** In the order of acceptance, from 1. */
      readonly position: number;
      readonly transactionHash: string;
    }
  /** Another ballot of the same voter was accepted: something cast in the voter's place. */
  | { readonly kind: "altered"; readonly transactionHash: string }
  | { readonly kind: "absent" }
);

/**
 * Looks for a receipt's ballot without telling the service which one it is. The service can leave out or invent: whoever doubts it reads
 * the chain. Ask once some time after casting, or at fixed times: who stops asking when the ballot has come says which one it was.
 */
export async function findReceipt({ client, receipt, rollSize, bucket }: ReceiptQuestion): Promise<FoundReceipt> {
  const { electionId, nullifier } = receipt;
  const { bucketBits } = await client.call(readReceiptBuckets, { params: { electionId } });
  const answer = await readBucketOf<Entry>({
    ...{ value: nullifier, bucketBits, most: rollSize, bucket },
    readPage: (name, cursor) =>
      client.call(readReceiptBucket, {
        params: { electionId, bucket: name },
        query: cursor === undefined ? {} : { cursor },
      }),
  });
  return { bucket: answer.bucket, ...judge(receipt, answer.items) };
}

function judge({ nullifier, ballotHash }: Receipt, items: readonly Entry[]) {
  const found = items.find((item) => item.nullifier === nullifier);
  if (found === undefined) return { kind: "absent" } as const;
  const transactionHash = found.recorded.transaction;
  if (found.ballotHash !== ballotHash) return { kind: "altered", transactionHash } as const;
  return { kind: "counted", isFinal: found.recorded.final, position: found.index + 1, transactionHash } as const;
}
