import type { Store } from "../../store/store.ts";

/** Where a ballot stands in the index. */
export interface CastBallot {
  /** Order of acceptance, from 0. */
  readonly index: number;
  /** 0x… */
  readonly ballotHash: string;
  readonly blockNumber: number;
  readonly final: boolean;
}

export interface BallotQuestion {
  readonly store: Store;
  readonly electionId: bigint;
  readonly nullifiers: readonly bigint[];
}

/**
 * Those of these nullifiers whose ballots the index has. It may lag behind the chain by a moment: "not here" does not mean "not cast".
 */
export async function castBallots(question: BallotQuestion): Promise<ReadonlyMap<bigint, CastBallot>> {
  const { store, electionId, nullifiers } = question;
  if (nullifiers.length === 0) return new Map();
  const rows = await store.database
    .selectFrom("ballots")
    .innerJoin("index_state", (join) => join.onTrue())
    .select(["nullifier", "ballot_index", "ballot_hash", "block_number", "final_block"])
    .where("election_id", "=", electionId.toString())
    .where(
      "nullifier",
      "in",
      nullifiers.map((nullifier) => nullifier.toString()),
    )
    .execute();
  return new Map(
    rows.map((row) => [
      BigInt(row.nullifier),
      {
        index: row.ballot_index,
        ballotHash: row.ballot_hash,
        blockNumber: row.block_number,
        final: row.block_number <= row.final_block,
      },
    ]),
  );
}
