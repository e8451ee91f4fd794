import type { ReactNode } from "react";
import { Hash } from "../../../design/hash.tsx";
import { Num } from "../../../design/num.tsx";
import { SummaryList } from "../../../design/summary-list.tsx";
import { TextLink } from "../../../design/text-link.tsx";
import { useLanguage } from "../../../state/language.ts";
import { useTexts } from "../../../state/texts.ts";
import type { ElectionAnswer } from "../election.tsx";
import { Point } from "../parts/point.tsx";
import { RecordedIn } from "../parts/recorded-at.tsx";

/** What the contract was told when the election was made, in exact terms. */
export function ElectionFacts({ election }: { readonly election: ElectionAnswer }): ReactNode {
  const say = useTexts("public");
  const language = useLanguage();
  const { roll, ceremony, ballots, electionKey } = election;
  const { threshold, trustees } = ceremony;
  return (
    <section>
      <h2>{say("facts")}</h2>
      <SummaryList
        rows={[
          { term: say("rules"), value: election.rulesInWords?.[language] ?? say("none") },
          {
            term: say("boxRoll"),
            value: (
              <TextLink to={`/public/rolls/${roll.rollId}`}>
                {say("roll", { id: String(roll.rollId) })} · {say("boxRollDetail", { count: roll.size })}
              </TextLink>
            ),
          },
          {
            term: say("boxCeremony"),
            value: (
              <TextLink to={`/public/ceremonies/${ceremony.ceremonyId}`}>
                {say("ceremony", { id: String(ceremony.ceremonyId) })} ·{" "}
                {say("thresholdOf", { threshold, count: trustees.length })}
              </TextLink>
            ),
          },
          { term: say("ballots"), value: say("ballotsFinal", { newest: ballots.newest, final: ballots.final }) },
          { term: say("minimumTurnout"), value: <Num value={election.minimumTurnout} /> },
          { term: say("optionCapacity"), value: election.optionCapacity },
          { term: say("manifestHash"), value: <Hash value={election.manifestHash} /> },
          { term: say("rollRoot"), value: <Hash value={election.rollRoot} /> },
          { term: say("electionKey"), value: <Point value={electionKey} /> },
          { term: say("scope"), value: <Hash value={election.scope} /> },
          { term: say("creator"), value: <Hash value={election.creator} /> },
          { term: say("created"), value: <RecordedIn recorded={election.recorded} /> },
        ]}
      />
    </section>
  );
}
