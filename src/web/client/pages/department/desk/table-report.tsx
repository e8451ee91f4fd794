import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { IssuedTable, TableLine } from "../../../../worker/department/issuing.ts";
import { Banner } from "../../../design/banner.tsx";
import { DataTable } from "../../../design/data-table.tsx";
import { DownloadButton } from "../../../design/download-button.tsx";
import { Panel } from "../../../design/panel.tsx";
import { Tag } from "../../../design/tag.tsx";
import { useTexts } from "../../../state/texts.ts";

/** Which lines were issued and which were not, with the reason in the reader's language and the exact one beside it. */
export function TableReport({
  issued: { lines, issued, left, handOver },
}: {
  readonly issued: IssuedTable;
}): ReactNode {
  const say = useTexts("desk");
  const { t: sayError } = useTranslation("errors");
  const refused = lines.filter(({ outcome }) => outcome !== "ok").length;
  return (
    <section aria-live="polite">
      <Panel title={say("tableDone", { issued, refused })}>
        <p>{say("tableDoneText")}</p>
      </Panel>
      {left > 0 && <Banner kind="note">{say("tableLeft", { count: left })}</Banner>}
      {handOver !== "" && (
        <Banner kind="important" title={say("handOverTitle")}>
          <p>{say("handOverText")}</p>
          <DownloadButton fileName="credentials.jsonl" content={handOver} mediaType="application/json" kind="primary">
            {say("saveCredentials")}
          </DownloadButton>
        </Banner>
      )}
      <DataTable
        caption={say("report")}
        rows={lines.map((line, place) => ({ ...line, place }))}
        rowKey={({ place }) => place}
        search
        exportName="issued"
        columns={[
          { key: "line", title: say("line"), align: "end", value: ({ line }) => line ?? "" },
          { key: "reference", title: say("reference"), value: ({ reference }) => reference ?? "" },
          {
            key: "outcome",
            title: say("outcome"),
            value: (line) => say(isIssued(line) ? "lineIssued" : "lineRefused"),
            render: (line) => (
              <Tag kind={isIssued(line) ? "success" : "danger"}>
                {say(isIssued(line) ? "lineIssued" : "lineRefused")}
              </Tag>
            ),
          },
          {
            key: "reason",
            title: say("why"),
            value: (line) => (isIssued(line) ? "" : `${sayError(line.outcome)} ${line.reason ?? ""}`),
            render: (line) =>
              isIssued(line) ? (
                ""
              ) : (
                <>
                  {sayError(line.outcome)} <span lang="en">{line.reason}</span>
                </>
              ),
          },
        ]}
      />
    </section>
  );
}

function isIssued({ outcome }: Pick<TableLine, "outcome">): boolean {
  return outcome === "ok";
}
