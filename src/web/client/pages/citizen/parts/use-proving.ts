import { useMutation } from "@tanstack/react-query";
import { proxy } from "comlink";
import { useState } from "react";
import { isPsephosError } from "../../../../../errors.ts";
import type { ProofProgress } from "../../../../worker/holder/proving.ts";
import { office } from "../../../state/office.ts";

/** Under which name the worker cancels a proof of the wallet's. */
const PROVING = "proof";

export interface Proving<Result> {
  readonly start: () => void;
  readonly cancel: () => void;
  /** Undefined while nothing is being proved. */
  readonly progress: ProofProgress | undefined;
  readonly isRunning: boolean;
  /** The person stopped it; nothing was sent. */
  readonly isStopped: boolean;
  readonly result: Result | undefined;
  /** Undefined too when it was stopped. */
  readonly error: unknown;
  readonly reset: () => void;
}

/** Runs one proof in the worker, with its progress, and with a way to stop it. */
export function useProving<Result>(
  prove: (tell: (progress: ProofProgress) => void) => Promise<Result>,
  onDone?: (result: Result) => void,
): Proving<Result> {
  const [progress, setProgress] = useState<ProofProgress>();
  const run = useMutation({
    mutationFn: () => prove(proxy(setProgress)),
    onSuccess: onDone,
    onSettled: () => setProgress(undefined),
  });
  const isStopped = isPsephosError(run.error, "INTERRUPTED");
  return {
    start: () => run.mutate(),
    cancel: () => void office().session.cancel(PROVING),
    progress,
    isRunning: run.isPending,
    isStopped,
    result: run.data,
    error: isStopped ? undefined : (run.error ?? undefined),
    reset: () => run.reset(),
  };
}
