import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { TestedBallot } from "../../../worker/voting/tested.ts";
import { Banner } from "../../design/banner.tsx";
import { Button } from "../../design/button.tsx";
import { ErrorSummary } from "../../design/error-summary.tsx";
import { Failure } from "../../design/failure.tsx";
import { FileField } from "../../design/fields/file-field.tsx";
import { TextField } from "../../design/fields/text-field.tsx";
import { Page } from "../../design/page.tsx";
import { useLanguage } from "../../state/language.ts";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { ChoicesTold } from "./choices-told.tsx";

/** For another device than the one that made the ballot: whether the encryption holds what its voter chose. */
export function CheckTestPage(): ReactNode {
  const say = useTexts("vote");
  const [file, setFile] = useState<File>();
  const [noted, setNoted] = useState("");
  const [isRefused, setRefused] = useState(false);
  const check = useMutation({
    mutationFn: async (chosen: File) =>
      office().voter.checkTest({ text: await chosen.text(), noted: noted.trim() === "" ? undefined : noted.trim() }),
  });
  const missing = isRefused && file === undefined ? say("testFileMissing") : undefined;
  return (
    <Page title={say("checkTestTitle")} lead={say("checkTestLead")}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setRefused(file === undefined);
          if (file !== undefined && !check.isPending) check.mutate(file);
        }}
      >
        <ErrorSummary problems={missing === undefined ? [] : [{ fieldId: "test-file", text: missing }]} />
        <FileField
          id="test-file"
          label={say("testFile")}
          error={missing}
          accept=".json,application/json"
          onFile={setFile}
        />
        <TextField
          id="test-number"
          label={say("notedNumber")}
          help={say("notedNumberHelp")}
          value={noted}
          onChange={setNoted}
        />
        <Button type="submit" isBusy={check.isPending}>
          {say("checkTest")}
        </Button>
      </form>
      {check.isError && <Failure error={check.error} />}
      {check.isSuccess && <Verdict tested={check.data} isNoted={noted.trim() !== ""} />}
    </Page>
  );
}

function Verdict({ tested, isNoted }: { readonly tested: TestedBallot; readonly isNoted: boolean }): ReactNode {
  const say = useTexts("vote");
  const language = useLanguage();
  const { verdict, manifest, values } = tested;
  const key = verdict.ok ? "testGood" : verdict.fingerprintFits ? "testOtherContent" : "testOtherNumber";
  return (
    <section role="status">
      <Banner kind={verdict.ok ? "success" : "warning"} title={say(key)}>
        {verdict.ok && !isNoted ? say("testNotNoted") : say(`${key}Text`)}
      </Banner>
      <h2>{say("testedSays")}</h2>
      <p>{manifest.title[language]}</p>
      <ChoicesTold manifest={manifest} values={values} />
    </section>
  );
}
