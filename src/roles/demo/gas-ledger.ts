import type { Connection } from "../chain-session.ts";

/** What one kind of transaction cost: how many there were, and their gas together. */
export interface GasEntry {
  readonly count: number;
  readonly gas: bigint;
}

/** Gas by kind of work, from the receipts on the chain. */
export class GasLedger {
  readonly #entries = new Map<string, GasEntry>();
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** `count`: how many things the transaction did, such as ballots in a batch. */
  async add(kind: string, transactionHash: string, count = 1): Promise<void> {
    const receipt = await this.#connection.provider.getTransactionReceipt(transactionHash);
    const before = this.#entries.get(kind) ?? { count: 0, gas: 0n };
    this.#entries.set(kind, { count: before.count + count, gas: before.gas + (receipt?.gasUsed ?? 0n) });
  }

  total(...kinds: readonly string[]): bigint {
    return kinds.reduce((sum, kind) => sum + (this.#entries.get(kind)?.gas ?? 0n), 0n);
  }

  /** Gas of one unit by kind, rounded down. */
  perUnit(): Record<string, number> {
    return Object.fromEntries([...this.#entries].map(([kind, { count, gas }]) => [kind, Number(gas / BigInt(count))]));
  }
}
