import type { ReactNode } from "react";
import { shownText } from "../../../../protocol/text.ts";
import { listLogs, type AnswerOf } from "../../../../server/client/records.ts";
import { Hash } from "../../design/hash.tsx";
import { Num } from "../../design/num.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { Time } from "../../design/time.tsx";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { useRecordedColumns } from "./parts/columns.tsx";
import { PublicPage } from "./parts/public-page.tsx";
import { RecordList } from "./parts/record-list.tsx";
import { useRecords } from "./parts/use-records.ts";

type Row = AnswerOf<typeof listLogs>["items"][number];

export function PublicLogsPage(): ReactNode {
  const say = useTexts("public");
  const recorded = useRecordedColumns<Row>();
  const records = useRecords<Row>({
    name: ["logs"],
    load: (query, signal) => services.call(listLogs, { query, signal }),
  });
  return (
    <PublicPage title={say("logs")} lead={<p>{say("logsHint")}</p>}>
      <RecordList
        records={records}
        caption={say("logs")}
        exportName="sharing-logs"
        rowKey={({ logId }) => String(logId)}
        columns={[
          { key: "logId", title: say("number") },
          {
            key: "name",
            title: say("name"),
            render: ({ logId, name }) => <TextLink to={`/public/logs/${logId}`}>{shownText(name)}</TextLink>,
          },
          { key: "operator", title: say("operator"), render: ({ operator }) => <Hash value={operator} /> },
          {
            key: "entries",
            title: say("entries"),
            align: "end",
            value: ({ latest }) => latest?.size ?? 0,
            render: ({ latest }) => <Num value={latest?.size ?? 0} />,
          },
          {
            key: "latest",
            title: say("latestAnchor"),
            value: ({ latest }) => latest?.recorded.time ?? 0,
            render: ({ latest }) => (latest === null ? say("noAnchor") : <Time at={latest.recorded.time} />),
          },
          ...recorded,
        ]}
      />
    </PublicPage>
  );
}
