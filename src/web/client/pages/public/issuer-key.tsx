import type { ReactNode } from "react";
import { useParams } from "wouter";
import { listStatusPublications, readIssuerKey, type AnswerOf } from "../../../../server/client/records.ts";
import { Hash } from "../../design/hash.tsx";
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
import { Point } from "./parts/point.tsx";
import { RecordList } from "./parts/record-list.tsx";
import { RecordPage } from "./parts/record-page.tsx";
import { RecordedIn } from "./parts/recorded-at.tsx";
import { useRecord, useRecords } from "./parts/use-records.ts";

const MOST_KEYS = 1024n;

export function PublicIssuerKeyPage(): ReactNode {
  const index = parseId(useParams()["id"]);
  return index === undefined || index >= MOST_KEYS ? <NotFoundPage /> : <KeyRecord keyIndex={Number(index)} />;
}

function KeyRecord({ keyIndex }: { readonly keyIndex: number }): ReactNode {
  const say = useTexts("public");
  const answer = useRecord({
    name: ["issuer-key", String(keyIndex)],
    load: (signal) => services.call(readIssuerKey, { params: { keyIndex }, signal }),
  });
  return (
    <RecordPage
      title={say("issuerKey", { index: keyIndex })}
      back={{ to: "/public/issuers", label: say("issuers") }}
      subject={`issuer-key:${keyIndex}`}
      answer={answer}
    >
      {(key) => (
        <>
          <SummaryList
            rows={[
              { term: say("state"), value: <Tag kind={kindOfPhase(key.state)}>{say(`keyState_${key.state}`)}</Tag> },
              {
                term: say("department"),
                value: <TextLink to={`/public/issuers/${key.departmentId}`}>{key.did}</TextLink>,
              },
              { term: say("epoch"), value: key.epoch },
              { term: say("endsAt"), value: <Time at={key.endsAt} /> },
              { term: say("publicKey"), value: <Point value={key.publicKey} /> },
              { term: say("schemaHash"), value: <Hash value={key.schemaHash} /> },
              { term: say("certificateHash"), value: <Hash value={key.certificateHash} /> },
              { term: say("registered"), value: <RecordedIn recorded={key.recorded} /> },
            ]}
          />
          <h2>{say("publications")}</h2>
          <p>{say("publicationsHint")}</p>
          <Publications keyIndex={keyIndex} />
        </>
      )}
    </RecordPage>
  );
}

type Publication = AnswerOf<typeof listStatusPublications>["items"][number];

function Publications({ keyIndex }: { readonly keyIndex: number }): ReactNode {
  const say = useTexts("public");
  const recorded = useRecordedColumns<Publication>();
  const records = useRecords<Publication>({
    name: ["publications", String(keyIndex)],
    load: (query, signal) => services.call(listStatusPublications, { params: { keyIndex }, query, signal }),
  });
  return (
    <RecordList
      isPart
      records={records}
      caption={say("publications")}
      exportName={`issuer-key-${keyIndex}-publications`}
      rowKey={({ recorded: { block, transaction } }) => `${block} ${transaction}`}
      columns={[
        { key: "statusRoot", title: say("statusRoot"), render: ({ statusRoot }) => <Hash value={statusRoot} /> },
        { key: "listsHash", title: say("listsHash"), render: ({ listsHash }) => <Hash value={listsHash} /> },
        { key: "trustRoot", title: say("trustRoot"), render: ({ trustRoot }) => <Hash value={trustRoot} /> },
        ...recorded,
      ]}
    />
  );
}
