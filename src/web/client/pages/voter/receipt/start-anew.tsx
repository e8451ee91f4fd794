import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import type { ReceiptPlace } from "../../../../worker/voting/receipts.ts";
import { Button } from "../../../design/button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { office } from "../../../state/office.ts";
import { queries } from "../../../state/queries.ts";
import { useTexts } from "../../../state/texts.ts";

/** For a ballot that can never be counted: its receipt goes with it, and a new one is made. */
export function StartAnew({ place }: { readonly place: ReceiptPlace }): ReactNode {
  const say = useTexts("vote");
  const [, go] = useLocation();
  const start = useMutation({
    mutationFn: () => office().voter.startAnew(place),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["my"] });
      go(`/elections/${place.electionId}`);
    },
  });
  return (
    <>
      <p>{say("startAnewText")}</p>
      {start.isError && <Failure error={start.error} />}
      <Button isBusy={start.isPending} onPress={() => start.mutate()}>
        {say("startAnew")}
      </Button>
    </>
  );
}
