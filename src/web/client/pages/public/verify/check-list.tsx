import type { ReactNode } from "react";
import type { Evidence } from "../../../../../roles/auditor/check.ts";
import type { ToldCheck, VerifyStep } from "../../../../worker/auditor.ts";
import { Details } from "../../../design/details.tsx";
import { Tag } from "../../../design/tag.tsx";
import { useLanguage } from "../../../state/language.ts";
import { useTexts } from "../../../state/texts.ts";

interface Outcome {
  readonly id: string;
  readonly ok: boolean;
  readonly detail: { readonly en: string; readonly zh: string };
  readonly evidence: Evidence;
}

export interface CheckListProps {
  readonly checks: readonly ToldCheck[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly step?: Exclude<VerifyStep, { kind: "checked" }> | undefined;
}

/** Every numbered check: what it says, how far it is, and what it found. */
export function CheckList({ checks, outcomes, step }: CheckListProps): ReactNode {
  return (
    <ol className="checks">
      {checks.map((check) => (
        <CheckItem
          key={check.id}
          check={check}
          outcome={outcomes.get(check.id)}
          running={step?.kind === "checking" && step.id === check.id ? step : undefined}
        />
      ))}
    </ol>
  );
}

interface CheckItemProps {
  readonly check: ToldCheck;
  readonly outcome: Outcome | undefined;
  readonly running: { readonly done: number; readonly total: number } | undefined;
}

function CheckItem({ check: { id, claim }, outcome, running }: CheckItemProps): ReactNode {
  const say = useTexts("verify");
  const language = useLanguage();
  const state =
    outcome === undefined ? (running === undefined ? "waiting" : "running") : outcome.ok ? "passed" : "failed";
  return (
    <li className={`check check-${state}`}>
      <div className="check-head">
        <span className="check-id">{say("check", { id })}</span>
        <Tag kind={TAGS[state]}>{say(state)}</Tag>
      </div>
      <p className="check-claim">{claim[language]}</p>
      {running !== undefined && outcome === undefined && running.total > 0 && (
        <p className="check-progress">
          <progress value={running.done} max={running.total} /> {say("progressOf", running)}
        </p>
      )}
      {outcome !== undefined && <Found outcome={outcome} />}
    </li>
  );
}

const TAGS = { waiting: "neutral", running: "note", passed: "success", failed: "danger" } as const;

function Found({ outcome: { ok, detail, evidence } }: { readonly outcome: Outcome }): ReactNode {
  const say = useTexts("verify");
  const language = useLanguage();
  const facts = Object.entries(evidence);
  return (
    <>
      <p className="check-detail">{ok ? detail[language] : <strong>{detail[language]}</strong>}</p>
      {facts.length > 0 && (
        <Details summary={say("evidence")}>
          <dl className="facts">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>
                  <code>{name}</code>
                </dt>
                <dd>
                  <code>{typeof value === "object" ? value.join(", ") || "–" : String(value)}</code>
                </dd>
              </div>
            ))}
          </dl>
        </Details>
      )}
    </>
  );
}
