import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Banner } from "../../design/banner.tsx";
import { Button } from "../../design/button.tsx";
import { ConfirmDialog } from "../../design/confirm-dialog.tsx";
import { Details } from "../../design/details.tsx";
import { saveFile } from "../../design/download-button.tsx";
import { Failure } from "../../design/failure.tsx";
import type { SeatView } from "../../../worker/trustee/seats.ts";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { RestoreKeyFile } from "./restore-key-file.tsx";
import { lookAtSeats } from "./use-seat.ts";

/** Where the sealed file is, and how it goes to another device and back. */
export function KeyFile({ seat }: { readonly seat: SeatView }): ReactNode {
  const say = useTexts("trustee");
  const { ceremonyId, hasKeyFile, progress, index } = seat;
  const isRegistered = progress.trustees[index - 1]?.registered === true;
  return (
    <section>
      <h2>{say("keyFile")}</h2>
      {hasKeyFile ? (
        <>
          <p>{say("keyFileHere")}</p>
          <BackUp ceremonyId={ceremonyId} />
        </>
      ) : isRegistered ? (
        <Banner kind="important">{say("keyFileLost")}</Banner>
      ) : (
        <p>{say("keyFileMissing")}</p>
      )}
      <Details summary={say("restoreTitle")}>
        <RestoreKeyFile ceremonyId={ceremonyId} />
      </Details>
      {hasKeyFile && (
        <Details summary={say("removeTitle")}>
          <Remove ceremonyId={ceremonyId} />
        </Details>
      )}
    </section>
  );
}

function BackUp({ ceremonyId }: { readonly ceremonyId: bigint }): ReactNode {
  const say = useTexts("trustee");
  const backUp = useMutation({
    mutationFn: async () => {
      const { fileName, text } = await office().trustee.backUp(ceremonyId);
      saveFile({ fileName, content: text, mediaType: "application/json" });
    },
  });
  return (
    <>
      {backUp.isError && <Failure error={backUp.error} />}
      <p>
        <Button kind="secondary" isBusy={backUp.isPending} onPress={() => backUp.mutate()}>
          {say("backUp")}
        </Button>
      </p>
    </>
  );
}

function Remove({ ceremonyId }: { readonly ceremonyId: bigint }): ReactNode {
  const say = useTexts("trustee");
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => office().trustee.removeKeyFile(ceremonyId),
    onSuccess: lookAtSeats,
    onSettled: () => setAsking(false),
  });
  return (
    <>
      <p>{say("removeLead")}</p>
      {remove.isError && <Failure error={remove.error} />}
      <Button kind="danger" onPress={() => setAsking(true)}>
        {say("remove")}
      </Button>
      <ConfirmDialog
        title={say("removeTitle")}
        question={<p>{say("removeQuestion")}</p>}
        confirmLabel={say("remove")}
        kind="danger"
        isOpen={isAsking}
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
