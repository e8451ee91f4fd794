import type { Evidence, Sentence } from "../check.ts";
import { judgeProofs, orUncheckable } from "../judge-proofs.ts";
import { loadPinnedKeys } from "../pinned-keys.ts";
import type { AttestationCheck, AttestationCheckId, AttestationSubject } from "./check.ts";
import { ATTESTATION_CHECKS } from "./checks.ts";
import type { AttestationLedger, PublishedFiles } from "./ledger.ts";
import { voidPolicies } from "./recompute/void-policies.ts";

export interface AttestationOutcome {
  readonly id: AttestationCheckId;
  readonly name: string;
  readonly claim: Sentence;
  readonly ok: boolean;
  readonly detail: Sentence;
  readonly evidence: Evidence;
}

export interface AttestationVerdict {
  /**
   * All nine checks passed: all that stands under policies that are not void is as it should be. What needs files that were not given
   * is told in the details.
   */
  readonly verified: boolean;
  /** By number: rely on nothing under these, whatever `verified` says. */
  readonly voidPolicies: readonly bigint[];
  readonly checks: readonly AttestationOutcome[];
}

export interface LedgerAudit {
  readonly ledger: AttestationLedger;
  readonly files?: PublishedFiles | undefined;
  /** Folder of built circuits, if not the checkout's own. */
  readonly artifacts?: string | undefined;
  /** Told before each check. */
  readonly onCheck?: ((check: AttestationCheck) => void) | undefined;
  /** Told after each check. The next one waits for it; whatever it throws ends the work. */
  readonly onOutcome?: ((outcome: AttestationOutcome) => void | Promise<void>) | undefined;
}

/** Runs the nine checks, all of them whatever fails, on one ledger and nothing else. */
export async function auditLedger({
  ledger,
  files = {},
  artifacts,
  onCheck,
  onOutcome,
}: LedgerAudit): Promise<AttestationVerdict> {
  const pinnedKeys = await loadPinnedKeys(artifacts);
  const subject: AttestationSubject = {
    ledger,
    files,
    pinnedKeys,
    judgeProofs: (request) => judgeProofs(request, pinnedKeys),
  };
  const checks: AttestationOutcome[] = [];
  for (const check of ATTESTATION_CHECKS) {
    onCheck?.(check);
    const { id, name, claim } = check;
    const outcome = { id, name, claim, ...(await orUncheckable(async () => check.run(subject))) };
    checks.push(outcome);
    await onOutcome?.(outcome);
  }
  const isVoid = voidPolicies(ledger).map(({ policyId }) => policyId);
  return { verified: checks.every(({ ok }) => ok), voidPolicies: isVoid, checks };
}
