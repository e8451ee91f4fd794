import type { ElectionArchive } from "../../protocol/archive.ts";
import type { Check, CheckId, Evidence, Finding, Sentence, Subject } from "./check.ts";
import { CHECKS } from "./checks.ts";
import { judgeProofs, orUncheckable } from "./judge-proofs.ts";
import { loadPinnedKeys } from "./pinned-keys.ts";

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
  /** Told after each check. The next one waits for it; whatever it throws ends the work. */
  readonly onOutcome?: ((outcome: CheckOutcome) => void | Promise<void>) | undefined;
}

/** Runs the twelve checks, all of them whatever fails, on one archive and nothing else. */
export async function verifyArchive({ archive, artifacts, onProgress, onOutcome }: VerifyRequest): Promise<Verdict> {
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
    const outcome = { id, name, claim, ...(await runCheck(check, subject)) };
    checks.push(outcome);
    await onOutcome?.(outcome);
  }
  return { verified: checks.every(({ ok }) => ok), checks };
}

/** An archive that a check cannot even work on fails that check. */
function runCheck(check: Check, subject: Subject): Promise<Finding> {
  return orUncheckable(async () => check.run(subject));
}
