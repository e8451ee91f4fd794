import type { ReactNode } from "react";
import { readTurnout } from "../../../../../server/client/records.ts";
import { LineChart } from "../../../design/charts/line-chart.tsx";
import { DataTable } from "../../../design/data-table.tsx";
import { Details } from "../../../design/details.tsx";
import { Failure } from "../../../design/failure.tsx";
import { Loading } from "../../../design/loading.tsx";
import { Time } from "../../../design/time.tsx";
import { services } from "../../../state/services.ts";
import { useTexts } from "../../../state/texts.ts";
import { useShare } from "../parts/share.ts";
import { turnoutPoints, withTotals } from "../parts/turnout-points.ts";
import { useRecord } from "../parts/use-records.ts";

export function Turnout({ electionId }: { readonly electionId: bigint }): ReactNode {
  const say = useTexts("public");
  const shareOf = useShare();
  const { data, error, refetch } = useRecord({
    name: ["turnout", String(electionId)],
    load: (signal) => services.call(readTurnout, { params: { electionId }, signal }),
  });
  if (error !== null) return <Failure error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading what={say("turnout")} />;
  const { rollSize: size, ballots } = data;
  const rows = withTotals(data.items);
  return (
    <section>
      <h2>{say("turnout")}</h2>
      {rows.length === 0 ? (
        <p>{say("noBallots")}</p>
      ) : (
        <>
          <p>{say("turnoutNow", { ballots: ballots.newest, size, share: shareOf(ballots.newest, size) })}</p>
          <LineChart caption={say("turnoutCaption", { size })} points={turnoutPoints(data)} max={size} />
          <Details summary={say("byHour")}>
            <DataTable
              caption={say("turnout")}
              rows={rows}
              rowKey={({ startsAt }) => startsAt}
              exportName={`election-${electionId}-turnout`}
              columns={[
                { key: "startsAt", title: say("period"), render: ({ startsAt }) => <Time at={startsAt} /> },
                { key: "ballots", title: say("accepted"), align: "end" },
                { key: "total", title: say("total"), align: "end" },
                { key: "state", title: say("state"), value: ({ final }) => (final ? say("final") : say("notFinal")) },
              ]}
            />
          </Details>
        </>
      )}
    </section>
  );
}
