import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useParams } from "wouter";
import { Page } from "../../design/page.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { Answered } from "../citizen/parts/answered.tsx";
import { parseId } from "../citizen/parts/parse-id.ts";
import { useSaid } from "../citizen/parts/words.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { OffChain } from "./answers/off-chain.tsx";
import { OnRecord } from "./answers/on-record.tsx";

export function AnswersPage(): ReactNode {
  const policyId = parseId(useParams()["id"]);
  return policyId === undefined ? <NotFoundPage /> : <Answers policyId={policyId} />;
}

/** What people answered under one request: on record, and to this office alone. */
function Answers({ policyId }: { readonly policyId: bigint }): ReactNode {
  const say = useTexts("department");
  const said = useSaid();
  const policy = useQuery({
    queryKey: ["department", "policy", String(policyId)],
    queryFn: () => office().department.policies.open(policyId),
  });
  return (
    <Page
      title={policy.data === undefined ? say("answers") : say("answersTitle", { title: said(policy.data.title) })}
      lead={say("answersLead")}
      back={{ to: `/department/policies/${policyId}`, label: say("policyNumber", { id: policyId }) }}
    >
      <Answered query={policy} what={say("thePolicy")}>
        {(told) => (
          <>
            <OnRecord policyId={policyId} policy={told} />
            <h2>{say("offChain")}</h2>
            <p>{say("offChainLead")}</p>
            {told.schemas.length > 1 ? <p>{say("pairOnly")}</p> : <OffChain policyId={policyId} policy={told} />}
          </>
        )}
      </Answered>
    </Page>
  );
}
