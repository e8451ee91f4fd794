import { PsephosError } from "../../errors.ts";
import { SIGNALS, type CircuitName } from "../../generated/signals.ts";
import { loadVerifyingKey, type ArtifactSource } from "../../proofs/artifacts.ts";
import { loadInputCheck, type InputCheck } from "../../proofs/check-inputs.ts";
import type { Proof, VerifyingKey } from "../../proofs/proof.ts";
import { WorkerPool } from "../../proofs/workers/pool.ts";

/** Loads a circuit's files when they are first needed and keeps what came of them; what failed is tried anew next time. */
function keeping<Value>(load: (circuit: CircuitName) => Promise<Value>): (circuit: CircuitName) => Promise<Value> {
  const kept = new Map<CircuitName, Promise<Value>>();
  return (circuit) => {
    let value = kept.get(circuit);
    if (value === undefined) {
      value = load(circuit);
      kept.set(circuit, value);
      value.catch(() => kept.delete(circuit));
    }
    return value;
  };
}

export type Folder = Pick<ArtifactSource, "folder">;

export function inputChecks(source: Folder): (circuit: CircuitName) => Promise<InputCheck> {
  return keeping((circuit) => loadInputCheck({ ...source, circuit }));
}

const RETRY_SECONDS = 2;

/** Verifies callers' proofs on a thread of its own, so that none waits for a proof being made. */
export class ProofChecker {
  readonly #pool = new WorkerPool(1);
  readonly #limit: number;
  readonly #keyOf: (circuit: CircuitName) => Promise<VerifyingKey>;
  #waiting = 0;

  constructor({ limit, ...source }: Folder & { limit: number }) {
    this.#limit = limit;
    this.#keyOf = keeping(async (circuit) => (await loadVerifyingKey({ ...source, circuit })).verifyingKey);
  }

  /** False for a wrong proof; PROOF_MALFORMED for one that is none of this circuit. */
  async isValid({ circuit, proof }: { circuit: CircuitName; proof: Proof }): Promise<boolean> {
    const { length } = SIGNALS[circuit];
    if (proof.signals.length !== length) {
      const message = `A proof of ${circuit} has ${length} signals, not ${proof.signals.length}.`;
      throw new PsephosError("PROOF_MALFORMED", message, { detail: { path: "signals", count: length } });
    }
    if (this.#waiting >= this.#limit) {
      const message = "Too many proofs wait to be verified. Try again soon.";
      throw new PsephosError("BUSY", message, { detail: { retryAfterSeconds: RETRY_SECONDS } });
    }
    this.#waiting++;
    try {
      return (await this.#pool.do({ kind: "verify", key: await this.#keyOf(circuit), proofs: [proof] })).ok;
    } finally {
      this.#waiting--;
    }
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
