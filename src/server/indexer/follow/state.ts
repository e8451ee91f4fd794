import { sql, type Selectable, type Transaction } from "kysely";
import type { Chain } from "../../../chain/contracts.ts";
import { PsephosError } from "../../../errors.ts";
import type { Database } from "../../store/store.ts";
import type { Tables } from "../../store/tables.ts";
import type { IndexStateTable } from "../../store/tables/index/progress.ts";
import type { BlockHeader } from "../../../chain/reading/raw.ts";

export type IndexState = Selectable<IndexStateTable>;

/** Undefined before the first look at the chain. */
export function readState(database: Database): Promise<IndexState | undefined> {
  return database.selectFrom("index_state").selectAll().executeTakeFirst();
}

/** Where a range begins must be where the last one ended; another indexer may have gone on meanwhile. */
export interface Cursor {
  readonly cursor_block: number;
  readonly cursor_hash: string;
}

/** Takes the state for this transaction. False if the cursor is no longer where the caller saw it. */
export async function holdCursor(tx: Transaction<Tables>, expected: Cursor): Promise<boolean> {
  const state = await tx
    .selectFrom("index_state")
    .select(["cursor_block", "cursor_hash"])
    .forUpdate()
    .executeTakeFirst();
  return state?.cursor_block === expected.cursor_block && state.cursor_hash === expected.cursor_hash;
}

/** The block before the deployment's, where nothing can have been logged, is the first one known. Does nothing the second time. */
export async function beginState(tx: Transaction<Tables>, chain: Chain, before: BlockHeader): Promise<void> {
  await insertBlocks(tx, [{ ...before, event_count: 0 }]);
  await tx
    .insertInto("index_state")
    .values({
      single: true,
      chain_id: chain.chainId,
      deployment: deploymentOf(chain),
      first_block: before.number + 1,
      cursor_block: before.number,
      cursor_hash: before.hash,
      cursor_time: before.time,
      final_block: before.number,
      head_block: before.number,
      verified_block: null,
      looked_at: sql<Date>`now()`,
    })
    .onConflict((conflict) => conflict.column("single").doNothing())
    .execute();
}

/** An index that belongs to other contracts is refused before anything is written. */
export function requireSameDeployment(state: IndexState, chain: Chain): void {
  if (state.chain_id === chain.chainId && state.deployment === deploymentOf(chain)) return;
  const message =
    "This database holds the index of another chain or other contracts. Give each deployment a database of its own.";
  throw new PsephosError("CONFIG_INVALID", message, {
    detail: { indexed: state.deployment, given: deploymentOf(chain) },
  });
}

export async function insertBlocks(
  tx: Transaction<Tables>,
  blocks: readonly (BlockHeader & { readonly event_count: number })[],
): Promise<void> {
  await tx
    .insertInto("blocks")
    .values(blocks.map(({ parentHash, ...block }) => ({ ...block, parent_hash: parentHash })))
    .onConflict((conflict) => conflict.column("number").doNothing())
    .execute();
}

function deploymentOf({ deployment }: Chain): string {
  return deployment.addresses.elections.toLowerCase();
}
