import { proxy } from "comlink";
import { useEffect, useRef, useState } from "react";
import { isPsephosError, PsephosError } from "../../../../../errors.ts";
import type { VerificationReport } from "../../../../../roles/auditor/verification-report.ts";
import type { StepListener, VerifyStep } from "../../../../worker/auditor.ts";
import { office } from "../../../state/office.ts";

type Told = Extract<VerifyStep, { kind: "checked" }>["outcome"];

/** One run of all checks, as far as it is. */
export interface Verification<Report extends VerificationReport> {
  readonly state: "idle" | "running" | "done" | "stopped" | "failed";
  /** What goes on; undefined unless running. */
  readonly step: Exclude<VerifyStep, { kind: "checked" }> | undefined;
  /** Of the checks that are done, by id. */
  readonly outcomes: ReadonlyMap<string, Told>;
  readonly report: Report | undefined;
  readonly error: unknown;
  readonly start: (work: (onStep: StepListener) => Promise<Report>) => void;
  readonly stop: () => void;
}

type Snapshot<Report> = Pick<Verification<Report & VerificationReport>, "state" | "step" | "outcomes" | "error"> & {
  readonly report: Report | undefined;
};

const IDLE = { state: "idle", step: undefined, outcomes: new Map(), report: undefined, error: undefined } as const;

/** Under which name the worker knows it. */
const VERIFYING = "verify";

/** The run before, on whatever page: one that was stopped may take a moment to end. */
let last: Promise<unknown> = Promise.resolve();

/** Runs a verification in the worker. It ends with the page: a reader who leaves wants no more of it. */
export function useVerification<Report extends VerificationReport>(): Verification<Report> {
  const [snapshot, setSnapshot] = useState<Snapshot<Report>>(IDLE);
  const run = useRef(0);
  useEffect(
    () => () => {
      run.current += 1;
      void office().session.cancel(VERIFYING);
    },
    [],
  );
  const stop = (): void => {
    run.current += 1;
    setSnapshot({ ...IDLE, state: "stopped" });
    void office().session.cancel(VERIFYING);
  };
  const start = (work: (onStep: StepListener) => Promise<Report>): void => {
    const mine = ++run.current;
    const tell = (change: (before: Snapshot<Report>) => Snapshot<Report>): void => {
      if (run.current === mine) setSnapshot(change);
    };
    tell(() => ({ ...IDLE, state: "running" }));
    const onStep = proxy((step: VerifyStep) => tell((before) => withStep(before, step)));
    const report = last.then(() => {
      if (run.current !== mine) throw new PsephosError("INTERRUPTED", "The work was stopped before it was begun.");
      return work(onStep);
    });
    last = report.catch(() => undefined);
    report.then(
      (report) => tell((before) => ({ ...before, state: "done", step: undefined, report })),
      (error: unknown) =>
        tell((before) =>
          isPsephosError(error, "INTERRUPTED")
            ? { ...IDLE, state: "stopped" }
            : { ...before, state: "failed", step: undefined, error },
        ),
    );
  };
  return { ...snapshot, start, stop };
}

function withStep<Report>(before: Snapshot<Report>, step: VerifyStep): Snapshot<Report> {
  if (step.kind !== "checked") return { ...before, step };
  return { ...before, outcomes: new Map(before.outcomes).set(step.outcome.id, step.outcome) };
}
