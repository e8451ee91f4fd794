import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useLocation } from "wouter";
import type { Offer } from "../../../worker/holder/credentials.ts";
import { Banner } from "../../design/banner.tsx";
import { Button } from "../../design/button.tsx";
import { saveFile } from "../../design/download-button.tsx";
import { ErrorSummary } from "../../design/error-summary.tsx";
import { Failure } from "../../design/failure.tsx";
import { FileField } from "../../design/fields/file-field.tsx";
import { SelectField } from "../../design/fields/select-field.tsx";
import { TextField } from "../../design/fields/text-field.tsx";
import { Page } from "../../design/page.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { IdentityGate } from "../identity/identity-gate.tsx";
import { Received } from "./claim/received.tsx";
import { Answered } from "./parts/answered.tsx";
import { officeName, useSaid } from "./parts/words.ts";

const SHORTEST_ADDRESS = 100;

/** Ways to a credential: an office's link, or files. */
export function GetPage(): ReactNode {
  const say = useTexts("wallet");
  return (
    <Page title={say("get")} lead={say("getLead")} back={{ to: "/wallet", label: say("toWallet") }}>
      <ByLink />
      <section>
        <h2>{say("byFile")}</h2>
        <p>{say("byFileLead")}</p>
        <IdentityGate>
          <TakeFile />
          <MakeRequest />
        </IdentityGate>
      </section>
    </Page>
  );
}

/** The address at the end of a pasted link; undefined for what is too short to be one. */
export function pastedAddress(pasted: string): string | undefined {
  const last = pasted.trim().split("/").at(-1) ?? "";
  return last.length >= SHORTEST_ADDRESS ? last : undefined;
}

function ByLink(): ReactNode {
  const say = useTexts("wallet");
  const [link, setLink] = useState("");
  const [isRefused, setRefused] = useState(false);
  const [, navigate] = useLocation();
  const address = pastedAddress(link);
  const problem = isRefused && address === undefined ? say("linkWrong") : undefined;
  return (
    <section>
      <h2>{say("byLink")}</h2>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setRefused(true);
          if (address !== undefined) navigate(`/wallet/claim/${address}`);
        }}
      >
        <ErrorSummary problems={problem === undefined ? [] : [{ fieldId: "desk-link", text: problem }]} />
        <TextField
          id="desk-link"
          label={say("link")}
          help={say("linkHelp")}
          error={problem}
          value={link}
          isCode
          onChange={setLink}
        />
        <Button type="submit">{say("goOn")}</Button>
      </form>
    </section>
  );
}

function TakeFile(): ReactNode {
  const say = useTexts("wallet");
  const take = useMutation({
    mutationFn: async (file: File) => office().holder.credentials.take(await file.text()),
  });
  if (take.isSuccess) return <Received credential={take.data} />;
  return (
    <>
      {take.isError && <Failure error={take.error} />}
      <FileField
        id="credential-file"
        label={say("openFile")}
        help={say("openFileHelp")}
        accept=".json,application/json"
        onFile={(file) => take.mutate(file)}
      />
    </>
  );
}

function MakeRequest(): ReactNode {
  const say = useTexts("wallet");
  const offers = useQuery({ queryKey: ["offers"], queryFn: () => office().holder.credentials.offers() });
  return (
    <Answered query={offers} what={say("kinds")}>
      {(all) => {
        const open = all.filter(({ issuers }) => issuers.length > 0);
        return open.length === 0 ? <p>{say("noIssuers")}</p> : <RequestForm offers={open} />;
      }}
    </Answered>
  );
}

function RequestForm({ offers }: { readonly offers: readonly Offer[] }): ReactNode {
  const say = useTexts("wallet");
  const said = useSaid();
  const [wish, setWish] = useState({ schema: "", issuer: "", reference: "" });
  const [isRefused, setRefused] = useState(false);
  const make = useMutation({
    mutationFn: () => office().holder.credentials.requestFile({ ...wish, reference: wish.reference.trim() }),
    onSuccess: (text) =>
      saveFile({ fileName: "credential-request.json", content: text, mediaType: "application/json" }),
  });
  const issuers = offers.find(({ schema }) => schema.id === wish.schema)?.issuers ?? [];
  const problems = [
    ...(wish.schema === "" ? [{ fieldId: "kind", text: say("kindMissing") }] : []),
    ...(wish.issuer === "" ? [{ fieldId: "issuer", text: say("issuerMissing") }] : []),
    ...(wish.reference.trim() === "" ? [{ fieldId: "file-reference", text: say("referenceMissing") }] : []),
  ];
  const wrong = (fieldId: string): string | undefined =>
    isRefused ? problems.find((each) => each.fieldId === fieldId)?.text : undefined;
  const choose = { value: "", label: say("choose") };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(true);
        if (problems.length === 0 && !make.isPending) make.mutate();
      }}
    >
      <h3>{say("makeRequest")}</h3>
      <ErrorSummary problems={isRefused ? problems : []} />
      {make.isError && <Failure error={make.error} />}
      <SelectField
        id="kind"
        label={say("kind")}
        error={wrong("kind")}
        value={wish.schema}
        options={[choose, ...offers.map(({ schema }) => ({ value: schema.id, label: said(schema.title) }))]}
        onChange={(schema) => setWish({ ...wish, schema, issuer: "" })}
      />
      <SelectField
        id="issuer"
        label={say("issuer")}
        error={wrong("issuer")}
        value={wish.issuer}
        options={[choose, ...issuers.map((did) => ({ value: did, label: officeName(did) }))]}
        onChange={(issuer) => setWish({ ...wish, issuer })}
      />
      <TextField
        id="file-reference"
        label={say("reference")}
        help={say("referenceHelp")}
        error={wrong("file-reference")}
        value={wish.reference}
        maxLength={100}
        onChange={(reference) => setWish({ ...wish, reference })}
      />
      <Button type="submit" kind="secondary" isBusy={make.isPending}>
        {say("makeRequest")}
      </Button>
      {make.isSuccess && <Banner kind="success">{say("requestMade", { issuer: officeName(wish.issuer) })}</Banner>}
    </form>
  );
}
