import type { ReactNode } from "react";
import { useParams } from "wouter";
import { readPolicy } from "../../../../server/client/records.ts";
import { Banner } from "../../design/banner.tsx";
import { Details } from "../../design/details.tsx";
import { useLanguage } from "../../state/language.ts";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { parseId } from "./parts/parse-id.ts";
import { RecordPage } from "./parts/record-page.tsx";
import { useRecord } from "./parts/use-records.ts";
import { AttestationsByDay } from "./policy/by-day.tsx";
import { PolicyTerms } from "./policy/terms.tsx";

export function PublicPolicyPage(): ReactNode {
  const policyId = parseId(useParams()["id"]);
  return policyId === undefined ? <NotFoundPage /> : <PolicyRecord policyId={policyId} />;
}

function PolicyRecord({ policyId }: { readonly policyId: bigint }): ReactNode {
  const say = useTexts("public");
  const language = useLanguage();
  const id = String(policyId);
  const answer = useRecord({
    name: ["policy", id],
    load: (signal) => services.call(readPolicy, { params: { policyId }, signal }),
  });
  return (
    <RecordPage
      title={answer.data?.title?.[language] ?? say("policy", { id })}
      lead={<p>{say("policy", { id })}</p>}
      back={{ to: "/public/policies", label: say("policies") }}
      subject={`policy:${id}`}
      answer={answer}
    >
      {(policy) => (
        <>
          {!policy.textFits && <Banner kind="important" title={say("doesNotFit")} />}
          {policy.inWords !== null && (
            <section>
              <h2>{say("inWords")}</h2>
              <ul>
                {policy.inWords[language].map((sentence, at) => (
                  <li key={at}>{sentence}</li>
                ))}
              </ul>
            </section>
          )}
          <AttestationsByDay policy={policy} />
          <PolicyTerms policy={policy} />
          <Details summary={say("policyText")}>
            <pre className="source-text">{policy.text}</pre>
          </Details>
        </>
      )}
    </RecordPage>
  );
}
