import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { readAbout } from "../../../../server/client/endpoints.ts";
import { listAlerts } from "../../../../server/client/records.ts";
import { Banner } from "../../design/banner.tsx";
import { Details } from "../../design/details.tsx";
import { Failure } from "../../design/failure.tsx";
import { Hash } from "../../design/hash.tsx";
import { Loading } from "../../design/loading.tsx";
import { SummaryList } from "../../design/summary-list.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { PublicPage } from "./parts/public-page.tsx";
import { useRecord } from "./parts/use-records.ts";

const RECORDS = [
  "elections",
  "ceremonies",
  "rolls",
  "issuers",
  "policies",
  "enrolments",
  "logs",
  "alerts",
  "trail",
] as const;

/** Where observers begin: every kind of record, and the ways to check instead of believing. */
export function PublicHomePage(): ReactNode {
  const say = useTexts("public");
  return (
    <PublicPage title={say("title")} lead={<p>{say("lead")}</p>} back={null}>
      <OpenAlerts />
      <h2>{say("recordsTitle")}</h2>
      <ul className="link-list">
        {RECORDS.map((name) => (
          <LinkedItem key={name} to={`/public/${name}`} title={say(name)} hint={say(`${name}Hint`)} />
        ))}
      </ul>
      <h2>{say("checkTitle")}</h2>
      <ul className="link-list">
        <LinkedItem to="/public/verify" title={say("checkFile")} hint={say("checkFileHint")} />
        <LinkedItem
          to="/public/credentials/verify"
          title={say("checkCredentials")}
          hint={say("checkCredentialsHint")}
        />
        <LinkedItem to="/public/report" title={say("checkReport")} hint={say("checkReportHint")} />
      </ul>
      <h2>{say("about")}</h2>
      <p>{say("aboutHint")}</p>
      <About />
    </PublicPage>
  );
}

function LinkedItem({ to, title, hint }: { readonly to: string; readonly title: string; readonly hint: string }) {
  return (
    <li>
      <TextLink to={to}>{title}</TextLink>
      <p>{hint}</p>
    </li>
  );
}

/** Told when there are some; silence of a watcher that is not there proves nothing. */
function OpenAlerts(): ReactNode {
  const say = useTexts("public");
  const { data } = useRecord({
    name: ["open-alerts"],
    load: (signal) => services.call(listAlerts, { query: { state: "open", limit: 200 }, signal }),
  });
  const count = data?.items.length ?? 0;
  if (count === 0) return null;
  return (
    <Banner kind="important" title={say("openAlerts", { count })}>
      <TextLink to="/public/alerts">{say("alerts")}</TextLink>
    </Banner>
  );
}

function About(): ReactNode {
  const say = useTexts("public");
  const { data, error, refetch } = useQuery({ queryKey: ["about"], queryFn: () => services.call(readAbout) });
  if (error !== null) return <Failure error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading what={say("records")} />;
  const contracts = Object.entries(data.contracts).map(([name, address]) => ({
    term: name,
    value: <Hash value={address} />,
  }));
  return (
    <>
      <SummaryList
        rows={[
          { term: say("chainId"), value: data.chainId },
          {
            term: say("phaseOfKeys"),
            value: data.keysPhase === "development" ? say("keysDevelopment") : say("keysCeremony"),
          },
          ...contracts,
        ]}
      />
      <Details summary={say("circuits")}>
        <SummaryList rows={data.circuits.map(({ name, keyId }) => ({ term: name, value: <Hash value={keyId} /> }))} />
      </Details>
    </>
  );
}
