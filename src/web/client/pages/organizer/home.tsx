import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ListedOwnElection } from "../../../worker/organizer/elections.ts";
import { ButtonLink } from "../../design/button-link.tsx";
import { Empty } from "../../design/empty.tsx";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import { Page } from "../../design/page.tsx";
import { Tag } from "../../design/tag.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { Time } from "../../design/time.tsx";
import { useLanguage } from "../../state/language.ts";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { kindOfPhase } from "../public/parts/kind-of-phase.ts";
import { WithAccount } from "../trustee/with-account.tsx";
import { Plans } from "./plans.tsx";

/** Plans and elections of whoever runs them. */
export function OrganizerPage(): ReactNode {
  const say = useTexts("organizer");
  return (
    <Page title={say("title")} lead={<p>{say("lead")}</p>}>
      <p>
        <ButtonLink to="/organizer/elections/new">{say("plan")}</ButtonLink>
      </p>
      <Plans />
      <WithAccount>{(address) => <Elections key={address} address={address} />}</WithAccount>
      <p>
        <TextLink to="/organizer/rolls">{say("lists")}</TextLink>
      </p>
      <p>
        <TextLink to="/public/ceremonies">{say("keys")}</TextLink>
      </p>
    </Page>
  );
}

function Elections({ address }: { readonly address: string }): ReactNode {
  const say = useTexts("organizer");
  const list = useQuery({
    queryKey: ["my", "elections", address],
    queryFn: () => office().organizer.elections(),
    staleTime: 0,
  });
  return (
    <section>
      <h2>{say("elections")}</h2>
      {list.isPending && <Loading what={say("theElections")} />}
      {list.isError && <Failure error={list.error} onAgain={() => void list.refetch()} />}
      {list.data?.length === 0 && <Empty title={say("noElections")}>{say("noElectionsText")}</Empty>}
      {list.data !== undefined && list.data.length > 0 && (
        <ul className="election-list">
          {list.data.map((election) => (
            <li key={String(election.electionId)}>
              <Election {...election} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Election({ electionId, title, phase, opensAt, closesAt }: ListedOwnElection): ReactNode {
  const say = useTexts("organizer");
  const language = useLanguage();
  return (
    <>
      <h3>
        <TextLink to={`/organizer/elections/${electionId}`}>
          {title?.[language] ?? say("electionNumber", { id: electionId })}
        </TextLink>
      </h3>
      <p>
        <Tag kind={kindOfPhase(phase)}>{say(`phase-${phase}`)}</Tag> <Time at={opensAt} /> – <Time at={closesAt} />
      </p>
    </>
  );
}
