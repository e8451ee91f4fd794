import type { ReactNode } from "react";
import type { Fit, Lacking, Unfit } from "../../../../worker/holder/fit.ts";
import type { ToldPolicy } from "../../../../worker/holder/told.ts";
import { Banner } from "../../../design/banner.tsx";
import { ButtonLink } from "../../../design/button-link.tsx";
import { SummaryList } from "../../../design/summary-list.tsx";
import { useTexts } from "../../../state/texts.ts";
import { stateKey } from "./credential-state.tsx";
import { officeName, useDay, useJoined, useSaid } from "./words.ts";

/** Which of the person's credentials answers, with what the office will read of it; or what is missing, and where it is to be had. */
export function FitView({
  fit,
  policy,
  answer,
}: {
  readonly fit: Fit;
  readonly policy: ToldPolicy;
  /** As in the summary: on record stands no value. */
  readonly answer: "record" | "office";
}): ReactNode {
  const say = useTexts("request");
  if (fit.kind === "fits") return <Fits fit={fit} isRead={answer === "office"} />;
  return (
    <section>
      <h2>{say("lackingTitle")}</h2>
      {fit.lacking.map((lacking) => (
        <LackingView key={lacking.schema} lacking={lacking} policy={policy} />
      ))}
    </section>
  );
}

function Fits({ fit, isRead }: { readonly fit: Extract<Fit, { kind: "fits" }>; readonly isRead: boolean }): ReactNode {
  const say = useTexts("request");
  const sayWallet = useTexts("wallet");
  const said = useSaid();
  const day = useDay();
  const { credentials, read } = fit;
  return (
    <section>
      <h2>{credentials.length > 1 ? say("yourCredentials") : say("yours")}</h2>
      <SummaryList
        rows={[
          ...credentials.map(({ title, issuer, validUntil }) => ({
            term: say("fits"),
            value: `${said(title)} · ${officeName(issuer)} · ${sayWallet("validUntil")} ${day(validUntil)}`,
          })),
          ...(isRead ? read : []).map(({ name, label, value }) => ({
            term: say("showsValue"),
            value: (
              <span key={name}>
                {said(label)}: <strong>{said(value)}</strong>
              </span>
            ),
          })),
        ]}
      />
    </section>
  );
}

function LackingView({ lacking, policy }: { readonly lacking: Lacking; readonly policy: ToldPolicy }): ReactNode {
  const say = useTexts("request");
  const said = useSaid();
  const joined = useJoined();
  const title = policy.schemas.find(({ id }) => id === lacking.schema)?.title;
  const kind = title === undefined ? lacking.schema : said(title);
  const issuers = lacking.issuers.map(officeName);
  // A new credential would say the same.
  const isOfNoHelp = lacking.unfit.some(({ state }) => state === "counts");
  if (isOfNoHelp) return lacking.unfit.map((unfit) => <UnfitView key={unfit.credential.id} unfit={unfit} />);
  return (
    <>
      {lacking.unfit.length === 0 ? (
        <p>{say("lackingNone", { kind })}</p>
      ) : (
        lacking.unfit.map((unfit) => <UnfitView key={unfit.credential.id} unfit={unfit} />)
      )}
      <p>{issuers.length === 0 ? say("lackingNobody") : say("lackingWhere", { issuers: joined(issuers) })}</p>
      <p>
        <ButtonLink to="/wallet/get" kind="secondary">
          {say("lackingGet")}
        </ButtonLink>
      </p>
    </>
  );
}

function UnfitView({ unfit: { credential, state, failing } }: { readonly unfit: Unfit }): ReactNode {
  const say = useTexts("request");
  const sayWallet = useTexts("wallet");
  const said = useSaid();
  const joined = useJoined();
  const labels = failing.map((name) => {
    const attribute = credential.attributes.find((each) => each.name === name);
    return attribute === undefined ? name : said(attribute.label);
  });
  return (
    <Banner
      kind="warning"
      title={say("unfitOne", { kind: said(credential.title), issuer: officeName(credential.issuer) })}
    >
      {state !== "counts" && <p>{say("unfitState", { state: sayWallet(stateKey(state)) })}</p>}
      {labels.length > 0 && <p>{say("unfitFailing", { labels: joined(labels) })}</p>}
    </Banner>
  );
}
