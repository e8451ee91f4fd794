import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useLocation, useParams } from "wouter";
import type { ToldRequest } from "../../../../worker/holder/proofs.ts";
import { Button } from "../../../design/button.tsx";
import { DownloadButton } from "../../../design/download-button.tsx";
import { ErrorSummary } from "../../../design/error-summary.tsx";
import { FileField } from "../../../design/fields/file-field.tsx";
import { RadioGroup } from "../../../design/fields/radio-group.tsx";
import { TextField } from "../../../design/fields/text-field.tsx";
import { Page } from "../../../design/page.tsx";
import { Panel } from "../../../design/panel.tsx";
import { SummaryList } from "../../../design/summary-list.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { IdentityGate } from "../../identity/identity-gate.tsx";
import { Answered } from "../parts/answered.tsx";
import { ConsentForm } from "../parts/consent-form.tsx";
import { FitView } from "../parts/fit-view.tsx";
import { ProvingView } from "../parts/proving-view.tsx";
import { RequestSummary } from "../parts/request-summary.tsx";
import { useProving } from "../parts/use-proving.ts";
import { useSaid } from "../parts/words.ts";

/** An office's request for one answer, off chain: from a link or a file. */
export function ProofRequestPage(): ReactNode {
  const say = useTexts("request");
  const said = useSaid();
  const inLink = useParams()["link"];
  const [inFile, setInFile] = useState<string>();
  const given = inFile ?? inLink;
  const opened = useQuery({
    queryKey: ["proof-request", given],
    queryFn: () => office().holder.proofs.open(given ?? ""),
    enabled: given !== undefined,
  });
  const title = opened.data === undefined ? say("proofTitle") : said(opened.data.policy.title);
  return (
    <Page title={title} lead={opened.data === undefined ? say("proofLead") : undefined} step={given ?? ""}>
      {given === undefined ? (
        <Choose onGiven={setInFile} />
      ) : (
        <>
          <Answered query={opened} what={say("request")}>
            {(told) => <Opened given={given} request={told} />}
          </Answered>
          <p>
            <Button kind="quiet" onPress={() => setInFile(undefined)}>
              {say("proofOther")}
            </Button>
          </p>
        </>
      )}
    </Page>
  );
}

function Choose({ onGiven }: { readonly onGiven: (given: string) => void }): ReactNode {
  const say = useTexts("request");
  const [link, setLink] = useState("");
  const [isRefused, setRefused] = useState(false);
  const [, navigate] = useLocation();
  const pasted = link.trim().split("/").at(-1) ?? "";
  const problem = isRefused && pasted === "" ? say("proofLinkMissing") : undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(true);
        if (pasted !== "") navigate(`/request/proof/${pasted}`);
      }}
    >
      <ErrorSummary problems={problem === undefined ? [] : [{ fieldId: "proof-link", text: problem }]} />
      <FileField
        id="proof-file"
        label={say("proofFile")}
        help={say("proofFileHelp")}
        accept=".json,application/json"
        onFile={(file) => void file.text().then(onGiven)}
      />
      <TextField id="proof-link" label={say("proofLink")} error={problem} value={link} isCode onChange={setLink} />
      <Button type="submit">{say("proofOpen")}</Button>
    </form>
  );
}

function Opened({ given, request }: { readonly given: string; readonly request: ToldRequest }): ReactNode {
  const say = useTexts("request");
  const { policy, origin } = request;
  return (
    <>
      <SummaryList rows={[{ term: say("proofGoesTo"), value: say("proofGoesToText", { origin }) }]} />
      <RequestSummary policy={policy} answer="office" />
      <IdentityGate>
        <Answer given={given} request={request} />
      </IdentityGate>
    </>
  );
}

function Answer({ given, request }: { readonly given: string; readonly request: ToldRequest }): ReactNode {
  const say = useTexts("request");
  const { policy, origin, hasLetterBox } = request;
  const [way, setWay] = useState<"letter" | "file">(hasLetterBox ? "letter" : "file");
  const fit = useQuery({ queryKey: ["my", "proof-fit", given], queryFn: () => office().holder.proofs.fit(given) });
  const proving = useProving((tell) => office().holder.proofs.answer({ given, byLetter: way === "letter" }, tell));
  if (proving.isRunning) return <ProvingView proving={proving} />;
  const { result } = proving;
  if (result !== undefined) {
    return (
      <section>
        <Panel title={say(result.isSent ? "proofSent" : "proofMade")}>
          <p>{say(result.isSent ? "proofSentText" : "proofMadeText", { origin })}</p>
        </Panel>
        {!result.isSent && (
          <DownloadButton kind="primary" fileName="answer.json" content={result.text} mediaType="application/json">
            {say("saveFile")}
          </DownloadButton>
        )}
      </section>
    );
  }
  return (
    <Answered query={fit} what={say("yours")}>
      {(mine) => (
        <>
          <ProvingView proving={proving} />
          <FitView fit={mine} policy={policy} answer="office" />
          {mine.kind === "fits" && (
            <ConsentForm act={say(way === "letter" ? "proofByLetter" : "proofByFile")} onAgreed={proving.start}>
              {hasLetterBox && (
                <RadioGroup
                  id="way"
                  legend={say("proofGoesTo")}
                  options={[
                    { value: "letter" as const, label: say("proofByLetter") },
                    { value: "file" as const, label: say("proofByFile") },
                  ]}
                  value={way}
                  onChange={setWay}
                />
              )}
            </ConsentForm>
          )}
        </>
      )}
    </Answered>
  );
}
