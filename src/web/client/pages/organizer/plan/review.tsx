import type { ReactNode } from "react";
import { describeRules } from "../../../../../protocol/describe-rules.ts";
import type { ElectionDraft } from "../../../../worker/organizer/draft.ts";
import { inBoth } from "../../../../shared/both-languages.ts";
import { Banner } from "../../../design/banner.tsx";
import { ButtonLink } from "../../../design/button-link.tsx";
import { SummaryList, type SummaryRow } from "../../../design/summary-list.tsx";
import { TextLink } from "../../../design/text-link.tsx";
import { Time } from "../../../design/time.tsx";
import { useLanguage } from "../../../state/language.ts";
import { useTexts } from "../../../state/texts.ts";
import { RehearsalRun } from "../rehearsal.tsx";
import { ballotOf } from "./ballot-of.ts";
import { ExampleBallot } from "./example-ballot.tsx";
import { faultsOn, PLAN_PAGES, rulesOf, type PlanPage } from "./faults.ts";

/** The whole plan before anything of it is published. */
export function ReviewPage({ draft, path }: { readonly draft: ElectionDraft; readonly path: string }): ReactNode {
  const say = useTexts("organizer");
  const now = Math.floor(Date.now() / 1000);
  const missing = PLAN_PAGES.filter((page) => faultsOn(page, draft, now).length > 0);
  const ballot = ballotOf(draft);
  return (
    <>
      {missing.length > 0 && (
        <Banner kind="warning" title={say("missing")}>
          <ul>
            {missing.map((page) => (
              <li key={page}>
                <TextLink to={`${path}/${page}`}>{say(`step-${page}`)}</TextLink>
              </li>
            ))}
          </ul>
        </Banner>
      )}
      <Summary draft={draft} path={path} />
      <ExampleBallot draft={draft} />
      {ballot !== undefined && <RehearsalRun ballot={ballot} />}
      {missing.length === 0 && (
        <p>
          <ButtonLink to={`${path}/publish`}>{say("toPublish")}</ButtonLink>
        </p>
      )}
    </>
  );
}

function Summary({ draft, path }: { readonly draft: ElectionDraft; readonly path: string }): ReactNode {
  const say = useTexts("organizer");
  const sayCommon = useTexts("common");
  const language = useLanguage();
  const rules = rulesOf(draft);
  const { title, description, organizer, options, voters, key, minimumTurnout } = draft;
  const row = (page: PlanPage, term: string, value: ReactNode): SummaryRow => ({
    term,
    value,
    action: (
      <TextLink to={`${path}/${page}`}>
        {sayCommon("change")}
        <span className="out-of-sight"> {term}</span>
      </TextLink>
    ),
  });
  const time = (at: number | undefined): ReactNode => (at === undefined ? "–" : <Time at={at} />);
  return (
    <SummaryList
      rows={[
        row("question", say("question"), <Both text={title} />),
        row("question", say("description"), <Both text={description} />),
        row("office", say("office"), <Both text={organizer} />),
        row("office", say("kind"), say(draft.kind === "test" ? "kindTest" : "kindReal")),
        row(
          "options",
          say("step-options"),
          <ol>
            {options.map(({ id, label }) => (
              <li key={id}>
                <Both text={label} />
              </li>
            ))}
          </ol>,
        ),
        row("rule", say("rule"), rules === undefined ? "–" : describeRules(rules, language)),
        row("voters", say("step-voters"), voters === undefined ? "–" : <Voters voters={voters} />),
        row("voters", say("minimumTurnout"), minimumTurnout),
        row("key", say("step-key"), key === undefined ? "–" : <Key chosen={key} />),
        row("times", say("opensAt"), time(draft.opensAt)),
        row("times", say("closesAt"), time(draft.closesAt)),
        row("times", say("resultBy"), time(draft.resultBy)),
      ]}
    />
  );
}

/** As it will be published. */
function Both({ text }: { readonly text: ElectionDraft["title"] }): ReactNode {
  const { en, zh } = inBoth(text);
  return (
    <>
      <p lang="en" className="as-written">
        {en}
      </p>
      {zh !== en && (
        <p lang="zh-Hans" className="as-written">
          {zh}
        </p>
      )}
    </>
  );
}

function Voters({ voters }: { readonly voters: NonNullable<ElectionDraft["voters"]> }): ReactNode {
  const say = useTexts("organizer");
  if (voters.kind === "published") return say("taskRollDone", { id: voters.rollId });
  return `${voters.name} (${say("votersCount", { count: voters.size })})`;
}

function Key({ chosen }: { readonly chosen: NonNullable<ElectionDraft["key"]> }): ReactNode {
  const say = useTexts("organizer");
  if (chosen.kind === "existing") return say("taskCeremonyDone", { id: chosen.ceremonyId });
  return say("neededOf", { threshold: chosen.threshold, count: chosen.trustees.length });
}
