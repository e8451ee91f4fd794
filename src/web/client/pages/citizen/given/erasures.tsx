import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { ToldErasure } from "../../../../worker/holder/erasures.ts";
import type { KnownOffice } from "../../../../worker/holder/given.ts";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
import { ConfirmDialog } from "../../../design/confirm-dialog.tsx";
import { Details } from "../../../design/details.tsx";
import { DownloadButton } from "../../../design/download-button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { FileField } from "../../../design/fields/file-field.tsx";
import { TextField } from "../../../design/fields/text-field.tsx";
import { SummaryList } from "../../../design/summary-list.tsx";
import { office } from "../../../state/office.ts";
import { queries } from "../../../state/queries.ts";
import { useTexts } from "../../../state/texts.ts";
import { pastedAddress } from "../get.tsx";
import { Answered } from "../parts/answered.tsx";
import { ProvingView } from "../parts/proving-view.tsx";
import { useProving } from "../parts/use-proving.ts";
import { officeName, useDay } from "../parts/words.ts";
import { HandedView } from "./handed-view.tsx";

/** Requests that offices erase what they have of the person. */
export function Erasures(): ReactNode {
  const say = useTexts("wallet");
  const offices = useQuery({ queryKey: ["my", "given", "offices"], queryFn: () => office().holder.given.offices() });
  return (
    <section>
      <h2>{say("erasures")}</h2>
      <p>{say("erasuresLead")}</p>
      <Answered query={offices} what={say("given")}>
        {(known) =>
          known.length === 0 ? (
            <p>{say("erasureNone")}</p>
          ) : (
            known.map((each) => <AskOffice key={`${each.verifier}#${each.scope}`} known={each} />)
          )
        }
      </Answered>
      <Asked />
      <Details summary={say("meet")}>
        <Meet />
      </Details>
    </section>
  );
}

function AskOffice({ known }: { readonly known: KnownOffice }): ReactNode {
  const say = useTexts("wallet");
  const [isAsking, setAsking] = useState(false);
  const name = officeName(known.verifier);
  const asking = useProving(
    (tell) => office().holder.erasures.ask(known, tell),
    () => void queries.invalidateQueries({ queryKey: ["my", "erasures"] }),
  );
  return (
    <article className="card">
      <SummaryList
        rows={[
          { term: say("office"), value: name },
          { term: say("erasureScope"), value: known.scope },
        ]}
      />
      <ProvingView proving={asking} />
      {asking.result !== undefined && (
        <HandedView title={say("erasureAsk")} handed={asking.result} office={name} fileName="erasure-request.json" />
      )}
      {!asking.isRunning && asking.result === undefined && (
        <p>
          <Button kind="secondary" onPress={() => setAsking(true)}>
            {say("erasureAsk")}
          </Button>
        </p>
      )}
      <ConfirmDialog
        title={say("erasureTitle", { office: name })}
        question={say("erasureText")}
        confirmLabel={say("erasureAsk")}
        kind="danger"
        isOpen={isAsking}
        onConfirm={() => {
          setAsking(false);
          asking.start();
        }}
        onClose={() => setAsking(false)}
      />
    </article>
  );
}

function Asked(): ReactNode {
  const say = useTexts("wallet");
  const asked = useQuery({ queryKey: ["my", "erasures"], queryFn: () => office().holder.erasures.list() });
  const look = useMutation({
    mutationFn: () => office().holder.erasures.look(),
    onSuccess: (all) => queries.setQueryData(["my", "erasures"], all),
  });
  const take = useMutation({
    mutationFn: async (file: File) => office().holder.erasures.take(await file.text()),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["my", "erasures"] }),
  });
  const all = asked.data ?? [];
  if (all.length === 0) return null;
  const failed = look.error ?? take.error ?? undefined;
  return (
    <>
      <h3>{say("erasureList")}</h3>
      {all.map((erasure) => (
        <AskedErasure key={erasure.id} erasure={erasure} />
      ))}
      {failed !== undefined && <Failure error={failed} />}
      {all.some(({ isByLetter, erased }) => isByLetter && erased === undefined) && (
        <p>
          <Button kind="secondary" isBusy={look.isPending} onPress={() => look.mutate()}>
            {say("erasureLook")}
          </Button>
        </p>
      )}
      <FileField
        id="certificate-file"
        label={say("erasureFile")}
        accept=".json,application/json"
        onFile={(file) => take.mutate(file)}
      />
    </>
  );
}

function AskedErasure({ erasure }: { readonly erasure: ToldErasure }): ReactNode {
  const say = useTexts("wallet");
  const day = useDay();
  const { department, scope, askedAt, dueAt, erased, certificate } = erasure;
  return (
    <article className="card">
      <SummaryList
        rows={[
          { term: say("office"), value: officeName(department) },
          { term: say("erasureScope"), value: scope },
          {
            term: say("state"),
            value:
              erased === undefined
                ? say("erasureAsked", { time: day(askedAt), due: day(dueAt) })
                : say("erasureDone", {
                    time: day(erased.at),
                    records: erased.records,
                    consents: erased.consents,
                  }),
          },
        ]}
      />
      {certificate !== undefined && (
        <DownloadButton fileName="erasure-certificate.json" content={certificate} mediaType="application/json">
          {say("erasureCertificate")}
        </DownloadButton>
      )}
    </article>
  );
}

/** An office's link, so that letters go there. */
function Meet(): ReactNode {
  const say = useTexts("wallet");
  const [link, setLink] = useState("");
  const [isRefused, setRefused] = useState(false);
  const address = pastedAddress(link);
  const meet = useMutation({ mutationFn: (text: string) => office().holder.meet(text) });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(true);
        if (address !== undefined && !meet.isPending) meet.mutate(address);
      }}
    >
      {meet.isError && <Failure error={meet.error} />}
      {meet.isSuccess && <Banner kind="success">{say("met", { office: officeName(meet.data) })}</Banner>}
      <TextField
        id="meet-link"
        label={say("meet")}
        help={say("meetHelp")}
        error={isRefused && address === undefined ? say("linkWrong") : undefined}
        value={link}
        isCode
        onChange={setLink}
      />
      <Button type="submit" kind="secondary" isBusy={meet.isPending}>
        {say("meetButton")}
      </Button>
    </form>
  );
}
