import type { ReactNode } from "react";
import { countAttestations, type AnswerOf } from "../../../../../server/client/records.ts";
import { BarChart } from "../../../design/charts/bar-chart.tsx";
import { Provenance } from "../../../design/provenance.tsx";
import { useLanguage } from "../../../state/language.ts";
import { services } from "../../../state/services.ts";
import { useTexts } from "../../../state/texts.ts";
import { dayText } from "../parts/day-text.ts";
import { RecordList } from "../parts/record-list.tsx";
import { useRecords } from "../parts/use-records.ts";
import type { PolicyAnswer } from "./terms.tsx";

type Day = AnswerOf<typeof countAttestations>["items"][number];

/** As many as fit beside their labels; the table has the rest. */
const CHARTED_DAYS = 14;

/** How often a policy was met, by day, and where such an attestation comes from. */
export function AttestationsByDay({ policy }: { readonly policy: PolicyAnswer }): ReactNode {
  const say = useTexts("public");
  const language = useLanguage();
  const { policyId } = policy;
  const records = useRecords<Day>({
    name: ["attestations", String(policyId)],
    load: (query, signal) => services.call(countAttestations, { params: { policyId }, query, signal }),
  });
  const { rows } = records;
  return (
    <>
      <section>
        <h2>{say("provenanceAttestation")}</h2>
        <p>{say("provenanceHint")}</p>
        <AttestationOrigin policy={policy} attested={rows.reduce((sum, { attested }) => sum + attested, 0)} />
      </section>
      <section>
        <h2>{say("byDay")}</h2>
        {rows.length === 0 ? (
          <p>{say("noAttestations")}</p>
        ) : (
          <>
            <BarChart
              caption={say("byDayCaption")}
              bars={rows
                .slice(0, CHARTED_DAYS)
                .toReversed()
                .map(({ startsAt, attested }) => ({ label: dayText(startsAt, language), value: attested }))}
            />
            <RecordList
              isPart
              records={records}
              caption={say("byDay")}
              exportName={`policy-${policyId}-by-day`}
              rowKey={({ startsAt }) => startsAt}
              columns={[
                {
                  key: "startsAt",
                  title: say("day"),
                  render: ({ startsAt }) => dayText(startsAt, language),
                },
                { key: "attested", title: say("attested"), align: "end" },
                { key: "withdrawn", title: say("withdrawn"), align: "end" },
                { key: "revoked", title: say("revoked"), align: "end" },
                { key: "state", title: say("state"), value: ({ final }) => say(final ? "final" : "notFinal") },
              ]}
            />
          </>
        )}
      </section>
    </>
  );
}

function AttestationOrigin({ policy, attested }: { readonly policy: PolicyAnswer; readonly attested: number }) {
  const say = useTexts("public");
  return (
    <Provenance
      steps={[
        { id: "key", title: say("boxKey"), detail: say("boxKeyDetail"), to: "/public/issuers" },
        { id: "trust", title: say("boxTrust"), detail: say("boxTrustDetail"), to: "/public/credentials/verify" },
        {
          id: "policy",
          title: say("boxPolicy"),
          detail: say("boxPolicyDetail"),
          to: `/public/trail/policy:${policy.policyId}`,
        },
        {
          id: "presentation",
          title: say("boxPresentation"),
          detail: say("boxPresentationDetail"),
          to: "/public/credentials/verify",
        },
        {
          id: "attestation",
          title: say("boxAttestation"),
          detail: say("boxAttestationDetail", { count: attested }),
          to: "/public/trail/attestation",
        },
      ]}
    />
  );
}
