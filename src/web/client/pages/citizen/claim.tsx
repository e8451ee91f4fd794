import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useParams } from "wouter";
import type { ToldDesk } from "../../../worker/holder/claims.ts";
import { Banner } from "../../design/banner.tsx";
import { Button } from "../../design/button.tsx";
import { ErrorSummary } from "../../design/error-summary.tsx";
import { Failure } from "../../design/failure.tsx";
import { TextField } from "../../design/fields/text-field.tsx";
import { Page } from "../../design/page.tsx";
import { Panel } from "../../design/panel.tsx";
import { SummaryList } from "../../design/summary-list.tsx";
import { office } from "../../state/office.ts";
import { queries } from "../../state/queries.ts";
import { useTexts } from "../../state/texts.ts";
import { IdentityGate } from "../identity/identity-gate.tsx";
import { PendingClaims } from "./claim/pending-claims.tsx";
import { Answered } from "./parts/answered.tsx";
import { officeName, useJoined, useSaid } from "./parts/words.ts";

const MAX_REFERENCE = 100;

/** At an office's desk: who issues what, what it learns, and the request. */
export function ClaimPage(): ReactNode {
  const say = useTexts("wallet");
  const said = useSaid();
  const address = useParams()["address"] ?? "";
  const desk = useQuery({
    queryKey: ["desk", address],
    queryFn: () => office().holder.claims.open(address),
  });
  const title =
    desk.data === undefined ? say("claimTitleUnknown") : say("claimTitle", { kind: said(desk.data.schema.title) });
  return (
    <Page title={title} back={{ to: "/wallet", label: say("toWallet") }}>
      <Answered query={desk} what={say("desk")}>
        {(told) => (
          <>
            <DeskTold desk={told} />
            <IdentityGate>
              <Asking address={address} desk={told} />
            </IdentityGate>
          </>
        )}
      </Answered>
    </Page>
  );
}

function DeskTold({ desk }: { readonly desk: ToldDesk }): ReactNode {
  const say = useTexts("wallet");
  const said = useSaid();
  const joined = useJoined();
  const name = officeName(desk.department);
  return (
    <>
      <SummaryList
        rows={[
          {
            term: say("claimWho"),
            value: (
              <>
                <strong>{name}</strong>
                <br />
                {say("claimWhoText", { office: name })}
              </>
            ),
          },
          { term: say("claimWhat"), value: said(desk.schema.title) },
          {
            term: say("claimContains"),
            value: (
              <>
                {joined(desk.schema.attributes.map(({ label }) => said(label)))}
                <br />
                {say("claimContainsText")}
              </>
            ),
          },
        ]}
      />
      {!desk.isTrusted && (
        <Banner kind="important" title={say("claimUntrusted")}>
          {say("claimUntrustedText", { office: name })}
        </Banner>
      )}
      <div className="learn-groups">
        <section className="learn-group learn-group-learn">
          <h2>{say("claimLearns")}</h2>
          <ul>
            <li>{say("claimLearnsOne")}</li>
            <li>{say("claimLearnsTwo")}</li>
          </ul>
        </section>
        <section className="learn-group learn-group-hidden">
          <h2>{say("claimNotLearns")}</h2>
          <ul>
            <li>{say("claimNotLearnsOne")}</li>
            <li>{say("claimNotLearnsTwo")}</li>
            <li>{say("claimNotLearnsThree")}</li>
          </ul>
        </section>
      </div>
    </>
  );
}

function Asking({ address, desk }: { readonly address: string; readonly desk: ToldDesk }): ReactNode {
  const say = useTexts("wallet");
  const [reference, setReference] = useState("");
  const [isRefused, setRefused] = useState(false);
  const ask = useMutation({
    mutationFn: () => office().holder.claims.ask({ address, reference: reference.trim() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["my", "claims"] }),
  });
  const problem = isRefused && reference.trim() === "" ? say("referenceMissing") : undefined;
  if (ask.isSuccess) {
    return (
      <PendingClaims
        only={desk.department}
        notice={
          <Panel title={say("asked")}>
            <p>{say("askedText", { office: officeName(desk.department) })}</p>
          </Panel>
        }
      />
    );
  }
  return (
    <>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setRefused(true);
          if (reference.trim() !== "" && !ask.isPending) ask.mutate();
        }}
      >
        <ErrorSummary problems={problem === undefined ? [] : [{ fieldId: "reference", text: problem }]} />
        {ask.isError && <Failure error={ask.error} />}
        <TextField
          id="reference"
          label={say("reference")}
          help={say("referenceHelp")}
          error={problem}
          value={reference}
          maxLength={MAX_REFERENCE}
          onChange={setReference}
        />
        <p>{say("claimSealed")}</p>
        <Button type="submit" isBusy={ask.isPending}>
          {say("ask")}
        </Button>
      </form>
      <PendingClaims only={desk.department} />
    </>
  );
}
