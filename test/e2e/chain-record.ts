import type { Provider, TransactionResponse, TransactionReceipt } from "ethers";

/** One transaction with its result, as any node shows it. */
export interface RecordedTransaction {
  readonly transaction: Pick<TransactionResponse, "to" | "data" | "hash">;
  readonly receipt: Pick<TransactionReceipt, "logs" | "contractAddress">;
}

/** Every transaction of a chain, from its first block. */
export async function recordOf(provider: Provider): Promise<RecordedTransaction[]> {
  const last = await provider.getBlockNumber();
  const record: RecordedTransaction[] = [];
  for (let number = 0; number <= last; number++) {
    const block = await provider.getBlock(number, true);
    for (const transaction of block?.prefetchedTransactions ?? []) {
      const receipt = await provider.getTransactionReceipt(transaction.hash);
      if (receipt !== null) record.push({ transaction, receipt });
    }
  }
  return record;
}

/** All 32-byte words of calldata, topics and event data, at every place at which a word can begin. */
export function wordsOf({ transaction, receipt }: RecordedTransaction): bigint[] {
  const texts = [
    transaction.data.slice(10),
    ...receipt.logs.flatMap(({ topics, data }) => [...topics, data].map((hex) => hex.slice(2))),
  ];
  return texts.flatMap((hex) => [...hex.matchAll(/.{64}/g)].map(([word]) => BigInt(`0x${word}`)));
}
