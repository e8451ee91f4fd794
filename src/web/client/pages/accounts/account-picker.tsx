import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { saveFile } from "../../design/download-button.tsx";
import { Failure } from "../../design/failure.tsx";
import { Hash } from "../../design/hash.tsx";
import { numText } from "../../design/num.tsx";
import { SummaryList } from "../../design/summary-list.tsx";
import type { AccountsStatus } from "../../../worker/accounts.ts";
import { useLanguage } from "../../state/language.ts";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { AccountGate } from "./account-gate.tsx";
import { ChooseAccount } from "./choose-account.tsx";
import { lookAtAccounts, useAccounts, useMeans } from "./use-accounts.ts";

/** Which account acts and what it can pay; before one is open, the choice of one. */
export function AccountPicker(): ReactNode {
  const say = useTexts("accounts");
  return (
    <section className="account-picker">
      <h2>{say("title")}</h2>
      <AccountGate>
        <ActingAccount />
      </AccountGate>
    </section>
  );
}

function ActingAccount(): ReactNode {
  const say = useTexts("accounts");
  const { data: status } = useAccounts();
  const [isChoosing, setChoosing] = useState(false);
  if (status?.acting === undefined) return null;
  const { name, address } = status.acting;
  return (
    <>
      <SummaryList
        rows={[
          { term: say("account"), value: name ?? say("demonstration") },
          { term: say("address"), value: <Hash value={address} /> },
          { term: say("means"), value: <Means address={address} isLocal={status.isLocal} /> },
        ]}
      />
      <p className="button-row">
        <Button kind="quiet" onPress={() => setChoosing(!isChoosing)}>
          {say("useOther")}
        </Button>
        <Button kind="quiet" onPress={() => void office().accounts.lock()}>
          {say("lock")}
        </Button>
        {name !== undefined && <BackUp name={name} />}
      </p>
      {isChoosing && <Choosing status={status} onDone={() => setChoosing(false)} />}
    </>
  );
}

function Choosing({ status, onDone }: { readonly status: AccountsStatus; readonly onDone: () => void }): ReactNode {
  return <ChooseAccount status={status} onChosen={onDone} />;
}

/** Beyond this the number tells nothing any more. */
const MANY_ACTS = 1_000;

function Means({ address, isLocal }: { readonly address: string; readonly isLocal: boolean }): ReactNode {
  const say = useTexts("accounts");
  const language = useLanguage();
  const means = useMeans(address);
  const fund = useMutation({ mutationFn: () => office().accounts.fund(), onSuccess: lookAtAccounts });
  if (means.data === undefined) return null;
  const { acts } = means.data;
  return (
    <>
      {acts === 0
        ? say("cannotPay")
        : acts > MANY_ACTS
          ? say("canPayMany", { number: numText(MANY_ACTS, language) })
          : say("canPay", { count: acts })}
      {fund.isError && <Failure error={fund.error} />}
      {isLocal && acts < 100 && (
        <p>
          <Button kind="secondary" isBusy={fund.isPending} onPress={() => fund.mutate()}>
            {say("fund")}
          </Button>
        </p>
      )}
    </>
  );
}

function BackUp({ name }: { readonly name: string }): ReactNode {
  const say = useTexts("accounts");
  const backUp = useMutation({
    mutationFn: async () => {
      const { fileName, text } = await office().accounts.backUp(name);
      saveFile({ fileName, content: text, mediaType: "application/json" });
    },
  });
  return (
    <Button kind="quiet" isBusy={backUp.isPending} onPress={() => backUp.mutate()}>
      {say("backUp")}
    </Button>
  );
}
