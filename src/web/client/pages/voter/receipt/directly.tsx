import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ReceiptPlace } from "../../../../worker/voting/receipts.ts";
import { Button } from "../../../design/button.tsx";
import { Details } from "../../../design/details.tsx";
import { Failure } from "../../../design/failure.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { AccountGate } from "../../accounts/account-gate.tsx";

interface DirectlyProps {
  readonly place: ReceiptPlace;
  readonly onSent: () => void;
}

/** The way that needs no service: for whoever has an account that pays. The very same ballot, which counts once. */
export function Directly({ place, onSent }: DirectlyProps): ReactNode {
  const say = useTexts("vote");
  const send = useMutation({ mutationFn: () => office().voter.castDirectly(place), onSuccess: onSent });
  return (
    <Details summary={say("directly")}>
      <p>{say("directlyText")}</p>
      {send.isError && <Failure error={send.error} />}
      <AccountGate>
        <Button kind="secondary" isBusy={send.isPending} onPress={() => send.mutate()}>
          {say("sendDirectly")}
        </Button>
      </AccountGate>
    </Details>
  );
}
