import type { ReactNode } from "react";
import { useParams } from "wouter";
import { readCeremony, type AnswerOf, type Recorded } from "../../../../server/client/records.ts";
import { DataTable } from "../../design/data-table.tsx";
import { Hash } from "../../design/hash.tsx";
import { SummaryList } from "../../design/summary-list.tsx";
import { Tag } from "../../design/tag.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { Time } from "../../design/time.tsx";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { kindOfPhase } from "./parts/kind-of-phase.ts";
import { parseId } from "./parts/parse-id.ts";
import { RecordPage } from "./parts/record-page.tsx";
import { RecordedIn } from "./parts/recorded-at.tsx";
import { useRecord } from "./parts/use-records.ts";

type Ceremony = AnswerOf<typeof readCeremony>;

export function PublicCeremonyPage(): ReactNode {
  const ceremonyId = parseId(useParams()["id"]);
  return ceremonyId === undefined ? <NotFoundPage /> : <CeremonyRecord ceremonyId={ceremonyId} />;
}

function CeremonyRecord({ ceremonyId }: { readonly ceremonyId: bigint }): ReactNode {
  const say = useTexts("public");
  const id = String(ceremonyId);
  const answer = useRecord({
    name: ["ceremony", id],
    load: (signal) => services.call(readCeremony, { params: { ceremonyId }, signal }),
  });
  return (
    <RecordPage
      title={say("ceremony", { id })}
      lead={<p>{say("ceremonyLead")}</p>}
      back={{ to: "/public/ceremonies", label: say("ceremonies") }}
      subject={`ceremony:${id}`}
      answer={answer}
    >
      {(ceremony) => (
        <>
          <CeremonyFacts ceremony={ceremony} />
          <KeyKeepers ceremony={ceremony} />
        </>
      )}
    </RecordPage>
  );
}

function CeremonyFacts({ ceremony }: { readonly ceremony: Ceremony }): ReactNode {
  const say = useTexts("public");
  const { phase, threshold, trusteeCount: count, elections } = ceremony;
  return (
    <SummaryList
      rows={[
        { term: say("phase"), value: <Tag kind={kindOfPhase(phase)}>{say(`phase_${phase}`)}</Tag> },
        { term: say("threshold"), value: say("thresholdOf", { threshold, count }) },
        { term: say("registerBy"), value: <Time at={ceremony.registerBy} /> },
        { term: say("commitBy"), value: <Time at={ceremony.commitBy} /> },
        { term: say("dealBy"), value: <Time at={ceremony.dealBy} /> },
        { term: say("creator"), value: <Hash value={ceremony.creator} /> },
        { term: say("created"), value: <RecordedIn recorded={ceremony.recorded} /> },
        {
          term: say("electionsUnderKey"),
          value:
            elections.length === 0
              ? say("none")
              : elections.map((electionId) => (
                  <p key={String(electionId)}>
                    <TextLink to={`/public/elections/${electionId}`}>
                      {say("unnamedElection", { id: String(electionId) })}
                    </TextLink>
                  </p>
                )),
        },
      ]}
    />
  );
}

interface Step {
  readonly recorded: Recorded | null;
  readonly late: boolean;
}

function KeyKeepers({ ceremony }: { readonly ceremony: Ceremony }): ReactNode {
  const say = useTexts("public");
  const wordOf = ({ recorded, late }: Step): string =>
    recorded === null ? say(late ? "stepLate" : "stepOpen") : new Date(recorded.time * 1000).toISOString();
  const step = (key: "registered" | "committed" | "dealt") => ({
    key,
    title: say(key),
    value: (trustee: Ceremony["trustees"][number]) => wordOf(trustee[key]),
    render: (trustee: Ceremony["trustees"][number]) => <StepTaken step={trustee[key]} />,
  });
  return (
    <section>
      <h2>{say("keyKeepers")}</h2>
      <DataTable
        caption={say("keyKeepers")}
        rows={ceremony.trustees}
        rowKey={({ index }) => index}
        exportName={`key-ceremony-${ceremony.ceremonyId}`}
        columns={[
          { key: "index", title: say("keyKeeper") },
          { key: "account", title: say("account"), render: ({ account }) => <Hash value={account} /> },
          step("registered"),
          step("committed"),
          step("dealt"),
        ]}
      />
    </section>
  );
}

function StepTaken({ step: { recorded, late } }: { readonly step: Step }): ReactNode {
  const say = useTexts("public");
  if (recorded !== null) return <RecordedIn recorded={recorded} />;
  return late ? <Tag kind="danger">{say("stepLate")}</Tag> : <Tag>{say("stepOpen")}</Tag>;
}
