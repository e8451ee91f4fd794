import type { BallotCast } from "../../../chain/election-events.ts";

/** Where an election's log is read. */
export interface LogReader {
  /** Ballots from this block on; from the election's first one where it is undefined. */
  readonly ballots: (
    fromBlock: number | undefined,
  ) => Promise<readonly Pick<BallotCast, "nullifier" | "blockNumber">[]>;
  /** Last block that the chain cannot take back. */
  readonly finalBlock: () => Promise<number>;
}

/**
 * Nullifiers in an election's log. The whole log is read and searched here: who asked for one nullifier would tell whose vote it is, and
 * before it is cast. What is final is read once.
 */
export class CastLog {
  readonly #reader: LogReader;
  readonly #final = new Set<bigint>();
  #nextBlock: number | undefined;

  constructor(reader: LogReader) {
    this.#reader = reader;
  }

  /** The first of these under which a ballot was cast. */
  async firstCast(nullifiers: readonly bigint[]): Promise<bigint | undefined> {
    // In this order: what comes to be final in between is read again.
    const lastFinal = await this.#reader.finalBlock();
    const read = await this.#reader.ballots(this.#nextBlock);
    for (const { nullifier, blockNumber } of read) if (blockNumber <= lastFinal) this.#final.add(nullifier);
    this.#nextBlock = Math.max(this.#nextBlock ?? 0, lastFinal + 1);
    const newest = new Set(read.map(({ nullifier }) => nullifier));
    return nullifiers.find((nullifier) => this.#final.has(nullifier) || newest.has(nullifier));
  }
}
