import { PsephosError } from "../../../src/errors.ts";
import type { ThreadedProver } from "../../../src/proofs/prove.ts";
import type { Proof } from "../../../src/proofs/proof.ts";
import type { ProofTask, ProveOptions } from "../../../src/proofs/prover.ts";

/** Proves when it is told to, and remembers in which order it was asked. */
export class FakeProver implements ThreadedProver {
  readonly asked: ProofTask[] = [];
  readonly #open: { finish(proof: Proof): void; fail(error: unknown): void }[] = [];

  prove(task: ProofTask, { signal, onStage }: ProveOptions = {}): Promise<Proof> {
    this.asked.push(task);
    onStage?.("witness");
    return new Promise((finish, fail) => {
      this.#open.push({ finish, fail });
      signal?.addEventListener("abort", () => fail(new PsephosError("INTERRUPTED", "The work was stopped.")));
    });
  }

  /** The proof asked for first of those that are open. */
  finish(): void {
    this.#open.shift()?.finish({ words: Array.from({ length: 8 }, () => 1n), signals: [2n] });
  }

  fail(error: unknown): void {
    this.#open.shift()?.fail(error);
  }

  proveMany(): Promise<Proof[]> {
    return Promise.reject(new Error("the service asks for one proof at a time"));
  }

  warmUp(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
