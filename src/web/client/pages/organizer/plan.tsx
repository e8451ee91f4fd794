import { useMutation } from "@tanstack/react-query";
import { useCallback, useRef, useState, type ComponentType, type ReactNode } from "react";
import { useLocation, useParams } from "wouter";
import type { ElectionDraft } from "../../../worker/organizer/draft.ts";
import { Button } from "../../design/button.tsx";
import { saveFile } from "../../design/download-button.tsx";
import { ErrorSummary, type Problem } from "../../design/error-summary.tsx";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import { Page } from "../../design/page.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { ExampleBallot } from "./plan/example-ballot.tsx";
import { faultsOn, PLAN_PAGES, type PlanFault, type PlanPage } from "./plan/faults.ts";
import { KeyPage } from "./plan/key.tsx";
import { OfficePage } from "./plan/office.tsx";
import { OptionsPage } from "./plan/options.tsx";
import type { PlanPageProps } from "./plan/page-props.ts";
import { PublishPage } from "./plan/publish.tsx";
import { QuestionPage } from "./plan/question.tsx";
import { ReviewPage } from "./plan/review.tsx";
import { RulePage } from "./plan/rule.tsx";
import { TimesPage } from "./plan/times.tsx";
import { VotersPage } from "./plan/voters.tsx";
import { changeDraft, useDraft, useDraftFault, whenSaved } from "./use-draft.ts";

const PAGES: Readonly<Record<PlanPage, ComponentType<PlanPageProps>>> = {
  question: QuestionPage,
  office: OfficePage,
  options: OptionsPage,
  rule: RulePage,
  voters: VotersPage,
  key: KeyPage,
  times: TimesPage,
};

const ALL = [...PLAN_PAGES, "review", "publish"] as const;
type AnyPage = (typeof ALL)[number];

/** One page of a plan: one question, one way on, one way back. The browser's own way back works too. */
export function PlanningPage(): ReactNode {
  const { draft: id, page: name } = useParams<{ draft: string; page: string }>();
  const page = ALL.find((each) => each === name);
  return page === undefined ? <NotFoundPage /> : <Planning id={id} page={page} />;
}

function Planning({ id, page }: { readonly id: string; readonly page: AnyPage }): ReactNode {
  const say = useTexts("organizer");
  const draft = useDraft(id);
  const path = `/organizer/elections/new/${id}`;
  const at = ALL.indexOf(page);
  const before = ALL[at - 1];
  const back =
    before === undefined
      ? { to: "/organizer", label: say("backToStart") }
      : { to: `${path}/${before}`, label: say("previous") };
  const lead = (
    <>
      <p>{say("stepOf", { number: at + 1, count: ALL.length })}</p>
      <p>{say(`lead-${page}`)}</p>
    </>
  );
  return (
    <Page title={say(`step-${page}`)} lead={lead} back={back}>
      {draft.data === undefined && draft.isError && <Failure error={draft.error} />}
      {draft.isPending && <Loading what={say("thePlan")} />}
      {draft.data !== undefined && (
        <>
          <NotKept />
          {page === "review" ? (
            <ReviewPage draft={draft.data} path={path} />
          ) : page === "publish" ? (
            <PublishPage id={id} />
          ) : (
            <Asking draft={draft.data} page={page} next={`${path}/${ALL[at + 1]!}`} />
          )}
          <SavePlan id={id} />
        </>
      )}
    </Page>
  );
}

interface AskingProps {
  readonly draft: ElectionDraft;
  readonly page: PlanPage;
  readonly next: string;
}

function Asking({ draft: kept, page, next }: AskingProps): ReactNode {
  const sayCommon = useTexts("common");
  const [, go] = useLocation();
  const { draft, change } = useTyping(kept);
  const [isRefused, setRefused] = useState(false);
  const sayFault = useFaultWords();
  const faults = faultsOn(page, draft, Math.floor(Date.now() / 1000));
  const problems: Problem[] = isRefused
    ? faults.map((fault) => ({ fieldId: fault.fieldId, text: sayFault(fault) }))
    : [];
  const Body = PAGES[page];
  return (
    <>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setRefused(faults.length > 0);
          if (faults.length === 0) go(next);
        }}
      >
        <ErrorSummary problems={problems} />
        <Body
          draft={draft}
          change={change}
          errorOf={(fieldId) => problems.find((problem) => problem.fieldId === fieldId)?.text}
        />
        <Button type="submit">{sayCommon("continue")}</Button>
      </form>
      {page === "rule" && <ExampleBallot draft={draft} />}
    </>
  );
}

/** What is typed, at once and in one place: a field that learnt of its own value later would lose the cursor. */
function useTyping(kept: ElectionDraft): { draft: ElectionDraft; change: PlanPageProps["change"] } {
  const [draft, setDraft] = useState(kept);
  const latest = useRef(kept);
  const change = useCallback<PlanPageProps["change"]>((changed) => {
    latest.current = { ...latest.current, ...changed };
    setDraft(latest.current);
    changeDraft(latest.current);
  }, []);
  return { draft, change };
}

function useFaultWords(): (fault: PlanFault) => string {
  const say = useTexts("organizer");
  return (fault) => (fault.key === "faultLong" ? say("faultLong", { max: fault.max }) : say(fault.key));
}

function NotKept(): ReactNode {
  const say = useTexts("organizer");
  const fault = useDraftFault();
  if (fault === undefined || fault === null) return null;
  return (
    <>
      <p>
        <strong>{say("notKept")}</strong>
      </p>
      <Failure error={fault} />
    </>
  );
}

function SavePlan({ id }: { readonly id: string }): ReactNode {
  const say = useTexts("organizer");
  const save = useMutation({
    mutationFn: async () => {
      await whenSaved();
      const { fileName, text } = await office().organizer.exportDraft(id);
      saveFile({ fileName, content: text, mediaType: "application/json" });
    },
  });
  return (
    <div className="plan-kept">
      <p>{say("kept")}</p>
      {save.isError && <Failure error={save.error} />}
      <Button kind="quiet" isBusy={save.isPending} onPress={() => save.mutate()}>
        {say("savePlan")}
      </Button>
    </div>
  );
}
