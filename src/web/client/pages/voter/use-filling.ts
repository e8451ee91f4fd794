import { proxy } from "comlink";
import { useEffect, useState } from "react";
import type { FillProgress } from "../../../worker/voting/pace.ts";
import type { PreparedBallot } from "../../../worker/voting/prepare.ts";
import { office } from "../../state/office.ts";

/** As the worker names the making of a ballot. */
const FILLING = "ballot";

interface Filling {
  readonly fill: (ballot: { electionId: bigint; values: readonly number[] }) => Promise<PreparedBallot>;
  readonly progress: FillProgress | undefined;
  readonly cancel: () => void;
}

/** Makes a ballot in the worker, and ends that when the page is left: nobody should find it done later. */
export function useFilling(): Filling {
  const [progress, setProgress] = useState<FillProgress>();
  const cancel = (): void => void office().session.cancel(FILLING);
  useEffect(() => cancel, []);
  return {
    fill: (ballot) => {
      setProgress(undefined);
      return office().voter.fill(
        ballot,
        proxy((next: FillProgress) => setProgress(next)),
      );
    },
    progress,
    cancel,
  };
}
