import { useMutation, useQuery } from "@tanstack/react-query";
import { proxy } from "comlink";
import { Suspense, useEffect, useState, type ReactNode } from "react";
import type { AnswerOutcome } from "../../../../worker/department/answers.ts";
import type { ToldPolicy } from "../../../../worker/holder/told.ts";
import { Button } from "../../../design/button.tsx";
import { DownloadButton } from "../../../design/download-button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { UnlockForm } from "../../../design/unlock-form.tsx";
import { office } from "../../../state/office.ts";
import { queries } from "../../../state/queries.ts";
import { useTexts } from "../../../state/texts.ts";
import { AccountGate } from "../../accounts/account-gate.tsx";
import { Answered } from "../../citizen/parts/answered.tsx";
import { useMoment } from "../../citizen/parts/words.ts";
import { PassphraseForm } from "../../identity/passphrase-form.tsx";
import { LinkCard } from "../parts/link-card.tsx";
import { CheckedAnswers } from "./checked-answers.tsx";
import { LetterAnswers } from "./letter-answers.tsx";

const COUNTER = ["department", "counter"];

let isWatched = false;

/** The page hears also when the counter locked itself. */
function watchOnce(): void {
  if (isWatched) return;
  isWatched = true;
  void office().department.counter.watch(proxy(() => void queries.invalidateQueries({ queryKey: COUNTER })));
}

interface OffChainProps {
  readonly policyId: bigint;
  readonly policy: ToldPolicy;
}

/** Requests for one person's answer, and the answers, which nobody else sees. */
export function OffChain({ policyId, policy }: OffChainProps): ReactNode {
  const say = useTexts("department");
  const did = policy.verifier;
  useEffect(watchOnce, []);
  const box = useQuery({
    queryKey: [...COUNTER, did],
    queryFn: () => office().department.counter.status(did),
  });
  return (
    <AccountGate>
      <Answered query={box} what={say("theAnswers")}>
        {(state) =>
          state === "open" ? (
            <AtCounter policyId={policyId} policy={policy} />
          ) : (
            <OpenBox did={did} isNew={state === "none"} />
          )
        }
      </Answered>
    </AccountGate>
  );
}

function OpenBox({ did, isNew }: { readonly did: string; readonly isNew: boolean }): ReactNode {
  const say = useTexts("department");
  const open = async (passphrase: string): Promise<void> => {
    await office().department.counter.open({ did, passphrase });
    await queries.invalidateQueries({ queryKey: [...COUNTER, did] });
  };
  const make = useMutation({ mutationFn: open });
  return (
    <section>
      <h3>{say("boxTitle")}</h3>
      <p>{say("boxLead")}</p>
      {make.isError && <Failure error={make.error} />}
      {isNew ? (
        <PassphraseForm id="box" submitLabel={say("boxMake")} isBusy={make.isPending} onSubmit={make.mutate} />
      ) : (
        <UnlockForm
          id="box-open"
          words={{ passphrase: say("passphrase"), passphraseMissing: say("passphraseMissing"), open: say("boxOpen") }}
          onOpen={open}
        />
      )}
    </section>
  );
}

function AtCounter({ policyId, policy }: OffChainProps): ReactNode {
  const [outcomes, setOutcomes] = useState<readonly AnswerOutcome[]>([]);
  const add = (outcome: AnswerOutcome): void => setOutcomes((before) => [outcome, ...before]);
  return (
    <>
      {!policy.retired && <AskOne policyId={policyId} />}
      <LetterAnswers policyId={policyId} policy={policy} onChecked={add} />
      <Suspense>{outcomes.length > 0 && <CheckedAnswers policyId={policyId} outcomes={outcomes} />}</Suspense>
    </>
  );
}

function AskOne({ policyId }: { readonly policyId: bigint }): ReactNode {
  const say = useTexts("department");
  const moment = useMoment();
  const ask = useMutation({ mutationFn: () => office().department.answers.ask(policyId) });
  return (
    <section>
      {ask.isError && <Failure error={ask.error} />}
      <Button kind="secondary" isBusy={ask.isPending} onPress={() => ask.mutate()}>
        {say("ask")}
      </Button>
      {ask.data !== undefined && (
        <>
          <h3>{say("askReady")}</h3>
          <p>{say("askReadyText", { until: moment(ask.data.expiresAt) })}</p>
          <LinkCard place={`/request/proof/${ask.data.link}`} label={say("askLink")} />
          <DownloadButton fileName="request.json" content={ask.data.file} mediaType="application/json">
            {say("askFile")}
          </DownloadButton>
        </>
      )}
    </section>
  );
}
