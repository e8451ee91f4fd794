import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { useParams } from "wouter";
import type { Standing } from "../../../../worker/holder/policies.ts";
import type { ToldPolicy } from "../../../../worker/holder/told.ts";
import { Banner } from "../../../design/banner.tsx";
import { Details } from "../../../design/details.tsx";
import { Loading } from "../../../design/loading.tsx";
import { Page } from "../../../design/page.tsx";
import { TextLink } from "../../../design/text-link.tsx";
import { office } from "../../../state/office.ts";
import { queries } from "../../../state/queries.ts";
import { useTexts } from "../../../state/texts.ts";
import { IdentityGate } from "../../identity/identity-gate.tsx";
import { useWallet } from "../../identity/use-wallet.ts";
import { NotFoundPage } from "../../not-found/not-found.tsx";
import { Answered } from "../parts/answered.tsx";
import { ConsentForm } from "../parts/consent-form.tsx";
import { FitView } from "../parts/fit-view.tsx";
import { parseId } from "../parts/parse-id.ts";
import { ProvingView } from "../parts/proving-view.tsx";
import { LaterNotes, RequestSummary } from "../parts/request-summary.tsx";
import { useProving } from "../parts/use-proving.ts";
import { useMoment, useSaid } from "../parts/words.ts";
import { Confirmation } from "./confirmation.tsx";

/** A request that an office published: read, agree, prove, and see it on record. */
export function PolicyRequestPage(): ReactNode {
  const policyId = parseId(useParams()["id"]);
  return policyId === undefined ? <NotFoundPage /> : <PolicyRequest policyId={policyId} />;
}

function PolicyRequest({ policyId }: { readonly policyId: bigint }): ReactNode {
  const say = useTexts("request");
  const said = useSaid();
  const wallet = useWallet();
  const [step, setStep] = useState<Step>("read");
  const policy = useQuery({
    queryKey: ["request", String(policyId)],
    queryFn: () => office().holder.policies.open(policyId),
  });
  const title = policy.data === undefined ? say("request") : said(policy.data.title);
  return (
    <Page title={title} back={{ to: "/request", label: say("back") }} step={step}>
      <Answered query={policy} what={say("request")}>
        {(told) =>
          wallet.data?.kind === "open" ? (
            <Mine policyId={policyId} policy={told} onStep={setStep} />
          ) : (
            <>
              <ToRead policy={told} />
              <IdentityGate>
                <Loading what={say("yours")} />
              </IdentityGate>
            </>
          )
        }
      </Answered>
    </Page>
  );
}

/** Reading and agreeing, proving, and what came of it: one at a time, each at the top of the page. */
type Step = "read" | "prove" | "confirmed";

function ToRead({ policy }: { readonly policy: ToldPolicy }): ReactNode {
  const say = useTexts("request");
  return (
    <>
      {policy.retired && (
        <Banner kind="important" title={say("retiredTitle")}>
          {say("retiredText")}
        </Banner>
      )}
      <RequestSummary policy={policy} answer="record" />
      <LaterNotes policy={policy} />
    </>
  );
}

interface MineProps {
  readonly policyId: bigint;
  readonly policy: ToldPolicy;
}

function Mine({ policyId, policy, onStep }: MineProps & { readonly onStep: (step: Step) => void }): ReactNode {
  const say = useTexts("request");
  const key = ["my", "standing", String(policyId)];
  const standing = useQuery({ queryKey: key, queryFn: () => office().holder.policies.standing(policyId) });
  const lookAgain = (): void => void queries.invalidateQueries({ queryKey: key });
  const handedOver = (): void => {
    // Whatever looking again brings: nobody who handed her proof over is asked to do it once more.
    queries.setQueryData<Standing>(key, (before) => before && { ...before, isOnItsWay: true });
    lookAgain();
  };
  const proving = useProving((tell) => office().holder.policies.confirm(policyId, tell), handedOver);
  const mine = standing.data;
  const isConfirmed = mine !== undefined && (mine.isOnItsWay || mine.status.state === "valid");
  const step = proving.isRunning ? "prove" : isConfirmed ? "confirmed" : "read";
  useEffect(() => onStep(step), [step, onStep]);
  if (step === "prove") return <ProvingView proving={proving} />;
  if (mine !== undefined && isConfirmed) {
    return (
      <>
        <ProvingView proving={proving} />
        <Confirmation policyId={policyId} policy={policy} standing={mine} onOver={lookAgain} />
        <Renewal policy={policy} standing={mine} onAgreed={proving.start} />
        <Details summary={say("requestItself")}>
          <ToRead policy={policy} />
        </Details>
      </>
    );
  }
  return (
    <>
      <ToRead policy={policy} />
      <ProvingView proving={proving} />
      <Answered query={standing} what={say("yours")}>
        {(current) => (
          <>
            <EndedNote standing={current} />
            <Answer policy={policy} standing={current} onAgreed={proving.start} />
          </>
        )}
      </Answered>
    </>
  );
}

interface AnswerProps {
  readonly policy: ToldPolicy;
  readonly standing: Standing;
  readonly onAgreed: () => void;
}

function Answer({ policy, standing, onAgreed }: AnswerProps): ReactNode {
  const say = useTexts("request");
  const { fit, status } = standing;
  if (policy.retired || status.state === "revoked") return null;
  return (
    <>
      <FitView fit={fit} policy={policy} answer="record" />
      {fit.kind === "fits" && <ConsentForm act={say("confirm")} onAgreed={onAgreed} />}
      <p>
        <TextLink to={`/request/permission/${String(policy.policyId)}`}>{say("toPermission")}</TextLink>
      </p>
    </>
  );
}

/** What is on record can be made to hold longer, while the request is open and a credential fits. */
function Renewal({ policy, standing, onAgreed }: AnswerProps): ReactNode {
  const say = useTexts("request");
  const { fit, isOnItsWay } = standing;
  if (policy.retired || isOnItsWay || fit.kind === "not") return null;
  return (
    <Details summary={say("renew")}>
      <FitView fit={fit} policy={policy} answer="record" />
      <ConsentForm act={say("confirmAgain")} onAgreed={onAgreed} />
    </Details>
  );
}

function EndedNote({ standing: { status } }: { readonly standing: Standing }): ReactNode {
  const say = useTexts("request");
  const moment = useMoment();
  switch (status.state) {
    case "withdrawn":
      return (
        <Banner kind="note" title={say("withdrawnTitle")}>
          {say("withdrawnText")}
        </Banner>
      );
    case "revoked":
      return (
        <Banner kind="important" title={say("revokedTitle")}>
          {say("revokedText")}
        </Banner>
      );
    case "expired":
      return (
        <Banner kind="note" title={say("expiredTitle")}>
          {say("expiredText", { until: moment(status.record?.expiresAt ?? 0) })}
        </Banner>
      );
    case "none":
    case "valid":
      return null;
  }
}
