import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { OpenDesk } from "../../../../worker/department/desks.ts";
import { Button } from "../../../design/button.tsx";
import { ConfirmDialog } from "../../../design/confirm-dialog.tsx";
import { CopyText } from "../../../design/copy-text.tsx";
import { DownloadButton, saveFile } from "../../../design/download-button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { FileField } from "../../../design/fields/file-field.tsx";
import { SummaryList } from "../../../design/summary-list.tsx";
import { Time } from "../../../design/time.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { useSaid } from "../../citizen/parts/words.ts";
import { lookAtDepartment } from "../parts/use-department.ts";

/** The key that signs here: its backup, and its papers for the authority. */
export function DeskKey({ desk }: { readonly desk: OpenDesk }): ReactNode {
  const say = useTexts("desk");
  const said = useSaid();
  return (
    <>
      <h2>{say("tabKey")}</h2>
      <SummaryList
        rows={[
          { term: say("kind"), value: said(desk.schema.title) },
          { term: say("department"), value: <code>{desk.did}</code> },
          { term: say("epoch"), value: String(desk.epoch) },
          { term: say("keyEnds"), value: <Time at={desk.endsAt} /> },
        ]}
      />
      <BackUp />
      <Application />
      <Removal name={desk.name} />
    </>
  );
}

function BackUp(): ReactNode {
  const say = useTexts("desk");
  const backUp = useMutation({
    mutationFn: async () => {
      const { fileName, text } = await office().department.desks.backUp();
      saveFile({ fileName, content: text, mediaType: "application/json" });
    },
  });
  return (
    <section>
      <h3>{say("backUpTitle")}</h3>
      <p>{say("backUpLead")}</p>
      {backUp.isError && <Failure error={backUp.error} />}
      <Button kind="secondary" isBusy={backUp.isPending} onPress={() => backUp.mutate()}>
        {say("backUp")}
      </Button>
    </section>
  );
}

function Application(): ReactNode {
  const say = useTexts("desk");
  const [chain, setChain] = useState<File>();
  const [privateKey, setPrivateKey] = useState<File>();
  const apply = useMutation({
    mutationFn: async (files: { chain: File; privateKey: File }) =>
      office().department.applyForKey({
        chain: await files.chain.text(),
        privateKey: await files.privateKey.text(),
      }),
  });
  return (
    <section>
      <h3>{say("applyTitle")}</h3>
      <p>{say("applyLead")}</p>
      <FileField id="certificate-file" label={say("certificate")} accept=".pem,.crt" onFile={setChain} />
      <FileField
        id="private-key-file"
        label={say("privateKey")}
        help={say("privateKeyHelp")}
        accept=".pem,.key"
        onFile={setPrivateKey}
      />
      {apply.isError && <Failure error={apply.error} />}
      <Button
        kind="secondary"
        isBusy={apply.isPending}
        isDisabled={chain === undefined || privateKey === undefined}
        onPress={() => {
          if (chain !== undefined && privateKey !== undefined) apply.mutate({ chain, privateKey });
        }}
      >
        {say("apply")}
      </Button>
      {apply.data !== undefined && (
        <>
          <p>{say("applied")}</p>
          <p className="button-row">
            {apply.data.map(({ fileName, text }) => (
              <DownloadButton key={fileName} fileName={fileName} content={text} mediaType="application/json">
                {fileName}
              </DownloadButton>
            ))}
          </p>
          <CopyText text={COMMAND} label={say("applyCommand")} />
        </>
      )}
    </section>
  );
}

const COMMAND = "psephos issuer-key register FOLDER --root ROOT.pem --account ACCOUNT";

function Removal({ name }: { readonly name: string }): ReactNode {
  const say = useTexts("desk");
  const [isAsked, setAsked] = useState(false);
  const remove = useMutation({
    mutationFn: () => office().department.desks.remove(name),
    onSuccess: lookAtDepartment,
    onSettled: () => setAsked(false),
  });
  return (
    <section>
      <h3>{say("removeTitle")}</h3>
      <p>{say("removeLead")}</p>
      {remove.isError && <Failure error={remove.error} />}
      <Button kind="danger" isBusy={remove.isPending} onPress={() => setAsked(true)}>
        {say("remove")}
      </Button>
      <ConfirmDialog
        title={say("removeTitle")}
        question={say("removeQuestion")}
        confirmLabel={say("remove")}
        kind="danger"
        isOpen={isAsked}
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsked(false)}
      />
    </section>
  );
}
