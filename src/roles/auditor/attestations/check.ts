import type { CircuitName } from "../../../generated/signals.ts";
import type { Finding, ProofsToJudge, Sentence } from "../check.ts";
import type { PinnedKey } from "../pinned-keys.ts";
import type { AttestationLedger, PublishedFiles } from "./ledger.ts";

/** What a check may look at: the ledger, published files, the pinned keys and a judge of proofs. No network and no clock. */
export interface AttestationSubject {
  readonly ledger: AttestationLedger;
  readonly files: PublishedFiles;
  readonly pinnedKeys: Readonly<Record<CircuitName, PinnedKey>>;
  /** Indices of the proofs that do not hold under the pinned key of the circuit. */
  readonly judgeProofs: (request: ProofsToJudge) => Promise<readonly number[]>;
}

export type AttestationCheckId = `A${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

export interface AttestationCheck {
  readonly id: AttestationCheckId;
  readonly name: string;
  /** What holds when the check passes. */
  readonly claim: Sentence;
  run(subject: AttestationSubject): Finding | Promise<Finding>;
}
