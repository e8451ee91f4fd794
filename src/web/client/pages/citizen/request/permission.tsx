import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useParams } from "wouter";
import type { ToldPolicy } from "../../../../worker/holder/told.ts";
import { Banner } from "../../../design/banner.tsx";
import { ButtonLink } from "../../../design/button-link.tsx";
import { DownloadButton } from "../../../design/download-button.tsx";
import { RadioGroup } from "../../../design/fields/radio-group.tsx";
import { Page } from "../../../design/page.tsx";
import { Panel } from "../../../design/panel.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { IdentityGate } from "../../identity/identity-gate.tsx";
import { NotFoundPage } from "../../not-found/not-found.tsx";
import { Answered } from "../parts/answered.tsx";
import { ConsentForm } from "../parts/consent-form.tsx";
import { FitView } from "../parts/fit-view.tsx";
import { parseId } from "../parts/parse-id.ts";
import { ProvingView } from "../parts/proving-view.tsx";
import { RequestSummary } from "../parts/request-summary.tsx";
import { UnsentNote } from "../parts/unsent-note.tsx";
import { useProving } from "../parts/use-proving.ts";
import { officeName, useSaid } from "../parts/words.ts";

const DAY = 86_400;
const SPANS = { day: DAY, month: 30 * DAY, year: 365 * DAY } as const;
const PERIODS = { once: undefined, daily: DAY, weekly: 7 * DAY, monthly: 30 * DAY } as const;
type Span = keyof typeof SPANS;
type Period = keyof typeof PERIODS;

/** Permission for an office to look at the person's data, for as long and as often as she says. */
export function PermissionPage(): ReactNode {
  const { id, address } = useParams();
  const policyId = parseId(id);
  return policyId === undefined ? <NotFoundPage /> : <Permission policyId={policyId} address={address} />;
}

interface PermissionProps {
  readonly policyId: bigint;
  /** Where the office takes the permission, if its link says so. */
  readonly address: string | undefined;
}

function Permission({ policyId, address }: PermissionProps): ReactNode {
  const say = useTexts("request");
  const said = useSaid();
  const policy = useQuery({
    queryKey: ["request", String(policyId)],
    queryFn: () => office().holder.policies.open(policyId),
  });
  const title = policy.data === undefined ? say("request") : say("permissionTitle", { title: said(policy.data.title) });
  const back = { to: `/request/policy/${policyId}`, label: say("request") };
  return (
    <Page title={title} lead={say("permissionLead")} back={back}>
      <Answered query={policy} what={say("request")}>
        {(told) => (
          <>
            {told.retired && (
              <Banner kind="important" title={say("retiredTitle")}>
                {say("retiredText")}
              </Banner>
            )}
            <RequestSummary policy={told} answer="office" />
            {!told.retired && (
              <IdentityGate>
                <Give policyId={policyId} address={address} policy={told} />
              </IdentityGate>
            )}
          </>
        )}
      </Answered>
    </Page>
  );
}

function Give({ policyId, address, policy }: PermissionProps & { readonly policy: ToldPolicy }): ReactNode {
  const say = useTexts("request");
  const [span, setSpan] = useState<Span>("month");
  const [period, setPeriod] = useState<Period>("once");
  const standing = useQuery({
    queryKey: ["my", "standing", String(policyId)],
    queryFn: () => office().holder.policies.standing(policyId),
  });
  const wish = { policyId, address, forSeconds: SPANS[span], everySeconds: PERIODS[period] };
  const proving = useProving((tell) => office().holder.consents.give(wish, tell));
  if (proving.isRunning) return <ProvingView proving={proving} />;
  const { result } = proving;
  const name = officeName(policy.verifier);
  if (result !== undefined) {
    return (
      <section>
        {result.unsent === undefined ? (
          <Panel title={say("gaveTitle")}>
            <p>{say(result.way === "letter" ? "gaveLetter" : "gaveFile", { office: name })}</p>
          </Panel>
        ) : (
          <UnsentNote code={result.unsent} office={name} />
        )}
        <div className="button-row">
          {result.way === "file" && (
            <DownloadButton
              kind="primary"
              fileName="permission.json"
              content={result.text}
              mediaType="application/json"
            >
              {say("saveFile")}
            </DownloadButton>
          )}
          <ButtonLink to="/wallet/given" kind="secondary">
            {say("toGiven")}
          </ButtonLink>
        </div>
      </section>
    );
  }
  return (
    <Answered query={standing} what={say("yours")}>
      {({ fit }) => (
        <>
          <ProvingView proving={proving} />
          <FitView fit={fit} policy={policy} answer="office" />
          {fit.kind === "fits" && (
            <ConsentForm act={say("give")} onAgreed={proving.start}>
              <Banner kind="warning">{say("permissionWarning")}</Banner>
              <SpanChoice value={span} onChange={setSpan} />
              <PeriodChoice value={period} onChange={setPeriod} />
            </ConsentForm>
          )}
        </>
      )}
    </Answered>
  );
}

function SpanChoice(field: { readonly value: Span; readonly onChange: (value: Span) => void }): ReactNode {
  const say = useTexts("request");
  return (
    <RadioGroup
      id="span"
      legend={say("permissionFor")}
      options={[
        { value: "day" as const, label: say("forDay") },
        { value: "month" as const, label: say("forMonth") },
        { value: "year" as const, label: say("forYear") },
      ]}
      {...field}
    />
  );
}

function PeriodChoice(field: { readonly value: Period; readonly onChange: (value: Period) => void }): ReactNode {
  const say = useTexts("request");
  return (
    <RadioGroup
      id="period"
      legend={say("permissionUse")}
      options={[
        { value: "once" as const, label: say("permissionOnce") },
        { value: "daily" as const, label: say("permissionDaily") },
        { value: "weekly" as const, label: say("permissionWeekly") },
        { value: "monthly" as const, label: say("permissionMonthly") },
      ]}
      {...field}
    />
  );
}
