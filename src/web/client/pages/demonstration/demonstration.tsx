import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { isPsephosError } from "../../../../errors.ts";
import { readDemonstration, type DemonstrationAnswer } from "../../../../server/client/demonstration.ts";
import { Banner } from "../../design/banner.tsx";
import { Empty } from "../../design/empty.tsx";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import { Page } from "../../design/page.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { OpenElections } from "../home/open-elections.tsx";
import { Offices } from "./offices.tsx";
import { People } from "./people.tsx";

/** From here visitors of a demonstration set out: who they can be, and what they can do. */
export function DemonstrationPage(): ReactNode {
  const say = useTexts("demonstration");
  const offer = useQuery({
    queryKey: ["demonstration"],
    queryFn: ({ signal }) => services.call(readDemonstration, { signal }),
    retry: false,
  });
  if (isPsephosError(offer.error, "NOT_FOUND")) {
    return (
      <Page title={say("title")}>
        <Empty title={say("none")}>
          <p>
            {say("noneText")} <TextLink to="/identity">{say("makeIdentity")}</TextLink>
          </p>
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={say("title")} lead={<p>{say("lead")}</p>}>
      {offer.isPending && <Loading what={say("loading")} />}
      {offer.isError && <Failure error={offer.error} onAgain={() => void offer.refetch()} />}
      {offer.data !== undefined && <Offer offer={offer.data} />}
    </Page>
  );
}

function Offer({ offer }: { readonly offer: DemonstrationAnswer }): ReactNode {
  const say = useTexts("demonstration");
  return (
    <>
      {offer.goodUntil * 1000 < Date.now() && (
        <Banner kind="warning" title={say("tooOld")}>
          <p>{say("tooOldText")}</p>
        </Banner>
      )}
      <h2>{say("peopleTitle")}</h2>
      <p>{say("peopleText")}</p>
      <People offer={offer} />
      <h2>{say("votesTitle")}</h2>
      <OpenElections />
      <h2>{say("ownTitle")}</h2>
      <p>{say("ownText")}</p>
      <ul>
        <li>
          <TextLink to="/identity">{say("makeIdentity")}</TextLink>
        </li>
        <li>
          <TextLink to={`/wallet/claim/${offer.claimAddress}`}>{say("ask")}</TextLink>
        </li>
        <li>
          <TextLink to={`/request/electorate/${offer.enrolmentId}`}>{say("enrol")}</TextLink>
        </li>
      </ul>
      <h2>{say("officesTitle")}</h2>
      <p>{say("officesText")}</p>
      <Offices offer={offer} />
      <h2>{say("publicTitle")}</h2>
      <ul>
        <li>
          <TextLink to="/public/elections/1/verify">{say("verify")}</TextLink>
        </li>
        <li>
          <TextLink to="/public">{say("record")}</TextLink>
        </li>
      </ul>
    </>
  );
}
