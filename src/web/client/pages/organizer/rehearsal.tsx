import { useMutation } from "@tanstack/react-query";
import { proxy } from "comlink";
import { useEffect, useState, type ReactNode } from "react";
import { isPsephosError } from "../../../../errors.ts";
import type { Manifest } from "../../../../protocol/manifest.ts";
import type { Rehearsal } from "../../../../roles/organizer/rehearse.ts";
import type { RehearsalProgress } from "../../../worker/organizer.ts";
import { Banner } from "../../design/banner.tsx";
import { Button } from "../../design/button.tsx";
import { Failure } from "../../design/failure.tsx";
import { Steps } from "../../design/steps.tsx";
import { useLanguage } from "../../state/language.ts";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";

/** As the worker names it. */
const REHEARSING = "rehearsal";
const VOTERS = 3;
const STAGES = ["keys", "list", "ballots", "opening", "result"] as const;

type Ballot = Pick<Manifest, "options" | "rules">;

/** The whole way of a ballot on this device, with nobody real in it; says so. */
export function RehearsalRun({ ballot }: { readonly ballot: Ballot }): ReactNode {
  const say = useTexts("organizer");
  const [progress, setProgress] = useState<RehearsalProgress>();
  const run = useMutation({
    mutationFn: () => {
      setProgress(undefined);
      const tell = proxy((next: RehearsalProgress) => setProgress(next));
      return office().organizer.rehearse({ rules: ballot.rules, voterCount: VOTERS }, tell);
    },
  });
  useEffect(() => () => void office().session.cancel(REHEARSING), []);
  return (
    <section aria-labelledby="rehearsal-heading">
      <h2 id="rehearsal-heading">{say("rehearsal")}</h2>
      <p>{say("rehearsalLead")}</p>
      {run.isPending ? (
        <Steps
          steps={STAGES.map((id) => ({ id, name: say(`rehearsal-${id}`) }))}
          current={progress?.stage ?? "keys"}
          onCancel={() => void office().session.cancel(REHEARSING)}
        />
      ) : (
        <Button kind="secondary" onPress={() => run.mutate()}>
          {say("rehearse")}
        </Button>
      )}
      {isPsephosError(run.error, "INTERRUPTED") && <p role="status">{say("rehearsalStopped")}</p>}
      {run.isError && !isPsephosError(run.error, "INTERRUPTED") && <Failure error={run.error} />}
      {run.data !== undefined && <Outcome ballot={ballot} rehearsal={run.data} />}
    </section>
  );
}

function Outcome({ ballot, rehearsal }: { readonly ballot: Ballot; readonly rehearsal: Rehearsal }): ReactNode {
  const say = useTexts("organizer");
  const language = useLanguage();
  const { ballots, expected, counts } = rehearsal;
  const agrees = String(expected) === String(counts);
  return (
    <>
      <Banner kind={agrees ? "success" : "important"} title={say(agrees ? "rehearsed" : "rehearsalFailed")}>
        <p role="status">{say(agrees ? "rehearsedText" : "rehearsalDiffers")}</p>
      </Banner>
      <div className="table-scroll" role="region" aria-label={say("result")} tabIndex={0}>
        <table className="table">
          <caption>{say("result")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("optionLabel")}</th>
              {ballots.map((_, at) => (
                <th key={at} scope="col" className="cell-end">
                  {say("madeUpVoter", { number: at + 1 })}
                </th>
              ))}
              <th scope="col" className="cell-end">
                {say("inTheOpen")}
              </th>
              <th scope="col" className="cell-end">
                {say("opened")}
              </th>
            </tr>
          </thead>
          <tbody>
            {ballot.options.map(({ id, label }, option) => (
              <tr key={id}>
                <th scope="row">{label[language]}</th>
                {ballots.map(({ values }, at) => (
                  <td key={at} className="cell-end">
                    {values[option]}
                  </td>
                ))}
                <td className="cell-end">{String(expected[option])}</td>
                <td className="cell-end">{String(counts[option])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
