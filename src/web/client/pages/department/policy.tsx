import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useParams } from "wouter";
import type { ToldPolicy } from "../../../worker/holder/told.ts";
import { Banner } from "../../design/banner.tsx";
import { Button } from "../../design/button.tsx";
import { ButtonLink } from "../../design/button-link.tsx";
import { ConfirmDialog } from "../../design/confirm-dialog.tsx";
import { Failure } from "../../design/failure.tsx";
import { Page } from "../../design/page.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { AccountGate } from "../accounts/account-gate.tsx";
import { Answered } from "../citizen/parts/answered.tsx";
import { parseId } from "../citizen/parts/parse-id.ts";
import { LaterNotes, RequestSummary } from "../citizen/parts/request-summary.tsx";
import { useSaid } from "../citizen/parts/words.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { LinkCard } from "./parts/link-card.tsx";
import { lookAtDepartment } from "./parts/use-department.ts";

export function DepartmentPolicyPage(): ReactNode {
  const policyId = parseId(useParams()["id"]);
  return policyId === undefined ? <NotFoundPage /> : <Policy policyId={policyId} />;
}

/** A published request: as people read it, how they get to it, and its end. */
function Policy({ policyId }: { readonly policyId: bigint }): ReactNode {
  const say = useTexts("department");
  const said = useSaid();
  const policy = useQuery({
    queryKey: ["department", "policy", String(policyId)],
    queryFn: () => office().department.policies.open(policyId),
  });
  return (
    <Page
      title={policy.data === undefined ? say("policyNumber", { id: policyId }) : said(policy.data.title)}
      lead={say("policyNumber", { id: policyId })}
      back={{ to: "/department", label: say("toDepartment") }}
    >
      <Answered query={policy} what={say("thePolicy")}>
        {(told) => (
          <>
            {told.retired ? (
              <Banner kind="note" title={say("isRetired")}>
                {say("isRetiredText")}
              </Banner>
            ) : (
              <>
                <h2>{say("forPeople")}</h2>
                <p>{say("forPeopleText")}</p>
                <LinkCard place={`/request/policy/${policyId}`} label={say("linkLabel")} />
              </>
            )}
            <p>
              <ButtonLink to={`/department/answers/${policyId}`}>{say("answers")}</ButtonLink>
            </p>
            <h2>{say("asPeopleRead")}</h2>
            <RequestSummary policy={told} answer="record" />
            <LaterNotes policy={told} />
            {!told.retired && <Retiring policyId={policyId} policy={told} />}
          </>
        )}
      </Answered>
    </Page>
  );
}

function Retiring({ policyId, policy }: { readonly policyId: bigint; readonly policy: ToldPolicy }): ReactNode {
  const say = useTexts("department");
  const said = useSaid();
  const [isAsked, setAsked] = useState(false);
  const retire = useMutation({
    mutationFn: () => office().department.policies.retire(policyId),
    onSuccess: lookAtDepartment,
    onSettled: () => setAsked(false),
  });
  return (
    <section>
      <h2>{say("retireTitle")}</h2>
      <p>{say("retireLead")}</p>
      {retire.isError && <Failure error={retire.error} />}
      <AccountGate>
        <Button kind="danger" isBusy={retire.isPending} onPress={() => setAsked(true)}>
          {say("retire")}
        </Button>
      </AccountGate>
      <ConfirmDialog
        title={say("retireTitle")}
        question={say("retireQuestion", { title: said(policy.title) })}
        confirmLabel={say("retire")}
        kind="danger"
        isOpen={isAsked}
        isBusy={retire.isPending}
        onConfirm={() => retire.mutate()}
        onClose={() => setAsked(false)}
      />
    </section>
  );
}
