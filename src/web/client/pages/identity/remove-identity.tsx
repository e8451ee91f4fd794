import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { ConfirmDialog } from "../../design/confirm-dialog.tsx";
import { Failure } from "../../design/failure.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { useWallet } from "./use-wallet.ts";

/** Takes the identity off this device, for shared machines and for whoever brings in a backup of another one. */
export function RemoveIdentity(): ReactNode {
  const say = useTexts("identity");
  const { refetch } = useWallet();
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => office().wallet.remove(),
    onSuccess: () => refetch(),
    onSettled: () => setAsking(false),
  });
  return (
    <section>
      <h2>{say("removeTitle")}</h2>
      <p>{say("removeLead")}</p>
      {remove.isError && <Failure error={remove.error} />}
      <Button kind="danger" onPress={() => setAsking(true)}>
        {say("remove")}
      </Button>
      <ConfirmDialog
        title={say("removeTitle")}
        question={say("removeQuestion")}
        confirmLabel={say("remove")}
        kind="danger"
        isOpen={isAsking}
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      />
    </section>
  );
}
