import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useParams } from "wouter";
import type { Standing } from "../../../../worker/holder/policies.ts";
import type { ToldPolicy } from "../../../../worker/holder/told.ts";
import { Banner } from "../../../design/banner.tsx";
import { Page } from "../../../design/page.tsx";
import { TextLink } from "../../../design/text-link.tsx";
import { office } from "../../../state/office.ts";
import { queries } from "../../../state/queries.ts";
import { useTexts } from "../../../state/texts.ts";
import { IdentityGate } from "../../identity/identity-gate.tsx";
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
  const policy = useQuery({
    queryKey: ["request", String(policyId)],
    queryFn: () => office().holder.policies.open(policyId),
  });
  const title = policy.data === undefined ? say("request") : said(policy.data.title);
  return (
    <Page title={title} back={{ to: "/request", label: say("back") }}>
      <Answered query={policy} what={say("request")}>
        {(told) => (
          <>
            {told.retired && (
              <Banner kind="important" title={say("retiredTitle")}>
                {say("retiredText")}
              </Banner>
            )}
            <RequestSummary policy={told} />
            <LaterNotes policy={told} />
            <IdentityGate>
              <MyStanding policyId={policyId} policy={told} />
            </IdentityGate>
          </>
        )}
      </Answered>
    </Page>
  );
}

function MyStanding({ policyId, policy }: { readonly policyId: bigint; readonly policy: ToldPolicy }): ReactNode {
  const say = useTexts("request");
  const key = ["my", "standing", String(policyId)];
  const standing = useQuery({ queryKey: key, queryFn: () => office().holder.policies.standing(policyId) });
  const lookAgain = (): void => void queries.invalidateQueries({ queryKey: key });
  const proving = useProving((tell) => office().holder.policies.confirm(policyId, tell), lookAgain);
  if (proving.isRunning) return <ProvingView proving={proving} />;
  return (
    <Answered query={standing} what={say("yours")}>
      {(mine) => (
        <>
          <ProvingView proving={proving} />
          {mine.isOnItsWay || mine.status.state === "valid" ? (
            <Confirmation policyId={policyId} policy={policy} standing={mine} onRecorded={lookAgain} />
          ) : (
            <EndedNote standing={mine} />
          )}
          <Answer policy={policy} standing={mine} onAgreed={proving.start} />
        </>
      )}
    </Answered>
  );
}

function Answer({
  policy,
  standing,
  onAgreed,
}: {
  readonly policy: ToldPolicy;
  readonly standing: Standing;
  readonly onAgreed: () => void;
}): ReactNode {
  const say = useTexts("request");
  const { fit, status, isOnItsWay } = standing;
  if (policy.retired || isOnItsWay || status.state === "revoked") return null;
  const isRenewal = status.state === "valid";
  if (isRenewal && fit.kind === "not") return null;
  return (
    <>
      <FitView fit={fit} policy={policy} />
      {fit.kind === "fits" && <ConsentForm act={say(isRenewal ? "confirmAgain" : "confirm")} onAgreed={onAgreed} />}
      <p>
        <TextLink to={`/request/permission/${String(policy.policyId)}`}>{say("toPermission")}</TextLink>
      </p>
    </>
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
