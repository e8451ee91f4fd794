import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useParams } from "wouter";
import type { FollowedElection } from "../../../worker/organizer/elections.ts";
import { Banner } from "../../design/banner.tsx";
import { Button } from "../../design/button.tsx";
import { BarChart } from "../../design/charts/bar-chart.tsx";
import { ConfirmDialog } from "../../design/confirm-dialog.tsx";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import { Page } from "../../design/page.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { useLanguage } from "../../state/language.ts";
import { office } from "../../state/office.ts";
import { queries } from "../../state/queries.ts";
import { useTexts } from "../../state/texts.ts";
import { AccountPicker } from "../accounts/account-picker.tsx";
import { lookAtAccounts, useAccounts } from "../accounts/use-accounts.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { parseId } from "../public/parts/parse-id.ts";
import { ElectionTasks } from "./election-tasks.tsx";
import { RehearsalRun } from "./rehearsal.tsx";
import { ShareLinks } from "./share-links.tsx";

const LOOK_AGAIN_MS = 5_000;
const nameOf = (electionId: bigint): readonly string[] => ["followed", String(electionId)];

/** One election from its announcement to its result: what is done, what is missing, who must act, until when. */
export function OrganizerElectionPage(): ReactNode {
  const electionId = parseId(useParams()["id"]);
  return electionId === undefined ? <NotFoundPage /> : <Followed electionId={electionId} />;
}

function Followed({ electionId }: { readonly electionId: bigint }): ReactNode {
  const say = useTexts("organizer");
  const language = useLanguage();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: nameOf(electionId),
    queryFn: () => office().organizer.election(electionId),
    refetchInterval: LOOK_AGAIN_MS,
    staleTime: 0,
  });
  const title = data?.manifest.title[language] ?? say("electionNumber", { id: electionId });
  return (
    <Page title={title} back={{ to: "/organizer", label: say("backToStart") }}>
      {isPending && <Loading what={say("theElection")} />}
      {data === undefined && error !== null && <Failure error={error} onAgain={() => void refetch()} />}
      {data !== undefined && <Election election={data} />}
    </Page>
  );
}

function Election({ election }: { readonly election: FollowedElection }): ReactNode {
  const say = useTexts("organizer");
  const language = useLanguage();
  const { manifest, phase, result, electionId, next } = election;
  const { data: accounts } = useAccounts();
  const acting = accounts?.acting?.address;
  const isOwn = acting?.toLowerCase() === election.creator.toLowerCase();
  return (
    <>
      {manifest.kind === "test" && <Banner kind="warning">{say("trial")}</Banner>}
      {next.kind === "failed" && <Banner kind="important">{say(FAILED[next.reason])}</Banner>}
      {phase === "cancelled" && <Banner kind="important">{say("cancelledText")}</Banner>}
      {result !== undefined && (
        <section>
          <h2>{say("result")}</h2>
          <BarChart
            caption={say("counts")}
            bars={manifest.options.map(({ label }, at) => ({ label: label[language], value: result[at] ?? 0n }))}
          />
        </section>
      )}
      <section>
        <h2>{say("tasks")}</h2>
        <ElectionTasks election={election} />
      </section>
      {next.kind === "publish" && acting !== undefined && <OpenResult electionId={electionId} />}
      <AccountPicker />
      {acting !== undefined && !isOwn && <p>{say("notYours")}</p>}
      <ShareLinks electionId={electionId} />
      {phase === "setup" && <RehearsalRun ballot={manifest} />}
      {phase === "setup" && isOwn && <Cancel electionId={electionId} />}
      <p>
        <TextLink to={`/public/elections/${electionId}`}>{say("publicRecord")}</TextLink>
      </p>
    </>
  );
}

const FAILED = { "key-tests": "failedKeyTests", turnout: "failedTurnout", "no-result": "failedNoResult" } as const;

async function lookAgain(electionId: bigint): Promise<void> {
  await Promise.all([queries.invalidateQueries({ queryKey: nameOf(electionId) }), lookAtAccounts()]);
}

function OpenResult({ electionId }: { readonly electionId: bigint }): ReactNode {
  const say = useTexts("organizer");
  const open = useMutation({
    mutationFn: () => office().organizer.openResult(electionId),
    onSuccess: () => lookAgain(electionId),
  });
  return (
    <section>
      <h2>{say("openResult")}</h2>
      <p>{say("openResultLead")}</p>
      {open.isError && <Failure error={open.error} />}
      {open.isSuccess && <p role="status">{say("resultOpened")}</p>}
      <Button isBusy={open.isPending} onPress={() => open.mutate()}>
        {say("openResult")}
      </Button>
    </section>
  );
}

function Cancel({ electionId }: { readonly electionId: bigint }): ReactNode {
  const say = useTexts("organizer");
  const [isAsking, setAsking] = useState(false);
  const cancel = useMutation({
    mutationFn: () => office().organizer.cancel(electionId),
    onSuccess: () => lookAgain(electionId),
    onSettled: () => setAsking(false),
  });
  return (
    <section>
      <h2>{say("cancel")}</h2>
      <p>{say("cancelLead")}</p>
      {cancel.isError && <Failure error={cancel.error} />}
      <Button kind="danger" onPress={() => setAsking(true)}>
        {say("cancel")}
      </Button>
      <ConfirmDialog
        title={say("cancel")}
        question={<p>{say("cancelQuestion")}</p>}
        confirmLabel={say("cancel")}
        kind="danger"
        isOpen={isAsking}
        isBusy={cancel.isPending}
        onConfirm={() => cancel.mutate()}
        onClose={() => setAsking(false)}
      />
    </section>
  );
}
