import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { VerificationReport } from "../../../../../roles/auditor/verification-report.ts";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { Loading } from "../../../design/loading.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { CheckList } from "./check-list.tsx";
import { Conclusion } from "./conclusion.tsx";
import { ReportActions } from "./report-actions.tsx";
import { ReportFacts } from "./report-facts.tsx";
import type { Verification } from "./use-verification.ts";

export interface RunProps<Report extends VerificationReport> {
  readonly of: "election" | "credentials";
  readonly verification: Verification<Report>;
  /** Undefined while there is nothing to start with, such as no file. */
  readonly onStart: (() => void) | undefined;
}

/** A verification from its button to its report: the checks stand there from the start, and fill with what they find. */
export function Run<Report extends VerificationReport>({ of, verification, onStart }: RunProps<Report>): ReactNode {
  const say = useTexts("verify");
  const { state, step, outcomes, report, error, stop } = verification;
  const { data: checks, error: missing } = useQuery({
    queryKey: ["checks"],
    queryFn: () => office().auditor.checks(),
    staleTime: Infinity,
  });
  if (missing !== null) return <Failure error={missing} />;
  return (
    <>
      {report !== undefined && <Conclusion report={report} />}
      {state === "failed" && <Failure error={error} {...(onStart === undefined ? {} : { onAgain: onStart })} />}
      {state === "stopped" && <Banner kind="note" title={say("stopped")} />}
      <div className="button-row not-on-paper">
        {state === "running" ? (
          <Button kind="secondary" onPress={stop}>
            {say("stop")}
          </Button>
        ) : (
          <Button
            kind={state === "done" ? "secondary" : "primary"}
            isDisabled={onStart === undefined}
            onPress={() => onStart?.()}
          >
            {say(state === "idle" ? "start" : "again")}
          </Button>
        )}
      </div>
      {state === "running" && <Progress step={step} total={checks?.[of].length ?? 0} />}
      {report !== undefined && (
        <>
          <ReportActions report={report} />
          <h2>{say("reportOf")}</h2>
          <ReportFacts report={report} />
        </>
      )}
      <h2>{say("checks")}</h2>
      {checks === undefined ? (
        <Loading what={say("checks")} />
      ) : (
        <CheckList checks={checks[of]} outcomes={outcomes} step={step} />
      )}
    </>
  );
}

interface ProgressProps {
  readonly step: Verification<VerificationReport>["step"];
  readonly total: number;
}

function Progress({ step, total }: ProgressProps): ReactNode {
  const say = useTexts("verify");
  const reading = step?.kind === "reading" ? step : undefined;
  return (
    <p role="status">
      {step?.kind === "checking" ? say("checking", { id: step.id, total }) : say("reading")}
      {reading !== undefined && reading.total > 0 && ` (${say("progressBallots", reading)})`}
    </p>
  );
}
