import type { ReactNode } from "react";
import { useParams } from "wouter";
import { shownText } from "../../../../protocol/text.ts";
import { listEnrolled, readEnrolment, type AnswerOf } from "../../../../server/client/records.ts";
import { Hash } from "../../design/hash.tsx";
import { Num } from "../../design/num.tsx";
import { SummaryList } from "../../design/summary-list.tsx";
import { Tag } from "../../design/tag.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { Time } from "../../design/time.tsx";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { useRecordedColumns } from "./parts/columns.tsx";
import { kindOfPhase } from "./parts/kind-of-phase.ts";
import { parseId } from "./parts/parse-id.ts";
import { RecordList } from "./parts/record-list.tsx";
import { RecordPage } from "./parts/record-page.tsx";
import { RecordedIn } from "./parts/recorded-at.tsx";
import { useRecord, useRecords } from "./parts/use-records.ts";

export function PublicEnrolmentPage(): ReactNode {
  const enrolmentId = parseId(useParams()["id"]);
  return enrolmentId === undefined ? <NotFoundPage /> : <EnrolmentRecord enrolmentId={enrolmentId} />;
}

function EnrolmentRecord({ enrolmentId }: { readonly enrolmentId: bigint }): ReactNode {
  const say = useTexts("public");
  const id = String(enrolmentId);
  const answer = useRecord({
    name: ["enrolment", id],
    load: (signal) => services.call(readEnrolment, { params: { enrolmentId }, signal }),
  });
  return (
    <RecordPage
      title={answer.data === undefined ? say("enrolment", { id }) : shownText(answer.data.name)}
      lead={<p>{say("enrolment", { id })}</p>}
      back={{ to: "/public/enrolments", label: say("enrolments") }}
      subject={`enrolment:${id}`}
      answer={answer}
    >
      {({ phase, policyId, opensAt, closesAt, size, recorded }) => (
        <>
          <SummaryList
            rows={[
              { term: say("phase"), value: <Tag kind={kindOfPhase(phase)}>{say(`phase_${phase}`)}</Tag> },
              {
                term: say("boxPolicy"),
                value: (
                  <TextLink to={`/public/policies/${policyId}`}>{say("policy", { id: String(policyId) })}</TextLink>
                ),
              },
              { term: say("opens"), value: <Time at={opensAt} /> },
              { term: say("closes"), value: <Time at={closesAt} /> },
              { term: say("enrolled"), value: <Num value={size} /> },
              { term: say("created"), value: <RecordedIn recorded={recorded} /> },
            ]}
          />
          <h2>{say("commitments")}</h2>
          <Commitments enrolmentId={enrolmentId} />
        </>
      )}
    </RecordPage>
  );
}

type Row = AnswerOf<typeof listEnrolled>["items"][number];

function Commitments({ enrolmentId }: { readonly enrolmentId: bigint }): ReactNode {
  const say = useTexts("public");
  const recorded = useRecordedColumns<Row>();
  const records = useRecords<Row>({
    name: ["commitments", String(enrolmentId)],
    load: (query, signal) => services.call(listEnrolled, { params: { enrolmentId }, query, signal }),
  });
  return (
    <RecordList
      isPart
      records={records}
      caption={say("commitments")}
      exportName={`enrolment-${enrolmentId}-commitments`}
      rowKey={({ position }) => position}
      columns={[
        { key: "position", title: say("position"), value: ({ position }) => position + 1 },
        { key: "commitment", title: say("commitment"), render: ({ commitment }) => <Hash value={commitment} /> },
        { key: "pseudonym", title: say("pseudonym"), render: ({ pseudonym }) => <Hash value={pseudonym} /> },
        ...recorded,
      ]}
    />
  );
}
