import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Banner } from "../../design/banner.tsx";
import { Button } from "../../design/button.tsx";
import { saveFile } from "../../design/download-button.tsx";
import { Failure } from "../../design/failure.tsx";
import { useLastingStorage } from "../../state/lasting-storage.ts";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { PassphraseForm } from "./passphrase-form.tsx";
import { useWallet } from "./use-wallet.ts";

/** A sealed copy as a file. An identity that only a passkey opens gets a passphrase for its copy. */
export function BackUpIdentity(): ReactNode {
  const say = useTexts("identity");
  const { data } = useWallet();
  const isLasting = useLastingStorage();
  const backUp = useMutation({
    mutationFn: async (passphrase: string | undefined) => {
      const { fileName, text } = await office().wallet.backUp(passphrase === undefined ? {} : { passphrase });
      saveFile({ fileName, content: text, mediaType: "application/json" });
    },
  });
  if (data === undefined || data.kind === "none") return null;
  return (
    <section>
      <h2>{say("backUpTitle")}</h2>
      <p>{say("backUpLead")}</p>
      {isLasting !== undefined && <p>{say(isLasting ? "storageLasts" : "storageMayGo")}</p>}
      {backUp.isError && <Failure error={backUp.error} />}
      {backUp.isSuccess && <Banner kind="success">{say("backedUp")}</Banner>}
      {data.hasPassphrase ? (
        <Button kind="secondary" isBusy={backUp.isPending} onPress={() => backUp.mutate(undefined)}>
          {say("backUp")}
        </Button>
      ) : (
        <PassphraseForm
          id="back-up"
          submitLabel={say("backUp")}
          isBusy={backUp.isPending}
          onSubmit={(passphrase) => backUp.mutate(passphrase)}
        >
          <p>{say("backUpPassphrase")}</p>
        </PassphraseForm>
      )}
    </section>
  );
}
