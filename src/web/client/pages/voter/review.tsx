import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { isPsephosError } from "../../../../errors.ts";
import type { ElectionForVoter } from "../../../worker/voting/elections.ts";
import type { PreparedBallot } from "../../../worker/voting/prepare.ts";
import { Button } from "../../design/button.tsx";
import { Failure } from "../../design/failure.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { useTexts } from "../../state/texts.ts";
import { IdentityGate } from "../identity/identity-gate.tsx";
import type { OpenedBallot } from "./booth.tsx";
import { CastOrTest } from "./cast-or-test.tsx";
import { ChoicesTold } from "./choices-told.tsx";
import { FillSteps } from "./fill-steps.tsx";
import { useFilling } from "./use-filling.ts";

interface ReviewProps {
  readonly election: ElectionForVoter;
  readonly values: readonly number[];
  readonly sealed: PreparedBallot | undefined;
  readonly onSealed: (ballot: PreparedBallot) => void;
  readonly onOpened: (ballot: OpenedBallot) => void;
  readonly onChange: () => void;
}

/** Third screen: the choice in words, then encrypting it, then casting or testing. */
export function Review({ election, values, sealed, onSealed, onOpened, onChange }: ReviewProps): ReactNode {
  const say = useTexts("vote");
  const { electionId, manifest } = election;
  const { fill, progress, cancel } = useFilling();
  const filling = useMutation({ mutationFn: () => fill({ electionId, values }), onSuccess: onSealed });
  const isStopped = isPsephosError(filling.error, "INTERRUPTED");
  const isLocked = isPsephosError(filling.error, "WALLET_LOCKED");
  return (
    <>
      <section aria-labelledby="choices-heading">
        <h2 id="choices-heading">{say("yourChoices")}</h2>
        <ChoicesTold manifest={manifest} values={values} />
        {!filling.isPending && (
          <Button kind="quiet" onPress={onChange}>
            {say("changeChoices")}
          </Button>
        )}
      </section>
      {sealed !== undefined ? (
        <CastOrTest election={election} sealed={sealed} onOpened={onOpened} />
      ) : filling.isPending ? (
        <FillSteps progress={progress} onCancel={cancel} />
      ) : (
        <section>
          <h2>{say("encryptTitle")}</h2>
          <p>{say("encryptLead")}</p>
          {isStopped && <p role="status">{say("stopped")}</p>}
          {filling.isError && !isStopped && !isLocked && <Failure error={filling.error} />}
          {filling.isError && !isStopped && <FillAdvice error={filling.error} electionId={electionId} />}
          <IdentityGate>
            <Button onPress={() => filling.mutate()}>{say("encrypt")}</Button>
          </IdentityGate>
        </section>
      )}
    </>
  );
}

interface FillAdviceProps {
  readonly error: unknown;
  readonly electionId: bigint;
}

/** One ballot or none: which of both it is, and where to go on. */
function FillAdvice({ error, electionId }: FillAdviceProps): ReactNode {
  const say = useTexts("vote");
  if (isPsephosError(error, "BALLOT_ON_ITS_WAY") || isPsephosError(error, "ALREADY_CAST")) {
    return <TextLink to={`/elections/${electionId}`}>{say("seeOther")}</TextLink>;
  }
  if (isPsephosError(error, "ARTIFACT_MISSING")) return <p>{say("advice-ARTIFACT_MISSING")}</p>;
  if (isPsephosError(error, "ARTIFACT_ALTERED")) return <p>{say("advice-ARTIFACT_ALTERED")}</p>;
  return <p>{say("nothingSent")}</p>;
}
