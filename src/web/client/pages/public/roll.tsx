import type { ReactNode } from "react";
import { useParams } from "wouter";
import { readRoll } from "../../../../server/client/records.ts";
import { Hash } from "../../design/hash.tsx";
import { Num } from "../../design/num.tsx";
import { SummaryList } from "../../design/summary-list.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { parseId } from "./parts/parse-id.ts";
import { RecordPage } from "./parts/record-page.tsx";
import { RecordedIn } from "./parts/recorded-at.tsx";
import { useRecord } from "./parts/use-records.ts";

export function PublicRollPage(): ReactNode {
  const rollId = parseId(useParams()["id"]);
  return rollId === undefined ? <NotFoundPage /> : <RollRecord rollId={rollId} />;
}

function RollRecord({ rollId }: { readonly rollId: bigint }): ReactNode {
  const say = useTexts("public");
  const id = String(rollId);
  const answer = useRecord({
    name: ["roll", id],
    load: (signal) => services.call(readRoll, { params: { rollId }, signal }),
  });
  return (
    <RecordPage
      title={say("roll", { id })}
      back={{ to: "/public/rolls", label: say("rolls") }}
      subject={`roll:${id}`}
      answer={answer}
    >
      {(roll) => (
        <SummaryList
          rows={[
            { term: say("voters"), value: <Num value={roll.size} /> },
            { term: say("totalWeight"), value: <Num value={roll.totalWeight} /> },
            { term: say("rollRoot"), value: <Hash value={roll.root} /> },
            {
              term: say("fileHash"),
              value: (
                <>
                  <Hash value={roll.fileHash} />{" "}
                  <TextLink href={`v1/files/${roll.fileHash}`}>{say("openFile")}</TextLink>
                </>
              ),
            },
            { term: say("registrar"), value: <Hash value={roll.registrar} /> },
            { term: say("created"), value: <RecordedIn recorded={roll.recorded} /> },
          ]}
        />
      )}
    </RecordPage>
  );
}
