import type { ErrorCode } from "../../errors.ts";
import type { CircuitName } from "../../generated/signals.ts";
import type { Proof } from "../../proofs/proof.ts";
import type { CircuitInputs, ProofStage } from "../../proofs/prover.ts";

export type ProofState =
  | { readonly state: "queued" }
  | { readonly state: "running"; readonly stage: ProofStage }
  | { readonly state: "done"; readonly proof: Proof }
  | { readonly state: "failed"; readonly code: ErrorCode }
  | { readonly state: "cancelled" };

/** One asked-for proof, from the queue to its being fetched. */
export class ProofJob {
  readonly id: string;
  readonly caller: string;
  readonly circuit: CircuitName;
  readonly controller = new AbortController();
  #inputs: CircuitInputs | undefined;
  #current: ProofState = { state: "queued" };
  #change = Promise.withResolvers<undefined>();

  constructor(asked: { id: string; caller: string; circuit: CircuitName; inputs: CircuitInputs }) {
    this.id = asked.id;
    this.caller = asked.caller;
    this.circuit = asked.circuit;
    this.#inputs = asked.inputs;
  }

  get current(): ProofState {
    return this.#current;
  }

  get isFinished(): boolean {
    return this.#current.state !== "queued" && this.#current.state !== "running";
  }

  /** Fulfilled at the next change. */
  get change(): Promise<undefined> {
    return this.#change.promise;
  }

  /** Gives the inputs away: from then on they are the prover's alone. */
  takeInputs(): CircuitInputs {
    const inputs = this.#inputs ?? {};
    this.#inputs = undefined;
    return inputs;
  }

  /** What is finished stays as it is, and holds no inputs. */
  become(next: ProofState): void {
    if (this.isFinished) return;
    this.#current = next;
    if (next.state !== "queued" && next.state !== "running") this.#inputs = undefined;
    this.tell();
  }

  /** To whoever follows: look again, such as at the position. */
  tell(): void {
    this.#change.resolve(undefined);
    this.#change = Promise.withResolvers<undefined>();
  }
}
