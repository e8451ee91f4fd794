import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { ToldLog } from "../../../../worker/department/keeping/log.ts";
import { Button } from "../../../design/button.tsx";
import { saveFile } from "../../../design/download-button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { TextField } from "../../../design/fields/text-field.tsx";
import { SummaryList } from "../../../design/summary-list.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../../citizen/parts/answered.tsx";
import { officeName } from "../../citizen/parts/words.ts";
import { lookAtRecords, recordsKey } from "./use-records.ts";

/** The log of looks: begun once, then put on the public record from time to time. */
export function LookLog({ did }: { readonly did: string }): ReactNode {
  const say = useTexts("records");
  // Nothing is told as null: a question's answer must be something.
  const state = useQuery({
    queryKey: recordsKey(did, "log"),
    queryFn: async () => (await office().department.keeping.log.state(did)) ?? null,
  });
  return (
    <>
      <h2>{say("log")}</h2>
      <p>{say("logLead")}</p>
      <Answered query={state} what={say("theLog")}>
        {(log) => (log === null ? <Begin did={did} /> : <Kept did={did} log={log} />)}
      </Answered>
    </>
  );
}

function Begin({ did }: { readonly did: string }): ReactNode {
  const say = useTexts("records");
  const [name, setName] = useState(officeName(did));
  const begin = useMutation({
    mutationFn: () => office().department.keeping.log.begin({ did, name: name.trim() }),
    onSettled: () => lookAtRecords(did),
  });
  const isWrong = name.trim() === "";
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong && !begin.isPending) begin.mutate();
      }}
    >
      {begin.isError && <Failure error={begin.error} />}
      <TextField
        id="log-name"
        label={say("logName")}
        help={say("logNameHelp")}
        error={isWrong ? say("logNameMissing") : undefined}
        value={name}
        onChange={setName}
      />
      <Button type="submit" isBusy={begin.isPending}>
        {say("logBegin")}
      </Button>
    </form>
  );
}

function Kept({ did, log }: { readonly did: string; readonly log: ToldLog }): ReactNode {
  const say = useTexts("records");
  const { logId, name, entryCount, anchoredCount } = log;
  const anchor = useMutation({
    mutationFn: () => office().department.keeping.log.anchor(did),
    onSettled: () => lookAtRecords(did),
  });
  const save = useMutation({
    mutationFn: async () =>
      saveFile({
        fileName: "entries.jsonl",
        content: await office().department.keeping.log.entries(did),
        mediaType: "application/jsonl",
      }),
  });
  const failed = anchor.error ?? save.error ?? undefined;
  return (
    <>
      <SummaryList
        rows={[
          { term: say("logName"), value: name },
          { term: say("number"), value: String(logId) },
          { term: say("logEntries"), value: String(entryCount) },
          { term: say("logAnchored"), value: String(anchoredCount) },
        ]}
      />
      {failed !== undefined && <Failure error={failed} />}
      <p role="status">{entryCount > anchoredCount ? say("logBehind") : say("logWhole")}</p>
      <div className="button-row">
        {entryCount > anchoredCount && (
          <Button isBusy={anchor.isPending} onPress={() => anchor.mutate()}>
            {say("logAnchor")}
          </Button>
        )}
        <Button kind="secondary" isBusy={save.isPending} onPress={() => save.mutate()}>
          {say("logSave")}
        </Button>
      </div>
    </>
  );
}
