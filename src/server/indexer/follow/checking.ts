import type { Store } from "../../store/store.ts";
import type { StepListener } from "../../telemetry.ts";
import { clearFaults, raiseFault } from "./faults.ts";
import type { Node } from "./node.ts";
import { rollBack, type KnownBlock } from "./rollback.ts";
import type { IndexState } from "./state.ts";
import { verifyIndex } from "./verify.ts";

export interface CheckQuestion {
  readonly store: Store;
  readonly node: Node;
  readonly state: IndexState;
  readonly answerMs: number;
  readonly onStep: StepListener;
}

/** "again": what was not verified yet was taken back, and must be read once more. */
export type CheckOutcome = "verified" | "unknown" | "again" | "disagrees";

/** Between two readings of the same blocks, once a disagreement lasts. */
const READ_AGAIN_MS = 30_000;

/**
 * Holds the index against the contracts, once at each block. At the first disagreement everything since the last agreement is read
 * again, since the logs may have been incomplete; if that does not help, it is a fault, and tried again from time to time.
 */
export function createChecker(): (question: CheckQuestion) => Promise<CheckOutcome> {
  let readAgainAt = Number.NEGATIVE_INFINITY;
  return async (question) => {
    const { store, node, state, answerMs, onStep } = question;
    if (state.verified_block === state.cursor_block) return "verified";
    const disagreements = await verifyIndex({ store, node, at: state, since: state.verified_block, answerMs });
    if (disagreements === undefined) return "unknown";
    if (disagreements.length === 0) {
      readAgainAt = Number.NEGATIVE_INFINITY;
      await store.database
        .updateTable("index_state")
        .set({ verified_block: state.cursor_block })
        .where("cursor_hash", "=", state.cursor_hash)
        .execute();
      await clearFaults(store, "contract-disagrees");
      return "verified";
    }
    if (performance.now() - readAgainAt > READ_AGAIN_MS) {
      readAgainAt = performance.now();
      await rollBack({ store, from: state, ancestor: await lastVerified(store, state), onStep });
      return "again";
    }
    for (const { subject, indexed, onChain } of disagreements) {
      const detail = { indexed, onChain };
      await raiseFault(store, { kind: "contract-disagrees", subject, blockNumber: state.cursor_block, detail });
    }
    return "disagrees";
  };
}

/** The newest known block up to which everything was verified; at the least, the one before the deployment. */
function lastVerified(store: Store, { verified_block, first_block }: IndexState): Promise<KnownBlock> {
  return store.database
    .selectFrom("blocks")
    .select(["number", "hash", "time"])
    .where("number", "<=", Math.max(verified_block ?? 0, first_block - 1))
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
}
