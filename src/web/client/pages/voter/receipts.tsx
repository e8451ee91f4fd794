import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import type { ShownReceipt } from "../../../worker/voter.ts";
import { Banner } from "../../design/banner.tsx";
import { Empty } from "../../design/empty.tsx";
import { Failure } from "../../design/failure.tsx";
import { FileField } from "../../design/fields/file-field.tsx";
import { Loading } from "../../design/loading.tsx";
import { Page } from "../../design/page.tsx";
import { Tag } from "../../design/tag.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { Time } from "../../design/time.tsx";
import { useLanguage } from "../../state/language.ts";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";

/** Every receipt of this device, and a way in for those of others. */
export function ReceiptsPage(): ReactNode {
  const say = useTexts("vote");
  const [, go] = useLocation();
  const receipts = useQuery({ queryKey: ["my", "receipts"], queryFn: () => office().voter.receipts(), staleTime: 0 });
  const damaged = useQuery({
    queryKey: ["my", "damaged-receipts"],
    queryFn: () => office().voter.damagedReceipts(),
    staleTime: 0,
  });
  const keep = useMutation({
    mutationFn: async (file: File) => office().voter.keepReceipt(await file.text()),
    onSuccess: ({ electionId, ballotHash }) => go(`/elections/${electionId}/receipt/${ballotHash}`),
  });
  return (
    <Page title={say("yourReceipts")} lead={say("receiptsLead")}>
      {receipts.isPending && <Loading what={say("yourReceipts")} />}
      {receipts.isError && <Failure error={receipts.error} onAgain={() => void receipts.refetch()} />}
      {damaged.data !== undefined && damaged.data > 0 && (
        <Banner kind="warning" title={say("damagedReceipts", { count: damaged.data })}>
          <p>{say("damagedReceiptsText")}</p>
        </Banner>
      )}
      {receipts.data?.length === 0 && <Empty title={say("noReceipts")}>{say("noReceiptsText")}</Empty>}
      {receipts.data !== undefined && receipts.data.length > 0 && (
        <ul className="election-list">
          {receipts.data.map((receipt) => (
            <li key={receipt.ballotHash}>
              <ReceiptRow {...receipt} />
            </li>
          ))}
        </ul>
      )}
      <h2>{say("fromElsewhere")}</h2>
      {keep.isError && <Failure error={keep.error} />}
      <FileField
        id="receipt-file"
        label={say("receiptFile")}
        help={say("receiptFileHelp")}
        accept=".json,application/json"
        onFile={(file) => keep.mutate(file)}
      />
      <p>
        <TextLink to="/check-test">{say("toCheckTest")}</TextLink>
      </p>
    </Page>
  );
}

function ReceiptRow({ electionId, ballotHash, keptAt, isBallotKept }: ShownReceipt): ReactNode {
  const say = useTexts("vote");
  const language = useLanguage();
  const title = useQuery({
    queryKey: ["election-title", String(electionId)],
    queryFn: () => office().voter.title(electionId),
    staleTime: Infinity,
  });
  return (
    <>
      <h2>
        <TextLink to={`/elections/${electionId}/receipt/${ballotHash}`}>
          {title.data?.[language] ?? say("electionNumber", { id: electionId })}
        </TextLink>
      </h2>
      <p>
        <Time at={keptAt} /> {isBallotKept && <Tag kind="warning">{say("notCertain")}</Tag>}
      </p>
      <p>
        {say("receiptNumber")}: <code>{`${ballotHash.slice(0, 10)}…${ballotHash.slice(-8)}`}</code>
      </p>
    </>
  );
}
