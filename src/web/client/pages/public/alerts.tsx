import { useEffect, type ReactNode } from "react";
import { listAlerts, streamAlerts, type Alert } from "../../../../server/client/records.ts";
import { Details } from "../../design/details.tsx";
import { Tag, type TagProps } from "../../design/tag.tsx";
import { Time } from "../../design/time.tsx";
import { useLanguage } from "../../state/language.ts";
import { queries } from "../../state/queries.ts";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { RECORDS } from "./parts/live.ts";
import { PublicPage } from "./parts/public-page.tsx";
import { RecordList } from "./parts/record-list.tsx";
import { SubjectLink } from "./parts/subject-link.tsx";
import { useRecords } from "./parts/use-records.ts";

const KINDS: Readonly<Record<Alert["severity"], TagProps["kind"]>> = {
  info: "note",
  warning: "warning",
  critical: "danger",
};

export function PublicAlertsPage(): ReactNode {
  const say = useTexts("public");
  const language = useLanguage();
  const records = useRecords<Alert>({
    name: ["alerts"],
    load: (query, signal) => services.call(listAlerts, { query, signal }),
  });
  useAlertStream();
  const count = records.rows.filter(({ clearedAt }) => clearedAt === null).length;
  return (
    <PublicPage
      title={say("alerts")}
      lead={
        <>
          <p>{say("alertsLead")}</p>
          {records.error === null && !records.isPending && (
            <p role="status">{count === 0 ? say("noOpenAlerts") : say("openAlerts", { count })}</p>
          )}
        </>
      }
    >
      <RecordList
        records={records}
        caption={say("allAlerts")}
        exportName="alerts"
        rowKey={({ id }) => id}
        columns={[
          {
            key: "severity",
            title: say("severity"),
            value: ({ severity }) => say(`severity_${severity}`),
            render: ({ severity }) => <Tag kind={KINDS[severity] ?? "neutral"}>{say(`severity_${severity}`)}</Tag>,
          },
          {
            key: "state",
            title: say("state"),
            value: ({ clearedAt }) => say(clearedAt === null ? "alertOpen" : "alertCleared"),
          },
          {
            key: "sentence",
            title: say("whatWasSeen"),
            value: ({ sentence }) => sentence[language],
            render: ({ sentence, advice }) => (
              <>
                {sentence[language]}
                <Details summary={say("advice")}>{advice[language]}</Details>
              </>
            ),
          },
          { key: "subject", title: say("subject"), render: ({ subject }) => <SubjectLink subject={subject} /> },
          { key: "raisedAt", title: say("raisedAt"), render: ({ raisedAt }) => <Time at={raisedAt} /> },
          {
            key: "clearedAt",
            title: say("clearedAt"),
            value: ({ clearedAt }) => clearedAt ?? "",
            render: ({ clearedAt }) => (clearedAt === null ? "–" : <Time at={clearedAt} />),
          },
        ]}
      />
    </PublicPage>
  );
}

/** Each alert that is raised, changes or is cleared while the page is open is read anew. */
function useAlertStream(): void {
  useEffect(() => {
    const over = new AbortController();
    void (async () => {
      try {
        for await (const _alert of services.events(streamAlerts, { signal: over.signal })) {
          void queries.invalidateQueries({ queryKey: [RECORDS, "alerts"] });
        }
      } catch {
        // The list stays as it is; its own failure would be shown by the list.
        over.abort();
      }
    })();
    return () => over.abort();
  }, []);
}
