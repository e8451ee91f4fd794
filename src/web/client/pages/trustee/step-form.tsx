import { useMutation } from "@tanstack/react-query";
import { proxy } from "comlink";
import { useEffect, useState, type ReactNode } from "react";
import { isPsephosError } from "../../../../errors.ts";
import type { KeeperProgress } from "../../../worker/trustee.ts";
import { Button } from "../../design/button.tsx";
import { Failure } from "../../design/failure.tsx";
import { PassphraseField } from "../../design/fields/passphrase-field.tsx";
import { Hash } from "../../design/hash.tsx";
import { Panel } from "../../design/panel.tsx";
import { SummaryList } from "../../design/summary-list.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { lookAtAccounts } from "../accounts/use-accounts.ts";
import { PassphraseForm } from "../identity/passphrase-form.tsx";
import { KeeperSteps } from "./keeper-steps.tsx";
import { lookAtSeats } from "./use-seat.ts";

export type KeeperStep = "register" | "commit" | "deal" | "test" | "decrypt";

interface StepDone {
  readonly transactionHash: string;
  /** Of an opened total. */
  readonly ballotCount?: number;
}

interface StepFormProps {
  /** To be taken now; undefined while it is not this keeper's turn. */
  readonly step: KeeperStep | undefined;
  /** No key file is here yet: the passphrase is a new one. */
  readonly isNew?: boolean;
  readonly act: (step: KeeperStep, passphrase: string, tell: (progress: KeeperProgress) => void) => Promise<StepDone>;
}

/** As the worker names a keeper's step. */
const KEEPING = "trustee";

/** One step: what happens, why, the passphrase, the work, and what came of it. */
export function StepForm({ step, isNew = false, act }: StepFormProps): ReactNode {
  const [progress, setProgress] = useState<KeeperProgress>();
  const taken = useMutation({
    mutationFn: async ({ step: now, passphrase }: { step: KeeperStep; passphrase: string }) => {
      setProgress(undefined);
      const tell = proxy((next: KeeperProgress) => setProgress(next));
      return { step: now, ...(await act(now, passphrase, tell)) };
    },
    onSuccess: () => Promise.all([lookAtSeats(), lookAtAccounts()]),
  });
  // Whoever leaves the page does not want to find it done later.
  useEffect(() => () => void office().session.cancel(KEEPING), []);
  if (taken.isPending) return <Working step={taken.variables.step} progress={progress} />;
  return (
    <>
      {taken.isSuccess && <Done {...taken.data} />}
      {taken.isError && <Stopped error={taken.error} />}
      {step !== undefined && (
        <Asking step={step} isNew={isNew} onTake={(passphrase) => taken.mutate({ step, passphrase })} />
      )}
    </>
  );
}

function Working({ step, progress }: { readonly step: KeeperStep; readonly progress: KeeperProgress | undefined }) {
  const say = useTexts("trustee");
  const onCancel = (): void => void office().session.cancel(KEEPING);
  return (
    <section>
      <h2>{say(`${step}Title`)}</h2>
      <KeeperSteps step={step} progress={progress} onCancel={onCancel} />
    </section>
  );
}

interface AskingProps {
  readonly step: KeeperStep;
  readonly isNew: boolean;
  readonly onTake: (passphrase: string) => void;
}

function Asking({ step, isNew, onTake }: AskingProps): ReactNode {
  const say = useTexts("trustee");
  const label = say(DO[step]);
  return (
    <section>
      <h2>{say(`${step}Title`)}</h2>
      <SummaryList
        rows={[
          { term: say("what"), value: say(`${step}What`) },
          { term: say("why"), value: say(`${step}Why`) },
        ]}
      />
      {isNew ? (
        <>
          <p>{say("newLead")}</p>
          <PassphraseForm id="key-file" submitLabel={label} isBusy={false} onSubmit={onTake} />
        </>
      ) : (
        <KnownPassphrase label={label} onTake={onTake} />
      )}
    </section>
  );
}

const DO = {
  register: "doRegister",
  commit: "doCommit",
  deal: "doDeal",
  test: "doTest",
  decrypt: "doDecrypt",
} as const;

function KnownPassphrase({ label, onTake }: { readonly label: string; readonly onTake: (typed: string) => void }) {
  const say = useTexts("trustee");
  const [passphrase, setPassphrase] = useState("");
  const [isRefused, setRefused] = useState(false);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(passphrase === "");
        if (passphrase !== "") onTake(passphrase);
      }}
    >
      <PassphraseField
        id="key-passphrase"
        label={say("passphrase")}
        error={isRefused && passphrase === "" ? say("passphraseMissing") : undefined}
        value={passphrase}
        onChange={setPassphrase}
      />
      <Button type="submit">{label}</Button>
    </form>
  );
}

function Stopped({ error }: { readonly error: unknown }): ReactNode {
  const say = useTexts("trustee");
  return isPsephosError(error, "INTERRUPTED") ? <p role="status">{say("stopped")}</p> : <Failure error={error} />;
}

const DONE = { register: "doneRegister", commit: "doneCommit", deal: "doneDeal", test: "doneTest" } as const;

function Done({ step, transactionHash, ballotCount = 0 }: StepDone & { readonly step: KeeperStep }): ReactNode {
  const say = useTexts("trustee");
  return (
    <Panel title={say("done")}>
      <p role="status">{step === "decrypt" ? say("doneDecrypt", { count: ballotCount }) : say(DONE[step])}</p>
      <p>
        {say("transaction")} <Hash value={transactionHash} />
      </p>
    </Panel>
  );
}
