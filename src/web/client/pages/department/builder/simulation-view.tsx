import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { PolicyDraft } from "../../../../worker/department/drafts.ts";
import type { PlayedAnswer, PlayedPerson, PlayedPolicy } from "../../../../worker/department/simulation.ts";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
import { DataTable } from "../../../design/data-table.tsx";
import { Details } from "../../../design/details.tsx";
import { Failure } from "../../../design/failure.tsx";
import { FileField } from "../../../design/fields/file-field.tsx";
import { Tag } from "../../../design/tag.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { useJoined, useSaid } from "../../citizen/parts/words.ts";

/** Who would pass: of made-up people, or of a table of the office's own. */
export function SimulationView({ draft }: { readonly draft: PolicyDraft }): ReactNode {
  const say = useTexts("policyDraft");
  const play = useMutation({
    mutationFn: async (file: File | undefined) =>
      office().department.policies.simulate(draft, file === undefined ? undefined : await file.text()),
  });
  return (
    <section>
      <h2>{say("simulationTitle")}</h2>
      <p>{say("simulationLead")}</p>
      <Button kind="secondary" isBusy={play.isPending} onPress={() => play.mutate(undefined)}>
        {say("simulate")}
      </Button>
      <Details summary={say("simulateOwn")}>
        <FileField
          id="simulate-table"
          label={say("simulateTable")}
          help={say("simulateTableHelp")}
          accept=".csv,text/csv"
          onFile={(file) => play.mutate(file)}
        />
      </Details>
      {play.isError && <Failure error={play.error} />}
      {play.data !== undefined && <Played played={play.data} />}
    </section>
  );
}

function Played({ played }: { readonly played: PlayedPolicy }): ReactNode {
  const say = useTexts("policyDraft");
  const why = useWhy();
  const { people, passing, isolates, groups, absentees, least } = played;
  const nobody = passing === 0 || passing === people.length;
  return (
    <div aria-live="polite">
      <p>
        <strong>{say("passing", { passing, people: people.length })}</strong>
      </p>
      {nobody && <Banner kind="warning">{say(passing === 0 ? "passesNobody" : "passesEverybody")}</Banner>}
      {isolates && (
        <Banner kind="warning" title={say("isolatesTitle")}>
          {say("isolates", { groups, absentees, least })}
        </Banner>
      )}
      <DataTable
        caption={say("simulationTable")}
        rows={people}
        rowKey={({ reference }) => reference}
        exportName="simulation"
        columns={[
          { key: "reference", title: say("person") },
          {
            key: "passes",
            title: say("result"),
            value: ({ passes }) => say(passes ? "passes" : "fails"),
            render: ({ passes }) => <Tag kind={passes ? "success" : "neutral"}>{say(passes ? "passes" : "fails")}</Tag>,
          },
          { key: "why", title: say("why"), value: why },
        ]}
      />
    </div>
  );
}

function useWhy(): (person: PlayedPerson) => string {
  const say = useTexts("policyDraft");
  const said = useSaid();
  const joined = useJoined();
  const one = ({ label, value, isMet }: PlayedAnswer): string => {
    if (value === undefined) return say("whyMissing", { label: said(label) });
    return say(isMet ? "whyMet" : "whyNotMet", { label: said(label), value: said(value) });
  };
  return ({ answers, passes }) => joined(answers.filter(({ isMet }) => isMet === passes).map(one));
}
