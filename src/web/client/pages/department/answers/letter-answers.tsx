import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { AnswerOutcome } from "../../../../worker/department/answers.ts";
import type { ToldPolicy } from "../../../../worker/holder/told.ts";
import { Button } from "../../../design/button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { FileField } from "../../../design/fields/file-field.tsx";
import { PassphraseField } from "../../../design/fields/passphrase-field.tsx";
import { office } from "../../../state/office.ts";
import { queries } from "../../../state/queries.ts";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../../citizen/parts/answered.tsx";
import { useMoment } from "../../citizen/parts/words.ts";

const LOOK_MS = 10_000;

interface LetterAnswersProps {
  readonly policyId: bigint;
  readonly policy: ToldPolicy;
  readonly onChecked: (outcome: AnswerOutcome) => void;
}

/** Answers that came by letter or as a file, each checked once. */
export function LetterAnswers({ policyId, policy, onChecked }: LetterAnswersProps): ReactNode {
  const say = useTexts("department");
  const moment = useMoment();
  const [typed, setTyped] = useState("");
  const key = ["department", "letters", String(policyId)];
  const letters = useQuery({
    queryKey: key,
    queryFn: () => office().department.answers.letters(policyId),
    refetchInterval: LOOK_MS,
  });
  const passphrase = typed === "" ? undefined : typed;
  const check = useMutation({
    mutationFn: async (given: { letterId: string } | { file: File }) =>
      "file" in given
        ? office().department.answers.checkFile({ policyId, text: await given.file.text(), passphrase })
        : office().department.answers.checkLetter({ policyId, letterId: given.letterId, passphrase }),
    onSuccess: async (outcome) => {
      onChecked(outcome);
      await queries.invalidateQueries({ queryKey: key });
    },
  });
  const isSealing = policy.questions.some(({ show }) => show === "sealed");
  return (
    <section>
      <h3>{say("letters")}</h3>
      {isSealing && (
        <PassphraseField
          id="sealed-passphrase"
          label={say("sealedPassphrase")}
          help={say("sealedPassphraseHelp")}
          value={typed}
          onChange={setTyped}
        />
      )}
      {check.isError && <Failure error={check.error} />}
      <Answered query={letters} what={say("theAnswers")}>
        {(found) =>
          found.length === 0 ? (
            <p>{say("lettersNone")}</p>
          ) : (
            <ul>
              {found.map(({ letterId, arrivedAt, isExpected }) => (
                <li key={letterId}>
                  {say("letterOf", { time: moment(arrivedAt) })}{" "}
                  {isExpected ? (
                    <Button kind="secondary" isBusy={check.isPending} onPress={() => check.mutate({ letterId })}>
                      {say("check")}
                    </Button>
                  ) : (
                    say("letterUnexpected")
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      <FileField
        id="answer-file"
        label={say("answerFile")}
        accept=".json,application/json"
        onFile={(file) => check.mutate({ file })}
      />
    </section>
  );
}
