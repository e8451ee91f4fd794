import { WorkerPool } from "./workers/pool.ts";
import type { BatchVerdict, Proof, VerifyingKey } from "./proof.ts";
import type { ProgressListener } from "./prover.ts";
import { verifyBatch } from "./verify.ts";

/** Large enough to share its three fixed pairings, small enough for progress and for a wrong proof to be found fast. */
const BATCH_SIZE = 64;

/** Up to here this thread is done before others would have started. */
const ALONE_UP_TO = 32;

export interface VerifyManyOptions {
  readonly key: VerifyingKey;
  readonly proofs: readonly Proof[];
  /** Worker threads; as many as there are cores unless told. */
  readonly threads?: number;
  readonly onProgress?: ProgressListener;
}

/** Verifies any number of proofs for one key in batches on all cores. Malformed proofs count as bad ones. */
export async function verifyMany({ key, proofs, threads, onProgress }: VerifyManyOptions): Promise<BatchVerdict> {
  if (proofs.length <= ALONE_UP_TO) {
    const verdict = await verifyBatch({ key, proofs });
    onProgress?.({ done: proofs.length, total: proofs.length });
    return verdict;
  }
  const pool = new WorkerPool(threads);
  const size = Math.max(1, Math.min(BATCH_SIZE, Math.ceil(proofs.length / pool.threads)));
  const starts = Array.from({ length: Math.ceil(proofs.length / size) }, (_, index) => index * size);
  let done = 0;
  try {
    const verdicts = await Promise.all(
      starts.map(async (start) => {
        const batch = proofs.slice(start, start + size);
        const { bad } = await pool.do({ kind: "verify", key, proofs: batch });
        onProgress?.({ done: (done += batch.length), total: proofs.length });
        return bad.map((index) => start + index);
      }),
    );
    const bad = verdicts.flat();
    return { ok: bad.length === 0, bad };
  } finally {
    await pool.close();
  }
}
