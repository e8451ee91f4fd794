import type { Prover } from "../../../proofs/prover.ts";
import { attended } from "../attendance.ts";
import { cancellable, heldProver } from "../session.ts";
import { openPace, type FillProgress } from "../voting/pace.ts";

/** Under which name `session.cancel` ends a proof of the wallet's. */
export const PROVING = "proof";

/** How far a proof is: "opening" looks for the credential, "keeping" hands the result over. */
export type ProofProgress = FillProgress;

/** What `act` needs of a proof that tells its stages. */
export interface ToldProving {
  readonly prover: Prover;
  /** From here on it leaves this device: cancelling does nothing any more. */
  readonly handOver: () => void;
  /** Aborted when the person cancels. */
  readonly signal: AbortSignal;
}

/** Runs what proves once, cancellable, telling how far it is by this device's own speed. */
export function proveTold<T>(
  input: { circuit: string; tell: (progress: ProofProgress) => void },
  act: (proving: ToldProving) => Promise<T>,
): Promise<T> {
  return attended(() =>
    cancellable(PROVING, async (signal) => {
      const pace = await openPace(input);
      pace.begin("opening");
      const held = heldProver();
      const prover: Prover = {
        ...held,
        prove: async (task) => {
          signal.throwIfAborted();
          const proof = await held.prove(task, { signal, onStage: (stage) => pace.begin(stage) });
          pace.begin("checking");
          return proof;
        },
      };
      const result = await act({
        prover,
        signal,
        handOver: () => {
          signal.throwIfAborted();
          pace.begin("keeping");
        },
      });
      await pace.done();
      return result;
    }),
  );
}
