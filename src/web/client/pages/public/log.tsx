import type { ReactNode } from "react";
import { useParams } from "wouter";
import { shownText } from "../../../../protocol/text.ts";
import { listAnchors, readLog, type AnswerOf } from "../../../../server/client/records.ts";
import { LineChart } from "../../design/charts/line-chart.tsx";
import { Hash } from "../../design/hash.tsx";
import { Num } from "../../design/num.tsx";
import { SummaryList } from "../../design/summary-list.tsx";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { useRecordedColumns } from "./parts/columns.tsx";
import { parseId } from "./parts/parse-id.ts";
import { RecordList } from "./parts/record-list.tsx";
import { RecordPage } from "./parts/record-page.tsx";
import { RecordedIn } from "./parts/recorded-at.tsx";
import { useRecord, useRecords } from "./parts/use-records.ts";

export function PublicLogPage(): ReactNode {
  const logId = parseId(useParams()["id"]);
  return logId === undefined ? <NotFoundPage /> : <LogRecord logId={logId} />;
}

function LogRecord({ logId }: { readonly logId: bigint }): ReactNode {
  const say = useTexts("public");
  const id = String(logId);
  const answer = useRecord({
    name: ["log", id],
    load: (signal) => services.call(readLog, { params: { logId }, signal }),
  });
  return (
    <RecordPage
      title={answer.data === undefined ? say("log", { id }) : shownText(answer.data.name)}
      lead={<p>{say("log", { id })}</p>}
      back={{ to: "/public/logs", label: say("logs") }}
      subject={`log:${id}`}
      answer={answer}
    >
      {({ operator, latest, recorded }) => (
        <>
          <SummaryList
            rows={[
              { term: say("operator"), value: <Hash value={operator} /> },
              { term: say("entries"), value: latest === null ? say("noAnchor") : <Num value={latest.size} /> },
              ...(latest === null
                ? []
                : [
                    { term: say("root"), value: <Hash value={latest.root} /> },
                    { term: say("latestAnchor"), value: <RecordedIn recorded={latest.recorded} /> },
                  ]),
              { term: say("created"), value: <RecordedIn recorded={recorded} /> },
            ]}
          />
          <h2>{say("anchors")}</h2>
          <p>{say("anchorsHint")}</p>
          <Anchors logId={logId} />
        </>
      )}
    </RecordPage>
  );
}

type Row = AnswerOf<typeof listAnchors>["items"][number];

function Anchors({ logId }: { readonly logId: bigint }): ReactNode {
  const say = useTexts("public");
  const recorded = useRecordedColumns<Row>();
  const records = useRecords<Row>({
    name: ["anchors", String(logId)],
    load: (query, signal) => services.call(listAnchors, { params: { logId }, query, signal }),
  });
  const points = records.rows.map(({ size, recorded: { time } }) => ({ at: time, value: size })).toReversed();
  return (
    <>
      {points.length > 1 && <LineChart caption={say("anchorsChart")} points={points} />}
      <RecordList
        isPart
        records={records}
        caption={say("anchors")}
        exportName={`sharing-log-${logId}-anchors`}
        rowKey={({ size }) => size}
        columns={[
          { key: "size", title: say("entries"), align: "end", render: ({ size }) => <Num value={size} /> },
          { key: "root", title: say("root"), render: ({ root }) => <Hash value={root} /> },
          ...recorded,
        ]}
      />
    </>
  );
}
