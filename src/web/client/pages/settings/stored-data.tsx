import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { Banner } from "../../design/banner.tsx";
import { Button } from "../../design/button.tsx";
import { ConfirmDialog } from "../../design/confirm-dialog.tsx";
import { Empty } from "../../design/empty.tsx";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import { SummaryList } from "../../design/summary-list.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { deleteEverything, forgetDeletion, wasJustDeleted } from "./delete-everything.ts";
import { sumsOf } from "./kinds.ts";

/** What this browser keeps, and the way to be rid of it. */
export function StoredData(): ReactNode {
  const say = useTexts("settings");
  const [isDeleted] = useState(wasJustDeleted);
  useEffect(forgetDeletion, []);
  const stored = useQuery({ queryKey: ["stored"], queryFn: () => office().device.stored(), staleTime: 0 });
  return (
    <>
      <h2>{say("storedTitle")}</h2>
      {isDeleted && <Banner kind="success" title={say("deleted")} />}
      <p>{say("storedLead")}</p>
      {stored.isPending && <Loading what={say("stored")} />}
      {stored.isError && <Failure error={stored.error} onAgain={() => void stored.refetch()} />}
      {stored.data !== undefined && <StoredSums files={stored.data} />}
      <DeleteEverything />
    </>
  );
}

function StoredSums({ files }: { readonly files: Parameters<typeof sumsOf>[0] }): ReactNode {
  const say = useTexts("settings");
  if (files.length === 0) {
    return (
      <Empty title={say("storedNothing")}>
        <p>{say("storedNothingText")}</p>
      </Empty>
    );
  }
  return (
    <SummaryList
      rows={sumsOf(files).map(({ kind, count, sizeBytes }) => ({
        term: say(`kind-${kind}`),
        value: (
          <>
            <p>{say("files", { count, size: Math.ceil(sizeBytes / 1000) })}</p>
            <p>{say(`kind-${kind}-text`)}</p>
          </>
        ),
      }))}
    />
  );
}

function DeleteEverything(): ReactNode {
  const say = useTexts("settings");
  const [isAsking, setAsking] = useState(false);
  const deletion = useMutation({ mutationFn: deleteEverything });
  return (
    <>
      <h2>{say("deleteTitle")}</h2>
      <p>{say("deleteText")}</p>
      <Banner kind="warning">
        <p>{say("deleteBackup")}</p>
      </Banner>
      {deletion.isError && <Failure error={deletion.error} />}
      <Button kind="danger" onPress={() => setAsking(true)}>
        {say("deleteAll")}
      </Button>
      <ConfirmDialog
        title={say("deleteQuestion")}
        question={<p>{say("deleteBackup")}</p>}
        confirmLabel={say("deleteAll")}
        kind="danger"
        isOpen={isAsking}
        isBusy={deletion.isPending}
        onConfirm={() => deletion.mutate()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
