import { PsephosError, type ExitClass } from "../../errors.ts";
import type { CircuitName } from "../../generated/signals.ts";
import type { ElectionArchive } from "../../protocol/archive.ts";
import { verifyBatch } from "../../proofs/verify.ts";
import { verifyMany } from "../../proofs/verify-many.ts";
import type { Check, CheckId, Evidence, Finding, ProofsToJudge, Sentence, Subject } from "./check.ts";
import { CHECKS } from "./checks.ts";
import { loadPinnedKeys, type PinnedKey } from "./pinned-keys.ts";

export interface CheckOutcome {
  readonly id: CheckId;
  readonly name: string;
  readonly claim: Sentence;
  readonly ok: boolean;
  readonly detail: Sentence;
  readonly evidence: Evidence;
}

export interface Verdict {
  /** All twelve checks passed. It says nothing about whether there is a result yet. */
  readonly verified: boolean;
  readonly checks: readonly CheckOutcome[];
}

export interface VerifyRequest {
  readonly archive: ElectionArchive;
  /** Folder of built circuits, if not the checkout's own. */
  readonly artifacts?: string | undefined;
  /** Told before each check, and as the ballots' proofs are checked. */
  readonly onProgress?: ((step: { check: Check; done: number; total: number }) => void) | undefined;
}

/** Fewer proofs are done sooner than threads are started. */
const WORTH_THREADS = 96;

/** Runs the twelve checks, all of them whatever fails, on one archive and nothing else. */
export async function verifyArchive({ archive, artifacts, onProgress }: VerifyRequest): Promise<Verdict> {
  const pinnedKeys = await loadPinnedKeys(artifacts);
  const checks: CheckOutcome[] = [];
  for (const check of CHECKS) {
    onProgress?.({ check, done: 0, total: 0 });
    const subject: Subject = {
      archive,
      pinnedKeys,
      judgeProofs: (request) => judgeProofs(request, pinnedKeys),
      onProgress: (step) => onProgress?.({ check, ...step }),
    };
    const { id, name, claim } = check;
    checks.push({ id, name, claim, ...(await runCheck(check, subject)) });
  }
  return { verified: checks.every(({ ok }) => ok), checks };
}

async function judgeProofs(
  { circuit, proofs, onProgress }: ProofsToJudge,
  pinnedKeys: Readonly<Record<CircuitName, PinnedKey>>,
): Promise<readonly number[]> {
  const key = pinnedKeys[circuit].verifyingKey;
  const { bad } =
    proofs.length < WORTH_THREADS ? await verifyBatch({ key, proofs }) : await verifyMany({ key, proofs, onProgress });
  return bad;
}

const ABOUT_THE_ARCHIVE: readonly ExitClass[] = ["input", "refused"];

/** An archive that a check cannot even work on fails that check. Faults of the machine are not the archive's: they pass through. */
async function runCheck(check: Check, subject: Subject): Promise<Finding> {
  try {
    return await check.run(subject);
  } catch (error) {
    if (!(error instanceof PsephosError) || !ABOUT_THE_ARCHIVE.includes(error.exitClass)) throw error;
    const detail = { en: `could not be checked: ${error.message}`, zh: `无法检验：${error.message}` };
    return { ok: false, detail, evidence: { code: error.code } };
  }
}
