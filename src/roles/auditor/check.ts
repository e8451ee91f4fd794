import type { CircuitName } from "../../generated/signals.ts";
import type { ElectionArchive } from "../../protocol/archive.ts";
import type { Proof } from "../../proofs/proof.ts";
import type { ProgressListener } from "../../proofs/prover.ts";
import type { PinnedKey } from "./pinned-keys.ts";

/** One thing said to people, in each language that reports are written in. */
export interface Sentence {
  readonly en: string;
  readonly zh: string;
}

/** Facts behind a finding, as JSON can carry them: numbers in decimal, hashes in hexadecimal. */
export type Evidence = Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>;

export interface Finding {
  readonly ok: boolean;
  readonly detail: Sentence;
  readonly evidence: Evidence;
}

export interface ProofsToJudge {
  readonly circuit: CircuitName;
  readonly proofs: readonly Proof[];
  /** Told as work goes on; only where people wait. */
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * What a check may look at: the archive, the keys that this installation was built with, and a judge of proofs.
 * Nothing else, no network and no clock, so that two auditors with one archive reach one verdict.
 */
export interface Subject {
  readonly archive: ElectionArchive;
  readonly pinnedKeys: Readonly<Record<CircuitName, PinnedKey>>;
  /** Indices of the proofs that do not hold under the pinned key of the circuit; malformed ones are among them. */
  judgeProofs(request: ProofsToJudge): Promise<readonly number[]>;
  readonly onProgress?: ProgressListener | undefined;
}

/** Numbers of `docs/protocol.md`, section 9. */
export type CheckId = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;

/** Each check judges its own fault alone as far as it can: a failed one must not hide or drag down the others. */
export interface Check {
  readonly id: CheckId;
  readonly name: string;
  /** What holds when the check passes. */
  readonly claim: Sentence;
  run(subject: Subject): Finding | Promise<Finding>;
}
