import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useParams } from "wouter";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import { Page } from "../../design/page.tsx";
import { useLanguage } from "../../state/language.ts";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { ReceiptMeaning } from "./receipt/meaning.tsx";
import { ReceiptNews } from "./receipt/news.tsx";
import { ReceiptPapers } from "./receipt/papers.tsx";
import { useElectionId } from "./use-election.ts";

const NUMBER = /^0x[0-9a-f]{64}$/;

/** Fourth screen, and a page to come back to: what became of a ballot, by its receipt. */
export function ReceiptPage(): ReactNode {
  const electionId = useElectionId();
  const { ballotHash } = useParams<{ ballotHash: string }>();
  if (electionId === undefined || !NUMBER.test(ballotHash)) return <NotFoundPage />;
  return <Receipt key={ballotHash} electionId={electionId} ballotHash={ballotHash} />;
}

function Receipt(place: { readonly electionId: bigint; readonly ballotHash: string }): ReactNode {
  const say = useTexts("vote");
  const language = useLanguage();
  const { electionId, ballotHash } = place;
  const title = useQuery({
    queryKey: ["election-title", String(electionId)],
    queryFn: () => office().voter.title(electionId),
    staleTime: Infinity,
  });
  const kept = useQuery({
    queryKey: ["receipt", ballotHash],
    queryFn: async () => (await office().voter.receipt({ electionId, ballotHash })) ?? null,
  });
  const name = title.data?.[language] ?? say("electionNumber", { id: electionId });
  return (
    <Page
      title={say("receiptTitle")}
      lead={name}
      back={{ to: `/elections/${electionId}`, label: say("backToElection") }}
    >
      <ReceiptNews place={place} />
      {kept.isPending && <Loading what={say("theReceipt")} />}
      {kept.isError && <Failure error={kept.error} onAgain={() => void kept.refetch()} />}
      {kept.data !== undefined && <ReceiptPapers place={place} kept={kept.data ?? undefined} election={name} />}
      <ReceiptMeaning />
    </Page>
  );
}
