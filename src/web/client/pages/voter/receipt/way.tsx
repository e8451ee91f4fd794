import type { ReactNode } from "react";
import type { BallotNews } from "../../../../worker/voting/follow.ts";
import { Details } from "../../../design/details.tsx";
import { Hash } from "../../../design/hash.tsx";
import { Num } from "../../../design/num.tsx";
import { useTexts } from "../../../state/texts.ts";
import { WAY, wayIndex, type BallotStage } from "./stage.ts";

/** The way of the ballot: what is done, where it is now, what comes. */
export function BallotWay({ news, stage }: { readonly news: BallotNews; readonly stage: BallotStage }): ReactNode {
  const say = useTexts("vote");
  const now = stage === "final" ? WAY.length : wayIndex(stage);
  return (
    <section>
      <h2>{say("way")}</h2>
      <div className="steps">
        <ol>
          {WAY.map((id, index) => (
            <li
              key={id}
              className={index < now ? "step step-done" : index === now ? "step step-now" : "step"}
              aria-current={index === now ? "step" : undefined}
            >
              <span className="step-name">
                {say(`way-${id}`)}
                <span className="step-text">{say(`wayText-${id}`)}</span>
              </span>
              <span className="step-state">{say(index < now ? "wayDone" : index === now ? "wayNow" : "wayNext")}</span>
            </li>
          ))}
        </ol>
      </div>
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
