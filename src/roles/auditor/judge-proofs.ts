import { PsephosError, type ExitClass } from "../../errors.ts";
import type { CircuitName } from "../../generated/signals.ts";
import { verifyBatch } from "../../proofs/verify.ts";
import { verifyMany } from "../../proofs/verify-many.ts";
import type { Finding, ProofsToJudge } from "./check.ts";
import type { PinnedKey } from "./pinned-keys.ts";

/** Fewer proofs are done sooner than threads are started. */
const WORTH_THREADS = 96;

/** Indices of the proofs that do not hold under the pinned key of their circuit. */
export async function judgeProofs(
  { circuit, proofs, onProgress }: ProofsToJudge,
  pinnedKeys: Readonly<Record<CircuitName, PinnedKey>>,
): Promise<readonly number[]> {
  const key = pinnedKeys[circuit].verifyingKey;
  const { bad } =
    proofs.length < WORTH_THREADS ? await verifyBatch({ key, proofs }) : await verifyMany({ key, proofs, onProgress });
  return bad;
}

const ABOUT_THE_RECORD: readonly ExitClass[] = ["input", "refused"];

/** A record that a check cannot even work on fails that check. Faults of the machine are not the record's: they pass through. */
export async function orUncheckable(run: () => Promise<Finding>): Promise<Finding> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof PsephosError) || !ABOUT_THE_RECORD.includes(error.exitClass)) throw error;
    const detail = { en: `could not be checked: ${error.message}`, zh: `无法检验：${error.message}` };
    return { ok: false, detail, evidence: { code: error.code } };
  }
}
