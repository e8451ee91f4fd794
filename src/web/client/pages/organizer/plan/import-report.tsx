import { useState, type ReactNode } from "react";
import type { DraftVoters } from "../../../../worker/organizer/draft.ts";
import type { ReportedLine, VoterReport } from "../../../../worker/organizer/voters.ts";
import { Button } from "../../../design/button.tsx";
import { DataTable } from "../../../design/data-table.tsx";
import { Checkbox } from "../../../design/fields/checkbox.tsx";
import { useTexts } from "../../../state/texts.ts";

interface ImportReportProps {
  readonly report: VoterReport;
  readonly onVoters: (voters: DraftVoters) => void;
}

/** What was found on each line. Lines are left out only if somebody says so. */
export function ImportReport({ report, onVoters }: ImportReportProps): ReactNode {
  const say = useTexts("organizer");
  const { voters, acceptedCount, faultyCount, lines, ignored } = report;
  const [mayLeaveOut, setLeaveOut] = useState(false);
  const wordsOf = ({ state, earlier = 0 }: ReportedLine): string =>
    state === "duplicate" ? say("line-duplicate", { earlier }) : say(`line-${state}`);
  return (
    <section aria-labelledby="report-heading">
      <h2 id="report-heading">{say("reportTitle")}</h2>
      <p role="status">
        {acceptedCount === 0 ? say("acceptedNone") : say("accepted", { count: acceptedCount })}{" "}
        {faultyCount > 0 && say("faulty", { count: faultyCount })}
      </p>
      {ignored.length > 0 && <p>{say("ignored", { columns: ignored.join(", ") })}</p>}
      {faultyCount > 0 && (
        <DataTable
          caption={say("reportTitle")}
          rows={lines}
          rowKey={({ line }) => line}
          exportName="voters-report"
          columns={[
            { key: "line", title: say("line"), align: "end", value: ({ line }) => line },
            { key: "state", title: say("state"), value: wordsOf },
          ]}
        />
      )}
      {voters !== undefined && faultyCount > 0 && (
        <>
          <Checkbox
            id="leave-out"
            label={say("leaveOut", { count: faultyCount })}
            help={say("leaveOutHelp")}
            value={mayLeaveOut}
            onChange={setLeaveOut}
          />
          <p>
            <Button kind="secondary" isDisabled={!mayLeaveOut} onPress={() => onVoters(voters)}>
              {say("takeWithout")}
            </Button>
          </p>
        </>
      )}
    </section>
  );
}
