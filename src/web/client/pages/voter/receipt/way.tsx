import type { ReactNode } from "react";
import type { BallotNews } from "../../../../worker/voting/follow.ts";
import { Details } from "../../../design/details.tsx";
import { Hash } from "../../../design/hash.tsx";
import { Num } from "../../../design/num.tsx";
import { Tag } from "../../../design/tag.tsx";
import { Timeline } from "../../../design/timeline.tsx";
import { useTexts } from "../../../state/texts.ts";
import { WAY, wayIndex, type BallotStage } from "./stage.ts";

/** The way of the ballot: what is done, where it is now, what comes. */
export function BallotWay({ news, stage }: { readonly news: BallotNews; readonly stage: BallotStage }): ReactNode {
  const say = useTexts("vote");
  const now = wayIndex(stage);
  const state = (index: number): ReactNode => {
    if (index < now || stage === "final") return <Tag kind="success">{say("wayDone")}</Tag>;
    return index === now ? <Tag kind="note">{say("wayNow")}</Tag> : <Tag>{say("wayNext")}</Tag>;
  };
  return (
    <section>
      <h2>{say("way")}</h2>
      <Timeline
        entries={WAY.map((id, index) => ({
          id,
          title: (
            <>
              {say(`way-${id}`)} {state(index)}
            </>
          ),
          children: <p>{say(`wayText-${id}`)}</p>,
        }))}
      />
      {news.chain?.kind === "counted" && (
        <Details summary={say("forAuditors")}>
          <dl className="facts">
            <dt>{say("transaction")}</dt>
            <dd>
              <Hash value={news.chain.transactionHash} />
            </dd>
            <dt>{say("block")}</dt>
            <dd>
              <Num value={news.chain.blockNumber} />
            </dd>
          </dl>
        </Details>
      )}
    </section>
  );
}
