import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useLocation } from "wouter";
import { isPsephosError } from "../../../../errors.ts";
import type { ElectionForVoter } from "../../../worker/voting/elections.ts";
import type { PreparedBallot } from "../../../worker/voting/prepare.ts";
import { Banner } from "../../design/banner.tsx";
import { Button } from "../../design/button.tsx";
import { ConfirmDialog } from "../../design/confirm-dialog.tsx";
import { CopyText } from "../../design/copy-text.tsx";
import { Details } from "../../design/details.tsx";
import { Failure } from "../../design/failure.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { IdentityGate } from "../identity/identity-gate.tsx";
import type { OpenedBallot } from "./booth.tsx";

interface CastOrTestProps {
  readonly election: ElectionForVoter;
  readonly sealed: PreparedBallot;
  readonly onOpened: (ballot: OpenedBallot) => void;
}

/** The ballot is encrypted and still here. The device could not know which way it goes when it made it. */
export function CastOrTest({ election, sealed, onOpened }: CastOrTestProps): ReactNode {
  const say = useTexts("vote");
  const [, go] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const { electionId } = election;
  const { ballotHash } = sealed;
  const cast = useMutation({
    mutationFn: () => office().voter.cast({ electionId, ballotHash }),
    onSuccess: () => go(`/elections/${electionId}/receipt/${ballotHash}`),
  });
  const test = useMutation({
    mutationFn: () => office().voter.test({ electionId, ballotHash }),
    onSuccess: onOpened,
    onSettled: () => setAsking(false),
  });
  const isLocked = isPsephosError(cast.error, "WALLET_LOCKED") || isPsephosError(test.error, "WALLET_LOCKED");
  return (
    <section>
      <Banner kind="note" title={say("notCastYet")}>
        {say("notCastYetText")}
      </Banner>
      <CopyText label={say("receiptNumber")} text={ballotHash} />
      {cast.isError && !isLocked && <Failure error={cast.error} />}
      {cast.isError && !isPsephosError(cast.error, "BALLOT_PREPARED_MISSING") && <p>{say("stillHere")}</p>}
      {test.isError && !isLocked && <Failure error={test.error} />}
      <IdentityGate>
        <p>
          <Button isBusy={cast.isPending} onPress={() => cast.mutate()}>
            {say("cast")}
          </Button>
        </p>
        {cast.isPending && <p role="status">{say("casting")}</p>}
        <Details summary={say("orTest")}>
          <p>{say("testWhy")}</p>
          <p>{say("testHow")}</p>
          <p>{say("testLimits")}</p>
          <Button kind="secondary" isBusy={test.isPending} isDisabled={cast.isPending} onPress={() => setAsking(true)}>
            {say("test")}
          </Button>
        </Details>
      </IdentityGate>
      <ConfirmDialog
        title={say("test")}
        question={say("testQuestion")}
        confirmLabel={say("test")}
        isOpen={isAsking}
        isBusy={test.isPending}
        onConfirm={() => test.mutate()}
        onClose={() => setAsking(false)}
      />
    </section>
  );
}
