import type { ReactNode } from "react";
import type { AnswerOf, readPolicy } from "../../../../../server/client/records.ts";
import { Hash } from "../../../design/hash.tsx";
import { SummaryList } from "../../../design/summary-list.tsx";
import { TextLink } from "../../../design/text-link.tsx";
import { useTexts } from "../../../state/texts.ts";
import { useSpan } from "../../citizen/parts/words.ts";
import { RecordedIn } from "../parts/recorded-at.tsx";

export type PolicyAnswer = AnswerOf<typeof readPolicy>;

/** What the contract enforces, in exact terms. */
export function PolicyTerms({ policy }: { readonly policy: PolicyAnswer }): ReactNode {
  const say = useTexts("public");
  const sayCommon = useTexts("common");
  const span = useSpan();
  const { terms, retirement } = policy;
  const yesOrNo = (holds: boolean): string => sayCommon(holds ? "yes" : "no");
  return (
    <section>
      <h2>{say("termsOfPolicy")}</h2>
      <SummaryList
        rows={[
          {
            term: say("department"),
            value: (
              <TextLink to={`/public/issuers/${policy.departmentId}`}>
                {policy.did ?? String(policy.departmentId)}
              </TextLink>
            ),
          },
          { term: say("state"), value: say(policy.retired ? "retired" : "inForce") },
          { term: say("textFits"), value: say(policy.textFits ? "fits" : "doesNotFit") },
          { term: say("circuit"), value: <code>{terms.circuit}</code> },
          { term: say("validity"), value: span(terms.validity) },
          { term: say("maxStatusAge"), value: span(terms.maxStatusAge) },
          { term: say("maxClockSkew"), value: span(terms.maxClockSkew) },
          { term: say("lapses"), value: yesOrNo(terms.lapses) },
          { term: say("revocable"), value: yesOrNo(terms.revocable) },
          { term: say("scopeId"), value: <Hash value={terms.scopeId} /> },
          { term: say("policyHash"), value: <Hash value={terms.policyHash} /> },
          { term: say("textHash"), value: <Hash value={policy.textHash} /> },
          { term: say("created"), value: <RecordedIn recorded={policy.recorded} /> },
          ...(retirement === null ? [] : [{ term: say("retired"), value: <RecordedIn recorded={retirement} /> }]),
        ]}
      />
    </section>
  );
}
