import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { listEnrolments, listPolicies } from "../../../../../server/client/records.ts";
import { Page } from "../../../design/page.tsx";
import { TextLink } from "../../../design/text-link.tsx";
import { services } from "../../../state/services.ts";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../parts/answered.tsx";
import { TaskLinks } from "../parts/task-links.tsx";
import { officeName, useMoment, useSaid } from "../parts/words.ts";

/** What offices ask of people, as they published it. */
export function RequestsPage(): ReactNode {
  const say = useTexts("request");
  return (
    <Page title={say("listTitle")} lead={say("listLead")}>
      <Requests />
      <Electorates />
      <section>
        <h2>{say("haveFile")}</h2>
        <p>
          <TextLink to="/request/proof">{say("haveFileLink")}</TextLink>
        </p>
      </section>
    </Page>
  );
}

function Requests(): ReactNode {
  const say = useTexts("request");
  const said = useSaid();
  const all = useQuery({
    queryKey: ["requests"],
    queryFn: ({ signal }) => services.call(listPolicies, { query: { limit: 100 }, signal }),
  });
  return (
    <section>
      <h2>{say("listOpen")}</h2>
      <Answered query={all} what={say("list")}>
        {({ items }) => {
          const links = items.flatMap(({ policyId, title, did, retired, textFits }) => {
            if (retired || !textFits || title === null) return [];
            return [{ to: `/request/policy/${policyId}`, title: said(title), hint: officeName(did ?? "") }];
          });
          return links.length === 0 ? <p>{say("listNone")}</p> : <TaskLinks links={links} />;
        }}
      </Answered>
    </section>
  );
}

function Electorates(): ReactNode {
  const say = useTexts("request");
  const moment = useMoment();
  const all = useQuery({
    queryKey: ["requests", "electorates"],
    queryFn: ({ signal }) => services.call(listEnrolments, { query: { limit: 100 }, signal }),
  });
  return (
    <section>
      <h2>{say("electorates")}</h2>
      <Answered query={all} what={say("electorates")}>
        {({ items }) => {
          const open = items.filter(({ phase }) => phase !== "closed");
          if (open.length === 0) return <p>{say("electoratesNone")}</p>;
          const links = open.map(({ enrolmentId, name, closesAt }) => ({
            to: `/request/electorate/${enrolmentId}`,
            title: name,
            hint: say("electorateOpen", { until: moment(closesAt) }),
          }));
          return <TaskLinks links={links} />;
        }}
      </Answered>
    </section>
  );
}
