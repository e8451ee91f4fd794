import { useState, type ReactNode } from "react";
import type { PolicyDraft } from "../../../worker/department/drafts.ts";
import { ButtonLink } from "../../design/button-link.tsx";
import { Page } from "../../design/page.tsx";
import { Panel } from "../../design/panel.tsx";
import { useTexts } from "../../state/texts.ts";
import { AccountGate } from "../accounts/account-gate.tsx";
import { BuilderForm } from "./builder/builder-form.tsx";
import { EMPTY, seals, type BuilderState } from "./builder/draft.ts";
import { Review } from "./builder/review.tsx";
import { VerifierKeyStep } from "./builder/verifier-key-step.tsx";
import { ActingGate } from "./parts/acting-gate.tsx";
import { LinkCard } from "./parts/link-card.tsx";

type Step =
  | { readonly name: "form" }
  | { readonly name: "key"; readonly draft: PolicyDraft }
  | { readonly name: "review"; readonly draft: PolicyDraft }
  | { readonly name: "published"; readonly policyId: bigint };

/** From an official's question to a published request: fill in, look at it as people will, publish. */
export function NewPolicyPage(): ReactNode {
  const say = useTexts("policyDraft");
  // Words of the preview: to wait for them then would take the page away for a moment.
  useTexts("request");
  useTexts("wallet");
  const [state, setState] = useState<BuilderState>(EMPTY);
  const [step, setStep] = useState<Step>({ name: "form" });
  return (
    <Page
      title={say(`title-${step.name}`)}
      lead={step.name === "form" ? say("lead") : undefined}
      back={{ to: "/department", label: say("toDepartment") }}
      step={step.name}
    >
      <AccountGate>
        <ActingGate>
          {(departments) => (
            <>
              {step.name === "form" && (
                <BuilderForm
                  departments={departments.map(({ did }) => did)}
                  state={state}
                  onChange={setState}
                  onDone={(draft) => setStep(seals(draft) ? { name: "key", draft } : { name: "review", draft })}
                />
              )}
              {step.name === "key" && (
                <VerifierKeyStep
                  onDone={(verifierKey) => setStep({ name: "review", draft: { ...step.draft, verifierKey } })}
                />
              )}
              {step.name === "review" && (
                <Review
                  draft={step.draft}
                  onBack={() => setStep({ name: "form" })}
                  onPublished={(policyId) => setStep({ name: "published", policyId })}
                />
              )}
              {step.name === "published" && <Published policyId={step.policyId} />}
            </>
          )}
        </ActingGate>
      </AccountGate>
    </Page>
  );
}

function Published({ policyId }: { readonly policyId: bigint }): ReactNode {
  const say = useTexts("policyDraft");
  return (
    <>
      <Panel title={say("publishedTitle", { id: policyId })}>
        <p>{say("publishedText")}</p>
      </Panel>
      <h2>{say("linkTitle")}</h2>
      <LinkCard place={`/request/policy/${policyId}`} label={say("linkLabel")} />
      <p className="button-row">
        <ButtonLink to={`/department/policies/${policyId}`}>{say("toPolicy")}</ButtonLink>
        <ButtonLink to={`/department/answers/${policyId}`} kind="secondary">
          {say("toAnswers")}
        </ButtonLink>
      </p>
    </>
  );
}
