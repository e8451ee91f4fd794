import { useMutation } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { BallotNews } from "../../../../worker/voting/follow.ts";
import type { ReceiptPlace } from "../../../../worker/voting/receipts.ts";
import { useAnnounce } from "../../../design/announce.tsx";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { Loading } from "../../../design/loading.tsx";
import { Panel } from "../../../design/panel.tsx";
import { Time } from "../../../design/time.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { Directly } from "./directly.tsx";
import { StartAnew } from "./start-anew.tsx";
import { stageOf } from "./stage.ts";
import { useNews } from "./use-news.ts";
import { BallotWay } from "./way.tsx";

/** What happened to the ballot, told by what the chain shows; live while something can still change. */
export function ReceiptNews({ place }: { readonly place: ReceiptPlace }): ReactNode {
  const say = useTexts("vote");
  const announce = useAnnounce();
  const { news, error, again } = useNews(place);
  const stage = news === undefined ? "looking" : stageOf(news);
  useEffect(() => {
    if (stage !== "looking") announce(say(`receipt-${stage}`));
  }, [stage, announce, say]);
  if (error !== undefined && news === undefined) return <Failure error={error} onAgain={again} />;
  if (news === undefined || stage === "looking") {
    return (
      <>
        <Loading what={say("yourBallot")} />
        {news?.trouble !== undefined && <Trouble place={place} news={news} onAgain={again} />}
      </>
    );
  }
  const text = <p>{say(`receiptText-${stage}`)}</p>;
  const isBad = stage === "altered" || stage === "not-counted" || stage === "absent";
  return (
    <>
      {isBad ? (
        <Banner kind="warning" title={say(`receipt-${stage}`)}>
          {text}
        </Banner>
      ) : (
        <Panel title={say(`receipt-${stage}`)}>
          {news.chain?.kind === "counted" && <p>{say("position", { position: news.chain.position })}</p>}
          {text}
          {stage === "received" && news.promise !== undefined && (
            <p>
              {say("promised")} <Time at={news.promise.submitBy} />
            </p>
          )}
        </Panel>
      )}
      {news.trouble !== undefined && <Trouble place={place} news={news} onAgain={again} />}
      <Complaint place={place} news={news} onAgain={again} />
      {error !== undefined && <Failure error={error} onAgain={again} />}
      {!isBad && <BallotWay news={news} stage={stage} />}
      <CheckNow place={place} onChecked={again} />
    </>
  );
}

interface TroubleProps {
  readonly place: ReceiptPlace;
  readonly news: BallotNews;
  readonly onAgain: () => void;
}

/** Something stands between the ballot and the service just now; it is tried again by itself while the page is open. */
function Trouble({ place, news, onAgain }: TroubleProps): ReactNode {
  const say = useTexts("vote");
  const { t: sayError } = useTranslation("errors");
  return (
    <Banner kind="warning" title={say("trouble")}>
      <p>{sayError(news.trouble ?? "")}</p>
      {!news.isUnusable && <p>{news.isKept ? say("troubleKept") : say("troubleLook")}</p>}
      <Button kind="secondary" onPress={onAgain}>
        {say("tryNow")}
      </Button>
      {news.isKept && news.isUnusable && <StartAnew place={place} />}
      {news.isKept && !news.isUnusable && <Directly place={place} onSent={onAgain} />}
    </Banner>
  );
}

/** The service does not do what it promised: the same ballot can be sent again, and counts once. */
function Complaint({ place, news, onAgain }: TroubleProps): ReactNode {
  const say = useTexts("vote");
  const { t: sayError } = useTranslation("errors");
  const send = useMutation({ mutationFn: () => office().voter.sendAgain(place), onSuccess: onAgain });
  if (news.complaint === undefined || !news.isKept) return null;
  return (
    <Banner kind="warning" title={say("complaint")}>
      <p>{say(`complaint-${news.complaint}`)}</p>
      {news.reason !== undefined && <p>{sayError(news.reason)}</p>}
      {send.isError && <Failure error={send.error} />}
      <Button kind="secondary" isBusy={send.isPending} onPress={() => send.mutate()}>
        {say("sendAgain")}
      </Button>
      <Directly place={place} onSent={onAgain} />
    </Banner>
  );
}

/** One press, at any time later: the whole record is read here, and compared with the receipt. */
function CheckNow({ place, onChecked }: { readonly place: ReceiptPlace; readonly onChecked: () => void }): ReactNode {
  const say = useTexts("vote");
  const announce = useAnnounce();
  const check = useMutation({
    mutationFn: () => office().voter.check(place),
    onSuccess: ({ kind }) => {
      announce(say(`check-${kind}`));
      onChecked();
    },
  });
  return (
    <div className="not-on-paper">
      <Button kind="secondary" isBusy={check.isPending} onPress={() => check.mutate()}>
        {say("checkNow")}
      </Button>
      {check.isSuccess && (
        <p>
          <strong>{say(`check-${check.data.kind}`)}</strong> {say("checkedAt")}{" "}
          <Time at={Math.floor(check.submittedAt / 1000)} />
        </p>
      )}
      {check.isError && <Failure error={check.error} />}
      <p>{say("checkHow")}</p>
    </div>
  );
}
