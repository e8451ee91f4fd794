import type { ReactNode } from "react";
import type { Recorded } from "../../../../../server/client/records.ts";
import { Time } from "../../../design/time.tsx";
import { Timeline, type TimelineEntry } from "../../../design/timeline.tsx";
import { useTexts } from "../../../state/texts.ts";
import type { ElectionAnswer } from "../election.tsx";
import { RecordedEvidence } from "../parts/recorded-at.tsx";

interface PlacedEntry extends TimelineEntry {
  /** Unix seconds. */
  readonly sortedBy: number;
}

/** What happened and what comes, in the order of time. */
export function Course({ election }: { readonly election: ElectionAnswer }): ReactNode {
  const say = useTexts("public");
  const happened = (id: string, title: string, recorded: Recorded | null): PlacedEntry[] =>
    recorded === null
      ? []
      : [{ id, at: recorded.time, sortedBy: recorded.time, title, children: <RecordedEvidence recorded={recorded} /> }];
  const { keyTests, partialDecryptions, cancelled, resultPublished } = election;
  // What is yet to come has its time beside it, and no mark of having happened.
  const planned = (id: string, title: string, at: number): PlacedEntry =>
    at > election.asOf.time ? { id, title, sortedBy: at, children: <Time at={at} /> } : { id, at, title, sortedBy: at };
  const entries = [
    ...happened("created", say("created"), election.recorded),
    planned("opens", say("votingOpens"), election.opensAt),
    planned("closes", say("votingCloses"), election.closesAt),
    planned("due", say("resultBy"), election.resultBy),
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
      <Timeline entries={entries.toSorted((one, other) => one.sortedBy - other.sortedBy)} />
    </section>
  );
}
