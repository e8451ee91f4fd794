import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { VerifierPublicKey } from "../../../../worker/department/verifier-keys.ts";
import { Button } from "../../../design/button.tsx";
import { Damaged } from "../../../design/damaged.tsx";
import { Details } from "../../../design/details.tsx";
import { saveFile } from "../../../design/download-button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { SelectField } from "../../../design/fields/select-field.tsx";
import { SealedFileForm } from "../../../design/sealed-file-form.tsx";
import { office } from "../../../state/office.ts";
import { queries } from "../../../state/queries.ts";
import { useTexts } from "../../../state/texts.ts";
import { PassphraseForm } from "../../identity/passphrase-form.tsx";

const KEYS = ["department", "verifier-keys"];

/** Which key opens what is sealed: one of this device's, a new one, or one that is brought in. */
export function VerifierKeyStep({ onDone }: { readonly onDone: (key: VerifierPublicKey) => void }): ReactNode {
  const say = useTexts("policyDraft");
  const [value, setValue] = useState<VerifierPublicKey>();
  const [isRefused, setRefused] = useState(false);
  const keys = useQuery({ queryKey: KEYS, queryFn: () => office().department.verifierKeys.list() });
  const choose = (key: VerifierPublicKey): void => {
    void queries.invalidateQueries({ queryKey: KEYS });
    setValue(key);
  };
  const { whole: known, damaged } = keys.data ?? { whole: [], damaged: [] };
  const removeDamaged = async (): Promise<void> => {
    await office().department.verifierKeys.removeDamaged();
    await keys.refetch();
  };
  return (
    <>
      <p>{say("keyLead")}</p>
      <Damaged names={damaged} remove={removeDamaged} />
      <SelectField
        id="verifierKey"
        label={say("key")}
        error={isRefused && value === undefined ? say("keyMissing") : undefined}
        options={[
          { value: "", label: say("choose") },
          ...known.map((key) => ({ value: key.join(), label: `${key[0].slice(0, 10)}…` })),
        ]}
        value={value?.join() ?? ""}
        onChange={(chosen) => setValue(known.find((key) => key.join() === chosen))}
      />
      {value !== undefined && <BackUpKey key={value.join()} value={value} />}
      <Details summary={say("keyMake")}>
        <MakeKey onMade={choose} />
      </Details>
      <Details summary={say("keyBring")}>
        <BringKey onBrought={choose} />
      </Details>
      <Button onPress={() => (value === undefined ? setRefused(true) : onDone(value))}>{say("toPreview")}</Button>
    </>
  );
}

function BackUpKey({ value }: { readonly value: VerifierPublicKey }): ReactNode {
  const say = useTexts("policyDraft");
  const backUp = useMutation({
    mutationFn: async () => {
      const { fileName, text } = await office().department.verifierKeys.backUp(value);
      saveFile({ fileName, content: text, mediaType: "application/json" });
    },
  });
  return (
    <>
      <p>{say("keyBackUpHelp")}</p>
      {backUp.isError && <Failure error={backUp.error} />}
      <Button kind="secondary" isBusy={backUp.isPending} onPress={() => backUp.mutate()}>
        {say("keyBackUp")}
      </Button>
    </>
  );
}

function MakeKey({ onMade }: { readonly onMade: (key: VerifierPublicKey) => void }): ReactNode {
  const say = useTexts("policyDraft");
  const make = useMutation({
    mutationFn: (passphrase: string) => office().department.verifierKeys.make(passphrase),
    onSuccess: onMade,
  });
  return (
    <>
      {make.isError && <Failure error={make.error} />}
      <PassphraseForm
        id="make-key"
        submitLabel={say("keyMakeButton")}
        isBusy={make.isPending}
        onSubmit={(passphrase) => make.mutate(passphrase)}
      />
    </>
  );
}

function BringKey({ onBrought }: { readonly onBrought: (key: VerifierPublicKey) => void }): ReactNode {
  const say = useTexts("policyDraft");
  return (
    <SealedFileForm
      id="bring-key"
      words={{
        file: say("keyFile"),
        fileMissing: say("keyFileMissing"),
        passphrase: say("keyPassphrase"),
        passphraseMissing: say("keyPassphraseMissing"),
        bring: say("keyBringButton"),
      }}
      onBring={async ([file], passphrase) =>
        onBrought(await office().department.verifierKeys.bring({ text: await file!.text(), passphrase }))
      }
    />
  );
}
