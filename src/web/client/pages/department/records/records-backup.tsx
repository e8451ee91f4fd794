import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "../../../design/button.tsx";
import { saveFile } from "../../../design/download-button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";

/** All of it as one file, sealed under the passphrase. */
export function RecordsBackup({ did }: { readonly did: string }): ReactNode {
  const say = useTexts("records");
  const save = useMutation({
    mutationFn: async () => {
      const { fileName, text } = await office().department.keeping.backUp(did);
      saveFile({ fileName, content: text, mediaType: "application/json" });
    },
  });
  return (
    <>
      <h2>{say("backup")}</h2>
      <p>{say("backupLead")}</p>
      <p>{say("backupErasure")}</p>
      {save.isError && <Failure error={save.error} />}
      <Button kind="secondary" isBusy={save.isPending} onPress={() => save.mutate()}>
        {say("backupSave")}
      </Button>
    </>
  );
}
