import type { ReactNode } from "react";
import type { Recorded } from "../../../../../server/client/records.ts";
import { Timeline, type TimelineEntry } from "../../../design/timeline.tsx";
import { useTexts } from "../../../state/texts.ts";
import type { ElectionAnswer } from "../election.tsx";
import { RecordedEvidence } from "../parts/recorded-at.tsx";

/** What happened and what comes, in the order of time. */
export function Course({ election }: { readonly election: ElectionAnswer }): ReactNode {
  const say = useTexts("public");
  const happened = (id: string, title: string, recorded: Recorded | null): TimelineEntry[] =>
    recorded === null ? [] : [{ id, at: recorded.time, title, children: <RecordedEvidence recorded={recorded} /> }];
  const { keyTests, partialDecryptions, cancelled, resultPublished } = election;
  const entries = [
    ...happened("created", say("created"), election.recorded),
    { id: "opens", at: election.opensAt, title: say("votingOpens") },
    { id: "closes", at: election.closesAt, title: say("votingCloses") },
    { id: "due", at: election.resultBy, title: say("resultBy") },
    ...keyTests.flatMap(({ trusteeIndex: index, recorded }) =>
      happened(`test-${index}`, say("keyTested", { index }), recorded),
    ),
    ...partialDecryptions.flatMap(({ trusteeIndex: index, recorded }) =>
      happened(`opening-${index}`, say("partlyOpened", { index }), recorded),
    ),
    ...happened("cancelled", say("cancelled"), cancelled),
    ...happened("result", say("resultPublished"), resultPublished),
  ];
  return (
    <section>
      <h2>{say("timeline")}</h2>
      <Timeline entries={entries.toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0))} />
    </section>
  );
}
