import type { ReactNode } from "react";
import type { ToldPolicy, ToldQuestion } from "../../../../worker/holder/told.ts";
import { Details } from "../../../design/details.tsx";
import { SummaryList } from "../../../design/summary-list.tsx";
import { useTexts } from "../../../state/texts.ts";
import { useLanguage } from "../../../state/language.ts";
import { officeName, useJoined, useSaid, useSpan } from "./words.ts";

/** Who asks what, why, on what ground and for how long; then what they will learn, next to what they will not. */
export function RequestSummary({
  policy,
  answer,
  alsoLearned = [],
}: {
  readonly policy: ToldPolicy;
  /** "record": what goes on record has no value in it. "office": the office itself gets the answer, with the values that it asks for. */
  readonly answer: "record" | "office";
  /** What this kind of answer tells besides. */
  readonly alsoLearned?: readonly string[];
}): ReactNode {
  const say = useTexts("request");
  const language = useLanguage();
  return (
    <>
      <Asking policy={policy} />
      <div className="learn-groups">
        <Group title={say("show")} items={useShown(policy, answer)} kind="show" />
        <Group title={say("learn")} items={[...useLearned(policy, answer), ...alsoLearned]} kind="learn" />
        <Group title={say("notLearn")} items={useHidden(policy)} kind="hidden" />
      </div>
      <Details summary={say("inFull")}>
        <ul>
          {policy.inFull[language].map((sentence, place) => (
            <li key={place}>{sentence}</li>
          ))}
        </ul>
      </Details>
    </>
  );
}

function Asking({ policy }: { readonly policy: ToldPolicy }): ReactNode {
  const say = useTexts("request");
  const said = useSaid();
  const span = useSpan();
  const { verifier, purpose, legalBasis, retentionDays, validitySeconds, schemas } = policy;
  const [first, second] = schemas.map(({ title }) => said(title));
  const keeps = retentionDays === 0 ? say("keepNothing") : say("keepDays", { count: retentionDays });
  return (
    <SummaryList
      rows={[
        { term: say("who"), value: <strong>{officeName(verifier)}</strong> },
        { term: say("what"), value: <span className="their-words">{said(purpose)}</span> },
        { term: say("why"), value: <span className="their-words">{said(legalBasis)}</span> },
        { term: say("howLong"), value: `${keeps} ${say("holds", { span: span(validitySeconds) })}` },
        {
          term: say("from"),
          value: second === undefined ? first : say("both", { first: first ?? "", second }),
        },
      ]}
    />
  );
}

function Group({
  title,
  items,
  kind,
}: {
  readonly title: string;
  readonly items: readonly string[];
  readonly kind: "show" | "learn" | "hidden";
}): ReactNode {
  return (
    <section className={`learn-group learn-group-${kind}`}>
      <h2>{title}</h2>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  );
}

function useShown({ questions }: ToldPolicy, answer: "record" | "office"): string[] {
  const say = useTexts("request");
  const said = useSaid();
  const joined = useJoined();
  const shown = questions.filter(({ show }) => show !== "nothing");
  if (shown.length === 0) return [say("showNothing")];
  if (answer === "record") return [say("showLater", { labels: joined(shown.map(({ label }) => said(label))) })];
  return shown.map(({ show, label }) => say(show === "clear" ? "showClear" : "showSealed", { label: said(label) }));
}

function useLearned({ questions, equal, scope }: ToldPolicy, answer: "record" | "office"): string[] {
  const say = useTexts("request");
  const said = useSaid();
  const stated = questions.flatMap((question) => {
    // Who reads the value need not be told that there is one.
    if (answer === "office" && question.isExistence && question.show !== "nothing") return [];
    return [statementOf(question)];
  });
  function statementOf({ isExistence, label, statement }: ToldQuestion): string {
    return isExistence
      ? say("learnExists", { label: said(label) })
      : say("learnStatement", { label: said(label), statement: said(statement) });
  }
  return [
    ...stated,
    ...equal.map(({ first, second }) => say("learnEqual", { first: said(first), second: said(second) })),
    say("learnHolds"),
    say("learnNumber", { scope }),
  ];
}

function useHidden({ questions, unasked }: ToldPolicy): string[] {
  const say = useTexts("request");
  const said = useSaid();
  const joined = useJoined();
  const kept = questions.filter(({ show, isExistence }) => show === "nothing" && !isExistence);
  return [
    ...(kept.length === 0 ? [] : [say("notLearnValues", { labels: joined(kept.map(({ label }) => said(label))) })]),
    ...(unasked.length === 0 ? [] : [say("notLearnOthers", { labels: joined(unasked.map(said)) })]),
    say("notLearnIssuer"),
    say("notLearnElsewhere"),
    say("notLearnSender"),
  ];
}

/** What becomes of a confirmation on record. */
export function LaterNotes({ policy }: { readonly policy: ToldPolicy }): ReactNode {
  const say = useTexts("request");
  return (
    <section>
      <h2>{say("later")}</h2>
      <ul>
        <li>{say("laterWithdraw")}</li>
        <li>{say(policy.revocable ? "laterRevocable" : "laterNotRevocable")}</li>
        <li>{say(policy.lapses ? "laterLapses" : "laterStands")}</li>
        <li>{say("onRecord")}</li>
      </ul>
    </section>
  );
}
